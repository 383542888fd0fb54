/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.PartNames;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Feature;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one part of a prompt as an element of {@code content}; bytes go out as base64 without a copy. */
final class PartEncoder implements Part.Cases<JsonWriter> {

    private static final Map<String, String> SOUNDS = Map.of(
            "audio/wav", "wav",
            "audio/x-wav", "wav",
            "audio/wave", "wav",
            "audio/mpeg", "mp3",
            "audio/mp3", "mp3",
            "audio/flac", "flac",
            "audio/ogg", "ogg",
            "audio/mp4", "m4a",
            "audio/aac", "aac",
            "audio/webm", "webm");

    private final RequestBody body;
    private final JsonWriter json;
    private final String hints;

    PartEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
        hints = body.lacks(Feature.CACHE_HINTS).isPresent()
                ? "none"
                : body.quirks().text(OpenAiQuirks.CACHE_HINTS, "none");
    }

    void encode(Part part) {
        part.accept(this);
    }

    boolean sendsHint(@Nullable CacheHint hint) {
        return hint != null && !hints.equals("none");
    }

    void hintNotice(@Nullable CacheHint hint) {
        if (hint != null && hints.equals("none")) {
            String why = body.lacks(Feature.CACHE_HINTS).orElse("the provider takes no hints on parts");
            body.notice(Feature.CACHE_HINTS.setting(), why);
        }
    }

    @Override
    public JsonWriter text(Part.Text part) {
        json.beginObject().member("type", "text").member("text", part.text());
        return end(part.cache());
    }

    @Override
    public JsonWriter image(Part.Image part) {
        body.need(Feature.IMAGE_INPUT, "an image");
        Media media = part.media();
        if (media.fileId() != null) {
            throw body.unsupported("an image by file id", "send its bytes or a URL");
        }
        String detail = detail(part);
        json.beginObject().member("type", "image_url").name("image_url");
        if (body.quirks().text(OpenAiQuirks.IMAGE_FORM, "object").equals("string") && detail == null) {
            url(media);
        } else {
            json.beginObject().name("url");
            url(media);
            if (detail != null) {
                json.member("detail", detail);
            }
            json.endObject();
        }
        return end(part.cache());
    }

    private @Nullable String detail(Part.Image part) {
        if (part.detail() == null || body.quirks().is(OpenAiQuirks.IMAGE_DETAIL, true)) {
            return part.detail();
        }
        body.notice("image.detail", "the provider has no such setting", OpenAiQuirks.IMAGE_DETAIL);
        return null;
    }

    @Override
    public JsonWriter audio(Part.Audio part) {
        body.need(Feature.AUDIO_INPUT, "audio");
        Media media = part.media();
        json.beginObject().member("type", "input_audio").name("input_audio");
        if (body.quirks().text(OpenAiQuirks.AUDIO_FORM, "object").equals("string")) {
            bareBase64OrUrl(media, "audio");
            return json.endObject();
        }
        byte[] data = media.data();
        if (data == null) {
            throw body.unsupported("audio by URL or file id", "send its bytes");
        }
        json.beginObject().name("data").base64("", data);
        return json.member("format", format(media)).endObject().endObject();
    }

    @Override
    public JsonWriter file(Part.File part) {
        body.need(Feature.FILE_INPUT, "a file");
        Media media = part.media();
        switch (body.quirks().text(OpenAiQuirks.FILE_FORM, "file")) {
            case "document_url" -> documentUrl(media);
            case "file_url" -> fileUrl(media);
            default -> file(media);
        }
        return end(part.cache());
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
                PartNames.of(part) + " stands in a user message; allowed are text, images, audio and files");
    }

    private void file(Media media) {
        json.beginObject().member("type", "file").name("file").beginObject();
        if (media.fileId() != null) {
            json.member("file_id", media.fileId());
        } else {
            if (media.url() != null && !body.quirks().is(OpenAiQuirks.FILE_BY_URL)) {
                throw body.unsupported("a file by URL", "send its bytes or the provider's file id");
            }
            json.name("file_data");
            url(media);
            json.member("filename", media.name() == null ? "file" : media.name());
        }
        json.endObject();
    }

    private void documentUrl(Media media) {
        json.beginObject();
        if (media.fileId() != null) {
            json.member("type", "file").member("file_id", media.fileId());
            return;
        }
        json.member("type", "document_url").name("document_url");
        url(media);
        if (media.name() != null) {
            json.member("document_name", media.name());
        }
    }

    private void fileUrl(Media media) {
        json.beginObject()
                .member("type", "file_url")
                .name("file_url")
                .beginObject()
                .name("url");
        bareBase64OrUrl(media, "a file");
        json.endObject();
        if (media.name() != null) {
            json.member("file_name", media.name());
        }
    }

    private void bareBase64OrUrl(Media media, String what) {
        if (media.data() != null) {
            json.base64("", media.data());
        } else if (media.url() != null) {
            json.text(media.url().toString());
        } else {
            throw body.unsupported(what + " by file id", "send its bytes or a URL");
        }
    }

    private void url(Media media) {
        if (media.data() != null) {
            json.base64("data:" + media.mediaType() + ";base64,", media.data());
        } else {
            json.text(String.valueOf(media.url()));
        }
    }

    private String format(Media media) {
        String type = String.valueOf(media.mediaType());
        String format = SOUNDS.get(type);
        if (format == null) {
            throw body.unsupported(
                    "audio of type " + type,
                    "known are " + SOUNDS.keySet().stream().sorted().toList());
        }
        return format;
    }

    private JsonWriter end(@Nullable CacheHint hint) {
        hintNotice(hint);
        if (hint != null && hints.equals("cache_control")) {
            json.name("cache_control").beginObject().member("type", "ephemeral");
            if (hint.timeToLive() != null) {
                json.member("ttl", hint.timeToLive().compareTo(Duration.ofMinutes(5)) > 0 ? "1h" : "5m");
            }
            json.endObject();
        } else if (hint != null && hints.equals("breakpoint")) {
            json.name("prompt_cache_breakpoint")
                    .beginObject()
                    .member("mode", "explicit")
                    .endObject();
        }
        return json.endObject();
    }
}
