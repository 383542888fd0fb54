/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Notice;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Encoded requests, read again by Jackson itself. */
final class Bodies {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Bodies() {}

    static Map<String, Object> chat(ChatRequest request, Target target) {
        return map(Streams.DIALECT.chat(request, target, false));
    }

    static Map<String, Object> map(WireRequest wire) {
        return map(wire.body().text());
    }

    static Map<String, Object> map(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The messages of an encoded request. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> messages(ChatRequest request, Target target) {
        return (List<Map<String, Object>>) chat(request, target).get("messages");
    }

    /** The settings that were not sent, each once. */
    static List<String> notices(ChatRequest request, Target target) {
        return Streams.DIALECT.chat(request, target, false).notices().stream()
                .map(Notice::setting)
                .toList();
    }
}
