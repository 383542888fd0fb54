/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.PartNames;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Feature;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes parts as content blocks. (providers/bedrock, Chat request, read 2026-11-25) */
final class BlockEncoder implements Part.Cases<JsonWriter> {

    private static final int MOST_HINTS = 4;

    private final RequestBody body;
    private final JsonWriter json;
    private final MediaEncoder media;
    private final ToolCallIds ids;
    private int hints;

    BlockEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
        media = new MediaEncoder(body);
        ids = ToolCallIds.of(body.quirks());
    }

    void encode(Part part) {
        part.accept(this);
    }

    /** A source that the answer may cite. */
    void document(Document document) {
        media.document(document);
    }

    LlmException documentWithoutText() {
        return body.problem(
                ErrorKind.INVALID_REQUEST,
                "a document needs a text in the same message, which says what to do with it; add one");
    }

    @Override
    public JsonWriter text(Part.Text part) {
        json.beginObject().member("text", part.text()).endObject();
        return hint(part.cache());
    }

    @Override
    public JsonWriter image(Part.Image part) {
        body.need(Feature.IMAGE_INPUT, "an image");
        media.image(part.media());
        return hint(part.cache());
    }

    @Override
    public JsonWriter audio(Part.Audio part) {
        body.need(Feature.AUDIO_INPUT, "audio");
        media.audio(part.media());
        return json;
    }

    @Override
    public JsonWriter file(Part.File part) {
        body.need(Feature.FILE_INPUT, "a file");
        media.file(part.media());
        return hint(part.cache());
    }

    @Override
    public JsonWriter toolCall(Part.ToolCall part) {
        json.beginObject()
                .name("toolUse")
                .beginObject()
                .member("toolUseId", ids.sent(part.id()))
                .member("name", part.name())
                .name("input");
        try {
            json.value(part.arguments().isBlank() ? Map.of() : JsonTree.readObject(part.arguments()));
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the arguments of the tool call " + part.id() + " are not a JSON object: " + e.getMessage());
        }
        return json.endObject().endObject();
    }

    @Override
    public JsonWriter toolResult(Part.ToolResult part) {
        json.beginObject()
                .name("toolResult")
                .beginObject()
                .member("toolUseId", ids.sent(part.toolCallId()))
                .name("content")
                .beginArray();
        for (Part piece : part.content()) {
            if (!(piece instanceof Part.Text || piece instanceof Part.Image || piece instanceof Part.File)) {
                throw body.unsupported(
                        PartNames.of(piece) + " in a tool result", "text, images and files are allowed there");
            }
            if (piece instanceof Part.Text text) {
                resultText(text);
            } else {
                encode(piece);
            }
        }
        json.endArray();
        if (part.failed()) {
            json.member("status", "error");
        }
        return json.endObject().endObject();
    }

    /** A blank text is refused, also in a result, which may be empty as a whole. */
    private void resultText(Part.Text text) {
        if (!text.text().isBlank()) {
            json.beginObject().member("text", text.text()).endObject();
        }
    }

    /** Thoughts go back as they came; without their signature they are worth nothing to the provider. */
    @Override
    public JsonWriter reasoning(Part.Reasoning part) {
        List<Map<String, Object>> own =
                part.details().stream().filter(BlockEncoder::signed).toList();
        if (own.isEmpty()) {
            body.notice("reasoning", "the provider takes only thoughts back that it signed itself");
        }
        for (Map<String, Object> thought : own) {
            json.beginObject().name("reasoningContent").value(thought).endObject();
        }
        return json;
    }

    private static boolean signed(Map<String, Object> detail) {
        return detail.containsKey("redactedContent")
                || detail.get("reasoningText") instanceof Map<?, ?> said && said.containsKey("signature");
    }

    @Override
    public JsonWriter refusal(Part.Refusal part) {
        return part.text().isBlank() ? json : text(new Part.Text(part.text(), null));
    }

    private JsonWriter hint(@Nullable CacheHint hint) {
        if (hint == null || !body.takes(Feature.CACHE_HINTS, "cachePoint")) {
            return json;
        }
        hints++;
        if (hints > MOST_HINTS) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the request has more than " + MOST_HINTS + " cache hints; leave some out");
        }
        json.beginObject().name("cachePoint").beginObject().member("type", "default");
        if (hint.timeToLive() != null) {
            json.member("ttl", hint.timeToLive().compareTo(Duration.ofMinutes(5)) > 0 ? "1h" : "5m");
        }
        return json.endObject().endObject();
    }
}
