/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.json.JsonException;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sound of an answer, whole or in pieces, each of them base64 by itself. */
final class AudioTrack {

    private final String mediaType;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder transcript = new StringBuilder();
    private @Nullable String id;

    AudioTrack(String mediaType) {
        this.mediaType = mediaType;
    }

    void take(Map<String, Object> piece) {
        if (piece.get("id") instanceof String stated) {
            id = stated;
        }
        if (piece.get("transcript") instanceof String words) {
            transcript.append(words);
        }
        if (piece.get("data") instanceof String base64) {
            bytes.writeBytes(decoded(base64));
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new JsonException("the sound of the answer is not base64");
        }
    }

    /** The sound; empty when no bytes came. */
    Optional<Part> part() {
        if (bytes.size() == 0) {
            return Optional.empty();
        }
        String words = transcript.isEmpty() ? null : transcript.toString();
        return Optional.of(new Part.Audio(Media.of(bytes.toByteArray(), mediaType), words, id));
    }
}
