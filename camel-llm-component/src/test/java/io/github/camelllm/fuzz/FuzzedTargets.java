/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import io.github.camelllm.client.LlmClientBuilder;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.openai.OpenAiChatDialect;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileReader;
import io.github.camelllm.profile.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The targets whose answers are fuzzed: the shipped profiles with the most quirks, and two that have all the others. */
final class FuzzedTargets {

    static final Dialect DIALECT = new OpenAiChatDialect();

    /** Reads profiles of the dialect. */
    static final ProfileReader READER =
            new ProfileReader(LlmClientBuilder.vocabulary(Map.of(OpenAiChatDialect.ID, DIALECT)));

    private static final String HEAD = """
            id: %s
            name: Fuzzed
            dialect: openai-chat
            source: {document: none, checked: 2026-11-25}
            baseUrl: https://fuzzed.example/v1
            requestIdHeaders: [x-request-id]
            quirks:
            """;

    private static final Target ALL = own("all", """
              thinkTags: true
              terminalObject: chat.completion.done
              usageFallback: x_groq.usage
              extras: [provider, citations, note]
              billPath: cost.total_cost
              billOwnKeyPath: cost_details.upstream
              cachedTokensFields: [hits]
              finishReasons: {done: STOP, broken: ERROR}
            """);

    private static final Target OUTSIDE = own("outside", """
              reasoningTokens: outside
              billsRequests: true
              billPath: ticks
              billUnit: 0.0000000001
              embeddingFormat: base64_int8
            """);

    private static final ProfileCatalog SHIPPED =
            ProfileCatalog.load(everyDialect(), FuzzedTargets.class.getClassLoader(), null);

    /** In the order of the digits that choose them. */
    static final List<Target> TARGETS = List.of(
            SHIPPED.target("openai", "gpt-4.1-mini"),
            ALL,
            OUTSIDE,
            SHIPPED.target("mistral", "mistral-small-latest"),
            SHIPPED.target("groq", "openai/gpt-oss-20b"),
            SHIPPED.target("perplexity", "sonar"),
            SHIPPED.target("openrouter", "openai/gpt-4.1-mini"),
            SHIPPED.target("deepseek", "deepseek-chat"));

    private FuzzedTargets() {}

    /** The target that the first byte chooses. */
    static Target of(byte[] input) {
        return TARGETS.get(Utf8.choice(input, 0, TARGETS.size()));
    }

    private static ProfileReader everyDialect() {
        Map<String, Dialect> all = new HashMap<>();
        ServiceLoader.load(Dialect.class).forEach(dialect -> all.put(dialect.id(), dialect));
        return new ProfileReader(LlmClientBuilder.vocabulary(all));
    }

    private static Target own(String id, String quirks) {
        ProfileCatalog catalog = ProfileCatalog.of(READER.read(id + ".yaml", HEAD.formatted(id) + quirks));
        return catalog.target(id, "model-1");
    }
}
