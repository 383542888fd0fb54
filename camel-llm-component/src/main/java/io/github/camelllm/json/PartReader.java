/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Part} from decoded JSON; its member {@code type} tells the kind. */
final class PartReader {

    private PartReader() {}

    static Part read(String path, Object json) {
        if (json instanceof String text) {
            return Part.text(text);
        }
        Members in = new Members(path, json);
        String type = in.needText("type");
        Part part = switch (type) {
            case "text" -> new Part.Text(in.needText("text"), cache(in));
            case "image" -> new Part.Image(media(in), in.text("detail"), cache(in));
            case "audio" -> new Part.Audio(media(in), in.text("transcript"), in.text("id"));
            case "file" -> new Part.File(media(in), cache(in));
            case "toolCall" -> new Part.ToolCall(in.needText("id"), in.needText("name"), arguments(in));
            case "toolResult" ->
                new Part.ToolResult(
                        in.needText("toolCallId"),
                        in.text("name"),
                        content(in),
                        Boolean.TRUE.equals(in.truth("failed")));
            case "reasoning" -> new Part.Reasoning(in.needText("text"), in.list("details", PartReader::detail));
            case "refusal" -> new Part.Refusal(in.needText("text"));
            default ->
                throw new JsonException(in.path("type") + " is '" + type
                        + "'; allowed are text, image, audio, file, toolCall, toolResult, reasoning, refusal");
        };
        in.done();
        return part;
    }

    private static List<Part> content(Members in) {
        return in.any("content") instanceof String text
                ? List.of(Part.text(text))
                : in.list("content", PartReader::read);
    }

    /** JSON text, or the object that it would be. */
    private static String arguments(Members in) {
        return in.any("arguments") instanceof Map<?, ?> object ? JsonTree.write(object) : in.needText("arguments");
    }

    private static Map<String, Object> detail(String path, Object json) {
        if (!(json instanceof Map<?, ?> map)) {
            throw Members.wrong(path, json, "an object");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    private static @Nullable CacheHint cache(Members part) {
        if (!part.has("cache")) {
            return null;
        }
        Members in = new Members(part.path("cache"), part.any("cache"));
        String time = in.text("timeToLive");
        in.done();
        try {
            return new CacheHint(time == null ? null : Duration.parse(time));
        } catch (DateTimeParseException e) {
            throw new JsonException(in.path("timeToLive") + " is '" + time + "'; it must be a duration such as PT5M");
        } catch (IllegalArgumentException e) {
            throw new JsonException(in.path("timeToLive") + ": " + e.getMessage());
        }
    }

    private static Media media(Members part) {
        if (!part.has("media")) {
            throw new JsonException(part.path("media") + " is missing; it must be an object with url, data or fileId");
        }
        Members in = new Members(part.path("media"), part.any("media"));
        URI url = url(in);
        byte[] data = data(in);
        String fileId = in.text("fileId");
        String mediaType = in.text("mediaType");
        String name = in.text("name");
        in.done();
        return RequestReader.made(part.path("media"), () -> new Media(url, data, fileId, mediaType, name));
    }

    private static @Nullable URI url(Members in) {
        String url = in.text("url");
        try {
            return url == null ? null : new URI(url);
        } catch (URISyntaxException e) {
            throw new JsonException(in.path("url") + " is not a URL: " + e.getReason());
        }
    }

    private static byte @Nullable [] data(Members in) {
        if (in.any("data") instanceof byte[] bytes) {
            return bytes;
        }
        String base64 = in.text("data");
        try {
            return base64 == null ? null : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new JsonException(in.path("data") + " is not base64");
        }
    }
}
