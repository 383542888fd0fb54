/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

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

/** Writes one part of a prompt or of a tool's result; bytes go out as base64 without a copy. */
final class ContentEncoder implements Part.Cases<JsonWriter> {

    private final RequestBody body;
    private final JsonWriter json;
    private final boolean hints;

    ContentEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
        hints = body.lacks(Feature.CACHE_HINTS).isEmpty()
                && body.quirks().text(ResponsesQuirks.CACHE_HINTS, "none").equals("breakpoint");
    }

    void encode(Part part) {
        part.accept(this);
    }

    boolean sendsHint(@Nullable CacheHint hint) {
        return hint != null && hints;
    }

    void hintNotice(@Nullable CacheHint hint) {
        if (hint != null && !hints) {
            body.notice(
                    Feature.CACHE_HINTS.setting(),
                    body.lacks(Feature.CACHE_HINTS).orElse("the provider takes no hints on parts"));
        }
    }

    @Override
    public JsonWriter text(Part.Text part) {
        json.beginObject().member("type", "input_text").member("text", part.text());
        return end(part.cache());
    }

    @Override
    public JsonWriter image(Part.Image part) {
        body.need(Feature.IMAGE_INPUT, "an image");
        json.beginObject().member("type", "input_image");
        source(part.media(), "image_url");
        json.member("detail", part.detail() == null ? "auto" : part.detail());
        return end(part.cache());
    }

    @Override
    public JsonWriter audio(Part.Audio part) {
        body.need(Feature.AUDIO_INPUT, "audio");
        throw body.unsupported("audio", "the Responses API takes text, images and files");
    }

    @Override
    public JsonWriter file(Part.File part) {
        body.need(Feature.FILE_INPUT, "a file");
        Media media = part.media();
        json.beginObject().member("type", "input_file");
        if (media.data() != null) {
            json.name("file_data").base64("data:" + media.mediaType() + ";base64,", media.data());
            json.member("filename", media.name() == null ? "file" : media.name());
        } else {
            source(media, "file_url");
        }
        return end(part.cache());
    }

    private void source(Media media, String member) {
        if (media.fileId() != null) {
            json.member("file_id", media.fileId());
        } else if (media.data() != null) {
            json.name(member).base64("data:" + media.mediaType() + ";base64,", media.data());
        } else {
            json.member(member, String.valueOf(media.url()));
        }
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
        throw misplaced(part);
    }

    private LlmException misplaced(Part part) {
        return body.problem(
                ErrorKind.INVALID_REQUEST,
                PartNames.of(part)
                        + " stands in a user message or a tool's result; allowed are text, images and files");
    }

    private JsonWriter end(@Nullable CacheHint hint) {
        hintNotice(hint);
        if (sendsHint(hint)) {
            json.name("prompt_cache_breakpoint")
                    .beginObject()
                    .member("mode", "explicit")
                    .endObject();
        }
        return json.endObject();
    }
}
