/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import io.github.camelllm.test.Reply;
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
 * @param paths where the document has the operations
 * @param leftOpen faults in requests that the document takes for right
 * @param unsent the requests that the provider cannot take
 */
record Vendor(
        String id,
        Map<Ask.Model, String> models,
        String embedder,
        boolean documentsEvents,
        String errors,
        Paths paths,
        Set<String> leftOpen,
        Set<String> unsent) {

    /**
     * Where a document has the operations.
     *
     * @param chat how the path ends
     * @param embeddings how the path ends
     * @param events the schema whose discriminator names that of each event of a stream; empty: the stream has a schema
     */
    record Paths(String chat, String embeddings, String events) {

        private static final Paths USUAL = new Paths(Traffic.CHAT, Traffic.EMBEDDINGS, "");

        String of(Sample.Place place) {
            boolean embeds = place == Sample.Place.EMBEDDING_REQUEST || place == Sample.Place.EMBEDDING_ANSWER;
            return embeds ? embeddings : chat;
        }
    }

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
            Paths.USUAL,
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
            Paths.USUAL,
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
            Paths.USUAL,
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
            Paths.USUAL,
            Set.of(),
            Set.of("spoken answer"));

    static final Vendor COHERE = new Vendor(
            "cohere",
            Map.of(
                    Ask.Model.CHAT, "command-a-plus-05-2026",
                    Ask.Model.REASONING, "command-a-plus-05-2026"),
            "embed-v4.0",
            false,
            "",
            new Paths("/v2/chat", "/v2/embed", "StreamedChatResponseV2"),
            Set.of(),
            Set.of("document", "sound", "spoken answer"));

    /** What the provider answers, in its own words. */
    Reply reply(Ask ask) {
        return this == COHERE && ask.name().equals("token limit") ? ask.reply().finish("MAX_TOKENS") : ask.reply();
    }

    @Override
    public String toString() {
        return id;
    }
}
