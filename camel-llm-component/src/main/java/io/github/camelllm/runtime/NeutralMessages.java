/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages and their parts as maps. A part says its {@code type}; the other names are those of its record. */
final class NeutralMessages {

    private static final Map<String, Set<String>> PARTS = Map.of(
            "text", Set.of("type", "text", "cache"),
            "image", Set.of("type", "media", "detail", "cache"),
            "audio", Set.of("type", "media", "transcript", "id"),
            "file", Set.of("type", "media", "cache"),
            "toolCall", Set.of("type", "id", "name", "arguments"),
            "toolResult", Set.of("type", "toolCallId", "name", "content", "failed"),
            "reasoning", Set.of("type", "text", "details"),
            "refusal", Set.of("type", "text"));

    private NeutralMessages() {}

    static Message message(String place, @Nullable Object value) {
        if (value instanceof Message message) {
            return message;
        }
        Fields f = Fields.of(place, value, Set.of("role", "parts"));
        f.textOf("role");
        Role role = f.constant("role", NeutralJson.constants(Role.values()));
        return new Message(java.util.Objects.requireNonNull(role), parts(f, "parts"));
    }

    /** A list of parts, or a text, which is one part. */
    private static List<Part> parts(Fields f, String name) {
        return f.value(name) instanceof CharSequence text
                ? List.of(Part.text(text.toString()))
                : f.list(name, NeutralMessages::part);
    }

    private static Part part(String place, @Nullable Object value) {
        if (value instanceof Part part) {
            return part;
        }
        Object named = value instanceof Map<?, ?> map ? map.get("type") : null;
        Set<String> allowed = PARTS.get(String.valueOf(named));
        if (allowed == null) {
            throw new IllegalArgumentException(place + ".type is '" + named + "'; allowed are "
                    + String.join(", ", PARTS.keySet().stream().sorted().toList()));
        }
        Fields f = Fields.of(place, value, allowed);
        return switch (f.textOf("type")) {
            case "text" -> new Part.Text(f.textOf("text"), cache(f));
            case "image" -> new Part.Image(media(f), f.text("detail"), cache(f));
            case "audio" -> new Part.Audio(media(f), f.text("transcript"), f.text("id"));
            case "file" -> new Part.File(media(f), cache(f));
            case "toolCall" -> new Part.ToolCall(f.textOf("id"), f.textOf("name"), f.textOf("arguments"));
            case "toolResult" ->
                new Part.ToolResult(
                        f.textOf("toolCallId"),
                        f.text("name"),
                        parts(f, "content"),
                        Boolean.TRUE.equals(f.truth("failed")));
            case "reasoning" ->
                new Part.Reasoning(f.has("text") ? f.textOf("text") : "", f.list("details", NeutralMessages::detail));
            default -> new Part.Refusal(f.textOf("text"));
        };
    }

    private static Map<String, Object> detail(String place, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(place + " must be an object");
        }
        return NeutralJson.object(map);
    }

    private static Media media(Fields part) {
        Fields f = Fields.of(
                part.place("media"), part.value("media"), Set.of("url", "data", "fileId", "mediaType", "name"));
        try {
            String url = f.text("url");
            return new Media(
                    url == null ? null : URI.create(url),
                    f.value("data") instanceof byte[] bytes ? bytes : decoded(f.text("data")),
                    f.text("fileId"),
                    f.text("mediaType"),
                    f.text("name"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(part.place("media") + ": " + e.getMessage(), e);
        }
    }

    private static byte @Nullable [] decoded(@Nullable String base64) {
        return base64 == null ? null : Base64.getDecoder().decode(base64);
    }

    /** {@code true} for the provider's default time, or a time such as {@code PT1H}. */
    private static @Nullable CacheHint cache(Fields f) {
        Object value = f.value("cache");
        if (value == null || Boolean.FALSE.equals(value)) {
            return null;
        }
        if (Boolean.TRUE.equals(value)) {
            return new CacheHint(null);
        }
        try {
            return new CacheHint(Duration.parse(f.textOf("cache")));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(f.place("cache") + " must be true or a time such as PT1H", e);
        }
    }
}
