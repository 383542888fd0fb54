/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.util.MimeTypeHelper;
import org.jspecify.annotations.Nullable;

/** What kind of thing bytes are. */
final class MediaKind {

    private static final String PLAIN = "text/plain";

    /** First bytes, as the formats' specifications give them. */
    private static final Map<String, String> SIGNATURES = Map.of(
            "\u0089PNG\r\n\u001a\n", "image/png",
            "\u00ff\u00d8\u00ff", "image/jpeg",
            "GIF8", "image/gif",
            "%PDF-", "application/pdf",
            "OggS", "audio/ogg",
            "fLaC", "audio/flac",
            "ID3", "audio/mpeg");

    private MediaKind() {}

    /**
     * The media type: as said, as the content type or the file's name say, as the bytes themselves show.
     *
     * @throws io.github.camelllm.error.LlmException INVALID_REQUEST when nothing tells
     */
    static String type(@Nullable String said, @Nullable String contentType, @Nullable String name, byte[] bytes) {
        return telling(said)
                .or(() -> telling(contentType))
                .or(() -> Optional.ofNullable(name)
                        .map(MimeTypeHelper::probeMimeType)
                        .flatMap(MediaKind::telling))
                .or(() -> signature(bytes))
                .or(() -> utf8(bytes) ? Optional.of(PLAIN) : Optional.empty())
                .orElseThrow(() -> InHeaders.wrong("the body is " + bytes.length
                        + " bytes that are no text, and nothing says what they are: set the option mediaType or the"
                        + " header " + LlmHeaders.SET_MEDIA_TYPE + ", such as image/png"));
    }

    static boolean isText(String type) {
        return type.startsWith("text/")
                || type.endsWith("json")
                || type.endsWith("xml")
                || type.endsWith("yaml")
                || type.equals("application/x-www-form-urlencoded");
    }

    /** The part of a message that carries the bytes. */
    static Part part(byte[] bytes, String type, @Nullable String name) {
        Media plain = Media.of(bytes, type);
        Media media = name == null ? plain : plain.named(name);
        if (type.startsWith("image/")) {
            return new Part.Image(media, null, null);
        }
        if (type.startsWith("audio/")) {
            return new Part.Audio(media, null, null);
        }
        return isText(type) ? Part.text(new String(bytes, StandardCharsets.UTF_8)) : new Part.File(media, null);
    }

    private static Optional<String> telling(@Nullable String type) {
        if (type == null) {
            return Optional.empty();
        }
        int parameters = type.indexOf(';');
        String bare =
                (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return bare.isEmpty() || bare.equals("application/octet-stream") || bare.equals("*/*")
                ? Optional.empty()
                : Optional.of(bare);
    }

    private static Optional<String> signature(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
        if (head.startsWith("RIFF") && head.length() >= 12) {
            String form = head.substring(8, 12);
            return form.equals("WEBP")
                    ? Optional.of("image/webp")
                    : form.equals("WAVE") ? Optional.of("audio/wav") : Optional.empty();
        }
        return SIGNATURES.entrySet().stream()
                .filter(known -> head.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean utf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException binary) {
            return false;
        }
    }
}
