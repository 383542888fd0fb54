/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.model.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the provider wants back on a part of its answer: the newer models refuse a tool call of theirs without it. It lives
 * among the details of {@link Part.Reasoning}. (providers/google-ai, Thought signatures, read 2026-11-25)
 *
 * @param value as it came
 * @param of the member of the part that it signs: {@code text}, {@code thought}, {@code functionCall} or {@code inlineData}
 * @param call the id of the tool call that it signs; null: it signs something else
 */
record Signature(String value, String of, @Nullable String call) {

    static final String MEMBER = "thoughtSignature";
    static final String TEXT = "text";
    static final String THOUGHT = "thought";
    static final String CALL = "functionCall";
    static final String DATA = "inlineData";

    private static final String OF = "of";
    private static final String CALL_ID = "id";

    /** Whether there is any among the details of thoughts. */
    static boolean any(Part.Reasoning thoughts) {
        return thoughts.details().stream().anyMatch(detail -> of(detail).isPresent());
    }

    /** Reads one detail of thoughts; empty: it is another provider's. */
    static Optional<Signature> of(Map<String, Object> detail) {
        if (!(detail.get(MEMBER) instanceof String value) || !(detail.get(OF) instanceof String part)) {
            return Optional.empty();
        }
        return Optional.of(new Signature(value, part, detail.get(CALL_ID) instanceof String id ? id : null));
    }

    Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(MEMBER, value);
        detail.put(OF, of);
        if (call != null) {
            detail.put(CALL_ID, call);
        }
        return detail;
    }
}
