/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why an answer ended. (providers/google-ai, Chat response, read 2026-11-25) */
final class Finishes {

    /** A cut answer of the newest models goes on by a token that it gives: until then it is truncated. */
    private static final Map<String, FinishReason> REASONS = Map.ofEntries(
            Map.entry("STOP", FinishReason.STOP),
            Map.entry("MAX_TOKENS", FinishReason.LENGTH),
            Map.entry("CONTINUATION", FinishReason.LENGTH),
            Map.entry("SAFETY", FinishReason.CONTENT_FILTER),
            Map.entry("RECITATION", FinishReason.CONTENT_FILTER),
            Map.entry("BLOCKLIST", FinishReason.CONTENT_FILTER),
            Map.entry("PROHIBITED_CONTENT", FinishReason.CONTENT_FILTER),
            Map.entry("SPII", FinishReason.CONTENT_FILTER),
            Map.entry("IMAGE_SAFETY", FinishReason.CONTENT_FILTER),
            Map.entry("IMAGE_PROHIBITED_CONTENT", FinishReason.CONTENT_FILTER),
            Map.entry("IMAGE_RECITATION", FinishReason.CONTENT_FILTER),
            Map.entry("MODEL_ARMOR", FinishReason.CONTENT_FILTER));

    /** The model wrote what is no answer; another try may succeed. */
    private static final Set<String> FAILURES =
            Set.of("MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "MALFORMED_RESPONSE");

    private Finishes() {}

    /** @param calls whether the answer calls tools: the wire has no reason of its own for that */
    static Finish of(String raw, boolean calls) {
        FinishReason reason = failure(raw) ? FinishReason.ERROR : REASONS.getOrDefault(raw, FinishReason.OTHER);
        return new Finish(reason == FinishReason.STOP && calls ? FinishReason.TOOL_CALLS : reason, raw);
    }

    static boolean failure(@Nullable String raw) {
        return raw != null && FAILURES.contains(raw);
    }
}
