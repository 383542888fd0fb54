/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.dialect.PartNames;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Feature;
import org.jspecify.annotations.Nullable;

/** Writes one part as an element of {@code content}: text or a picture. */
final class PartEncoder implements Part.Cases<JsonWriter> {

    private final RequestBody body;
    private final JsonWriter json;

    PartEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
    }

    /** A prompt is cached without hints. */
    void hint(@Nullable CacheHint hint) {
        if (hint != null) {
            body.notice(
                    Feature.CACHE_HINTS.setting(),
                    body.lacks(Feature.CACHE_HINTS).orElse("the provider takes no hints on parts"));
        }
    }

    @Override
    public JsonWriter text(Part.Text part) {
        hint(part.cache());
        return json.beginObject()
                .member("type", "text")
                .member("text", part.text())
                .endObject();
    }

    @Override
    public JsonWriter image(Part.Image part) {
        body.need(Feature.IMAGE_INPUT, "an image");
        Media media = part.media();
        if (media.fileId() != null) {
            throw body.unsupported("an image by file id", "send its bytes or a URL");
        }
        hint(part.cache());
        json.beginObject()
                .member("type", "image_url")
                .name("image_url")
                .beginObject()
                .name("url");
        if (media.data() != null) {
            json.base64("data:" + media.mediaType() + ";base64,", media.data());
        } else {
            json.text(String.valueOf(media.url()));
        }
        if (part.detail() != null) {
            json.member("detail", part.detail());
        }
        return json.endObject().endObject();
    }

    @Override
    public JsonWriter audio(Part.Audio part) {
        body.need(Feature.AUDIO_INPUT, "audio");
        throw body.unsupported("audio", "a message takes text and images");
    }

    @Override
    public JsonWriter file(Part.File part) {
        body.need(Feature.FILE_INPUT, "a file");
        throw body.unsupported("a file", "a message takes text and images; give the file's text as a document");
    }

    @Override
    public JsonWriter toolCall(Part.ToolCall part) {
        throw misplaced(part);
    }

    @Override
    public JsonWriter toolResult(Part.ToolResult part) {
        throw misplaced(part);
    }

    @Override
    public JsonWriter reasoning(Part.Reasoning part) {
        throw misplaced(part);
    }

    @Override
    public JsonWriter refusal(Part.Refusal part) {
        return text(new Part.Text(part.text(), null));
    }

    private LlmException misplaced(Part part) {
        return body.problem(
                ErrorKind.INVALID_REQUEST,
                PartNames.of(part) + " stands in a message of the user; allowed are text and images");
    }
}
