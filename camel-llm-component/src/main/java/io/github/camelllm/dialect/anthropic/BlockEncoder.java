/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.dialect.PartNames;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Feature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes parts as content blocks. (providers/anthropic, Chat request, read 2026-11-25) */
final class BlockEncoder implements Part.Cases<JsonWriter> {

    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final Set<String> THOUGHTS = Set.of("thinking", "redacted_thinking");
    private static final String PDF = "application/pdf";
    private static final int MOST_HINTS = 4;

    private final RequestBody body;
    private final JsonWriter json;
    private int hints;
    private boolean namesFiles;

    BlockEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
    }

    /** Whether anything written so far is a file that was uploaded before. */
    boolean namesFiles() {
        return namesFiles;
    }

    void encode(Part part) {
        part.accept(this);
    }

    /** A source that the answer may cite. */
    void document(Document document) {
        begin("document").name("source");
        plainText(document.text());
        if (document.title() != null) {
            json.member("title", document.title());
        }
        if (!document.metadata().isEmpty()) {
            json.member("context", JsonTree.write(document.metadata()));
        }
        json.name("citations")
                .beginObject()
                .name("enabled")
                .bool(true)
                .endObject()
                .endObject();
    }

    @Override
    public JsonWriter text(Part.Text part) {
        return end(begin("text").member("text", part.text()), part.cache());
    }

    @Override
    public JsonWriter image(Part.Image part) {
        body.need(Feature.IMAGE_INPUT, "an image");
        Media media = part.media();
        if (media.data() != null && !PICTURES.contains(String.valueOf(media.mediaType()))) {
            throw body.unsupported(
                    "an image of type " + media.mediaType(),
                    "allowed are " + PICTURES.stream().sorted().toList());
        }
        begin("image").name("source");
        source(media);
        return end(json, part.cache());
    }

    @Override
    public JsonWriter audio(Part.Audio part) {
        body.need(Feature.AUDIO_INPUT, "audio");
        throw body.unsupported("audio", "the Messages API takes no sound");
    }

    @Override
    public JsonWriter file(Part.File part) {
        body.need(Feature.FILE_INPUT, "a file");
        Media media = part.media();
        byte[] data = media.data();
        begin("document").name("source");
        if (data != null && String.valueOf(media.mediaType()).startsWith("text/")) {
            plainText(new String(data, StandardCharsets.UTF_8));
        } else if (data != null && !PDF.equals(media.mediaType())) {
            throw body.unsupported("a file of type " + media.mediaType(), "allowed are " + PDF + " and text");
        } else {
            source(media);
        }
        if (media.name() != null) {
            json.member("title", media.name());
        }
        return end(json, part.cache());
    }

    @Override
    public JsonWriter toolCall(Part.ToolCall part) {
        begin("tool_use").member("id", part.id()).member("name", part.name()).name("input");
        try {
            return json.value(part.arguments().isBlank() ? Map.of() : JsonTree.readObject(part.arguments()))
                    .endObject();
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the arguments of the tool call " + part.id() + " are not a JSON object: " + e.getMessage());
        }
    }

    @Override
    public JsonWriter toolResult(Part.ToolResult part) {
        begin("tool_result").member("tool_use_id", part.toolCallId());
        if (part.failed()) {
            json.name("is_error").bool(true);
        }
        List<Part> content = part.content();
        if (content.size() == 1 && content.get(0) instanceof Part.Text text && text.cache() == null) {
            return json.member("content", text.text()).endObject();
        }
        json.name("content").beginArray();
        for (Part piece : content) {
            if (!(piece instanceof Part.Text || piece instanceof Part.Image || piece instanceof Part.File)) {
                throw body.unsupported(
                        PartNames.of(piece) + " in a tool result", "text, images and files are allowed there");
            }
            encode(piece);
        }
        return json.endArray().endObject();
    }

    /** Thoughts go back as they came; without their signature they are worth nothing to the provider. */
    @Override
    public JsonWriter reasoning(Part.Reasoning part) {
        signed(part).forEach(json::value);
        return json;
    }

    /** The thoughts that the provider signed itself; it takes no others back. */
    static List<Map<String, Object>> signed(Part.Reasoning part) {
        return part.details().stream()
                .filter(detail -> THOUGHTS.contains(String.valueOf(detail.get("type"))))
                .toList();
    }

    @Override
    public JsonWriter refusal(Part.Refusal part) {
        return text(new Part.Text(part.text(), null));
    }

    private JsonWriter begin(String type) {
        return json.beginObject().member("type", type);
    }

    private void plainText(String text) {
        json.beginObject()
                .member("type", "text")
                .member("media_type", "text/plain")
                .member("data", text)
                .endObject();
    }

    private void source(Media media) {
        json.beginObject();
        if (media.data() != null) {
            json.member("type", "base64").member("media_type", String.valueOf(media.mediaType()));
            json.name("data").base64("", media.data());
        } else if (media.url() != null) {
            json.member("type", "url").member("url", media.url().toString());
        } else {
            namesFiles = true;
            json.member("type", "file").member("file_id", String.valueOf(media.fileId()));
        }
        json.endObject();
    }

    private JsonWriter end(JsonWriter block, @Nullable CacheHint hint) {
        if (hint != null && body.takes(Feature.CACHE_HINTS, "cache_control")) {
            hints++;
            if (hints > MOST_HINTS) {
                throw body.problem(
                        ErrorKind.INVALID_REQUEST,
                        "the request has more than " + MOST_HINTS + " cache hints; leave some out");
            }
            block.name("cache_control").beginObject().member("type", "ephemeral");
            if (hint.timeToLive() != null) {
                block.member("ttl", hint.timeToLive().compareTo(Duration.ofMinutes(5)) > 0 ? "1h" : "5m");
            }
            block.endObject();
        }
        return block.endObject();
    }
}
