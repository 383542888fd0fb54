/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import java.util.Map;
import java.util.Set;

/**
 * A provider with a machine-readable document of its own.
 *
 * @param id the profile's, and the document's
 * @param models those that the requests need, by what they must be able to do; there may be none of a kind
 * @param embedder the model that makes vectors
 * @param documentsEvents the document describes the event of a stream with its {@code data}; if not, the JSON in it
 * @param errors the schema of all errors; empty where each status has its own
 * @param leftOpen faults in requests that the document takes for right
 * @param unsent the requests that the provider cannot take
 */
record Vendor(
        String id,
        Map<Ask.Model, String> models,
        String embedder,
        boolean documentsEvents,
        String errors,
        Set<String> leftOpen,
        Set<String> unsent) {

    static final Vendor OPENAI = new Vendor(
            "openai",
            Map.of(
                    Ask.Model.CHAT, "gpt-4.1-mini",
                    Ask.Model.REASONING, "gpt-5.4-mini",
                    Ask.Model.AUDIO, "gpt-audio",
                    Ask.Model.VOICE, "gpt-audio"),
            "text-embedding-3-small",
            false,
            "ErrorResponse",
            Set.of(),
            Set.of());

    static final Vendor MISTRAL = new Vendor(
            "mistral",
            Map.of(
                    Ask.Model.CHAT, "mistral-small-2603",
                    Ask.Model.REASONING, "mistral-small-2603",
                    Ask.Model.AUDIO, "voxtral-small-2507"),
            "codestral-embed",
            true,
            "",
            Set.of("mistyped /messages/*/tool_calls/*/function/arguments"),
            Set.of("spoken answer"));

    static final Vendor TOGETHER = new Vendor(
            "together-ai",
            Map.of(
                    Ask.Model.CHAT, "MiniMaxAI/MiniMax-M3",
                    Ask.Model.REASONING, "openai/gpt-oss-120b",
                    Ask.Model.AUDIO, "MiniMaxAI/MiniMax-M3"),
            "intfloat/multilingual-e5-large-instruct",
            true,
            "",
            Set.of(),
            Set.of("document", "spoken answer"));

    static final Vendor OPENROUTER = new Vendor(
            "openrouter",
            Map.of(
                    Ask.Model.CHAT, "openai/gpt-4.1-mini",
                    Ask.Model.REASONING, "anthropic/claude-sonnet-4.5",
                    Ask.Model.AUDIO, "google/gemini-2.5-flash"),
            "openai/text-embedding-3-small",
            true,
            "",
            Set.of(),
            Set.of("spoken answer"));

    @Override
    public String toString() {
        return id;
    }
}
