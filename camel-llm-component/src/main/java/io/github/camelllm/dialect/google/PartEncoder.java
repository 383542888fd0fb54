/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.PartNames;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Feature;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the parts of contents. (providers/google-ai, Chat request, read 2026-11-25) For one request. */
final class PartEncoder implements Part.Cases<JsonWriter> {

    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "webp", "image/webp",
            "gif", "image/gif",
            "pdf", "application/pdf",
            "txt", "text/plain",
            "mp3", "audio/mpeg",
            "wav", "audio/wav",
            "mp4", "video/mp4");

    private final RequestBody body;
    private final JsonWriter json;
    private final Map<String, String> toolNames = new HashMap<>(0);
    private final Map<String, String> callSignatures = new HashMap<>(0);
    private final Deque<String> textSignatures = new ArrayDeque<>(0);
    private final Deque<String> dataSignatures = new ArrayDeque<>(0);
    private final String foreignSignature;
    private boolean unsigned;

    PartEncoder(RequestBody body, ChatRequest request) {
        this.body = body;
        json = body.json();
        foreignSignature = body.quirks().text(GoogleQuirks.FOREIGN_SIGNATURE, "");
        request.messages()
                .forEach(message -> message.parts(Part.Reasoning.class)
                        .forEach(thoughts -> thoughts.details().forEach(this::callSignature)));
    }

    private void callSignature(Map<String, Object> detail) {
        Signature.of(detail)
                .filter(signature -> signature.call() != null)
                .ifPresent(signature -> callSignatures.put(String.valueOf(signature.call()), signature.value()));
    }

    /** Writes the member {@code parts} of one content. */
    void write(List<Part> parts) {
        unsigned = true;
        json.name("parts").beginArray();
        parts.forEach(part -> part.accept(this));
        textSignatures.addAll(dataSignatures);
        dataSignatures.clear();
        while (!textSignatures.isEmpty()) {
            json.beginObject().member("text", "");
            end(textSignatures);
        }
        json.endArray();
    }

    @Override
    public JsonWriter text(Part.Text part) {
        hint(part.cache());
        json.beginObject().member("text", part.text());
        return end(textSignatures);
    }

    @Override
    public JsonWriter image(Part.Image part) {
        body.need(Feature.IMAGE_INPUT, "an image");
        hint(part.cache());
        json.beginObject();
        media(part.media(), "image/");
        if (part.detail() != null && !part.detail().equals("auto")) {
            body.notice(
                    "detail", "the Gemini API sets the resolution by generationConfig.mediaResolution for all parts");
        }
        return end(dataSignatures);
    }

    @Override
    public JsonWriter audio(Part.Audio part) {
        body.need(Feature.AUDIO_INPUT, "audio");
        json.beginObject();
        media(part.media(), "audio/");
        return end(dataSignatures);
    }

    @Override
    public JsonWriter file(Part.File part) {
        body.need(Feature.FILE_INPUT, "a file");
        hint(part.cache());
        json.beginObject();
        media(part.media(), "");
        return end(dataSignatures);
    }

    @Override
    public JsonWriter toolCall(Part.ToolCall part) {
        toolNames.put(part.id(), part.name());
        json.beginObject().name("functionCall").beginObject();
        id(part.id());
        json.member("name", part.name()).name("args");
        try {
            json.value(part.arguments().isBlank() ? Map.of() : JsonTree.readObject(part.arguments()));
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the arguments of the tool call " + part.id() + " are not a JSON object: " + e.getMessage());
        }
        json.endObject();
        String signature = callSignatures.get(part.id());
        if (signature != null) {
            json.member(Signature.MEMBER, signature);
        } else if (unsigned && !foreignSignature.isEmpty()) {
            json.member(Signature.MEMBER, foreignSignature);
            body.notice(
                    "reasoning",
                    "a tool call of the conversation has no signature of the model, so it does not know its thoughts of "
                            + "that turn; the provider's word for such a call was sent instead");
        }
        unsigned = false;
        return json.endObject();
    }

    @Override
    public JsonWriter toolResult(Part.ToolResult part) {
        String name = part.name() != null ? part.name() : toolNames.get(part.toolCallId());
        if (name == null) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the tool result " + part.toolCallId() + " names no tool, and no tool call before it has that id; "
                            + "give the name of the tool");
        }
        json.beginObject().name("functionResponse").beginObject();
        id(part.toolCallId());
        json.member("name", name).name("response").value(response(part));
        resultMedia(part);
        return json.endObject().endObject();
    }

    /** The provider takes an object: one that the tool gave goes as it is, anything else under a name. */
    private static Map<String, ?> response(Part.ToolResult part) {
        String text = part.text();
        if (part.failed()) {
            return Map.of("error", text);
        }
        if (text.stripLeading().startsWith("{")) {
            try {
                return JsonTree.readObject(text);
            } catch (JsonException justText) {
                return Map.of("result", text);
            }
        }
        return Map.of("result", text);
    }

    private void resultMedia(Part.ToolResult part) {
        List<Part> others = part.content().stream()
                .filter(piece -> !(piece instanceof Part.Text))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        for (Part piece : others) {
            if (!(piece instanceof Part.Image || piece instanceof Part.File)) {
                throw body.unsupported(
                        PartNames.of(piece) + " in a tool result", "text, images and files are allowed there");
            }
            if (!body.quirks().is(GoogleQuirks.TOOL_RESULT_MEDIA)) {
                throw body.unsupported(PartNames.of(piece) + " in a tool result", "the model takes only text there");
            }
        }
        json.name("parts").beginArray();
        others.forEach(piece -> piece.accept(this));
        json.endArray();
    }

    /** Goes back as it came; the thoughts themselves need not. */
    @Override
    public JsonWriter reasoning(Part.Reasoning part) {
        for (Map<String, Object> detail : part.details()) {
            Signature.of(detail).ifPresent(signature -> {
                switch (signature.of()) {
                    case Signature.TEXT -> textSignatures.add(signature.value());
                    case Signature.DATA -> dataSignatures.add(signature.value());
                    case Signature.THOUGHT -> {
                        json.beginObject().member("text", part.text());
                        json.name("thought").bool(true).member(Signature.MEMBER, signature.value());
                        json.endObject();
                    }
                    default -> {}
                }
            });
        }
        return json;
    }

    @Override
    public JsonWriter refusal(Part.Refusal part) {
        json.beginObject().member("text", part.text());
        return json.endObject();
    }

    private void id(String id) {
        if (!id.startsWith(AnswerTrack.OWN_ID) && body.quirks().is(GoogleQuirks.TOOL_CALL_IDS, true)) {
            json.member("id", id);
        }
    }

    private JsonWriter end(Deque<String> signatures) {
        String signature = signatures.poll();
        if (signature != null) {
            json.member(Signature.MEMBER, signature);
        }
        return json.endObject();
    }

    /** @param family how the media type begins; empty: in any way */
    private void media(Media media, String family) {
        String type = media.mediaType() != null ? media.mediaType() : guessed(media);
        if (type != null && !type.startsWith(family)) {
            throw body.problem(ErrorKind.INVALID_REQUEST, "the media type " + type + " does not begin with " + family);
        }
        if (media.data() != null) {
            json.name("inlineData").beginObject().member("mimeType", String.valueOf(type));
            json.name("data").base64("", media.data()).endObject();
            return;
        }
        json.name("fileData").beginObject();
        if (type != null) {
            json.member("mimeType", type);
        }
        json.member("fileUri", media.url() != null ? media.url().toString() : String.valueOf(media.fileId()))
                .endObject();
    }

    private static @Nullable String guessed(Media media) {
        String name = media.url() != null ? media.url().getPath() : media.name();
        int dot = name == null ? -1 : name.lastIndexOf('.');
        return name == null || dot < 0
                ? null
                : TYPES.get(name.substring(dot + 1).toLowerCase(java.util.Locale.ROOT));
    }

    private void hint(@Nullable CacheHint hint) {
        if (hint != null) {
            body.notice(
                    Feature.CACHE_HINTS.setting(),
                    body.lacks(Feature.CACHE_HINTS)
                            .orElse("parts take no hints; name a cache in providerOptions.cachedContent"));
        }
    }
}
