/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.json.ChatJson;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.AuthSpec;
import io.github.camelllm.profile.ModelMatch;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.PriceContext;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileCheck;
import io.github.camelllm.profile.ProfileException;
import io.github.camelllm.profile.ProfileTable;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ProfileReaderFuzzTest {

    private static final String FILE = "acme.yaml";
    private static final Dialect DIALECT = FuzzedTargets.DIALECT;
    private static final ProviderProfile BASE = FuzzedTargets.TARGETS.get(1).provider();
    private static final ProfileCheck CHECK = new ProfileCheck(LocalDate.of(2026, 11, 25), Period.ofMonths(3));
    private static final PriceContext NOW = PriceContext.at(Instant.parse("2026-11-25T12:00:00Z"));
    private static final EmbeddingRequest TEXTS = EmbeddingRequest.of(List.of("a"));

    private static final ChatRequest RICH = ChatJson.request("""
            {"messages": [
               {"role": "system", "parts": "Be brief."},
               {"role": "user", "parts": [{"type": "text", "text": "Hi", "cache": {"timeToLive": "PT5M"}}]},
               {"role": "assistant", "parts": [{"type": "reasoning", "text": "hm"},
                 {"type": "toolCall", "id": "call_123456789", "name": "f", "arguments": "{}"}]},
               {"role": "tool", "parts": [{"type": "toolResult", "toolCallId": "call_123456789", "content": "1"}]}],
             "tools": [{"name": "f", "parameters": {"type": "object"}, "strict": true}],
             "toolChoice": "f",
             "sampling": {"temperature": 0.5, "maxTokens": 10, "stop": ["x"], "seed": 1, "topLogprobs": 2},
             "reasoning": {"effort": "low", "budgetTokens": 100, "visible": false}}
            """);

    private static final byte[] ANSWER = """
            data: {"id":"1","model":"m","object":"chat.completion.chunk","choices":[{"index":0,"delta":
            data: {"content":"<think>a</think>b"},"finish_reason":"done"}],"usage":{"prompt_tokens":3,
            data: "completion_tokens":5,"total_tokens":8,"cost":0.5,"reasoning_tokens":2,"x":{"y":1}}}

            data: [DONE]

            """.getBytes(UTF_8);

    private static final WireReply VECTORS = new WireReply(
            200,
            Headers.NONE,
            ByteChunks.utf8("{\"data\":[{\"index\":0,\"embedding\":\"AAAAAA==\"}],\"usage\":{\"prompt_tokens\":3}}"));

    private static final WireReply ERROR =
            new WireReply(429, Headers.NONE, ByteChunks.utf8("{\"error\":{\"message\":\"slow\",\"code\":\"out\"}}"));

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "profiles.dict")
    void a_profile_works_or_its_faults_are_told_with_their_places(byte[] yaml) {
        String text = Utf8.text(yaml);
        ProviderProfile profile;
        try {
            profile = FuzzedTargets.READER.read(
                    FILE, text, id -> id.equals("all") ? Optional.of(BASE) : Optional.empty());
        } catch (LlmException refused) {
            assertPlacesAreTold(refused, text);
            return;
        }
        assertWorks(profile);
    }

    private static void assertPlacesAreTold(LlmException refused, String text) {
        if (refused.kind() != ErrorKind.INVALID_REQUEST || !(refused.getCause() instanceof ProfileException profile)) {
            throw new AssertionError("not the error of a profile", refused);
        }
        int lines = 1
                + (int) text.chars()
                        .filter(c -> c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
                        .count();
        assertThat(profile.problems().isEmpty()).isFalse();
        for (ProfileException.Problem problem : profile.problems()) {
            boolean placed = problem.line() >= 1 && problem.line() <= lines && problem.column() >= 1;
            String message = String.valueOf(refused.getMessage());
            if (!placed || problem.text().isBlank() || !message.contains(FILE + ":" + problem.line() + ":")) {
                throw new AssertionError("no place in " + problem + " of " + lines + " lines", refused);
            }
        }
    }

    private static void assertWorks(ProviderProfile profile) {
        ProfileCatalog catalog = ProfileCatalog.of(profile);
        assertThat(ProfileTable.of(catalog.providers()).rows()).hasSize(1);
        CHECK.contradictions(List.of(profile));
        CHECK.oldFacts(List.of(profile));
        assertCanBeSent(profile);
        assertCalls(catalog.target(profile.id(), "unlisted-model"));
        for (ModelProfile model : profile.models()) {
            ModelMatch match = catalog.match(profile, model.id());
            assertThat(match.rule()).isEqualTo(ModelMatch.Rule.EXACT);
            assertCalls(new Target(profile, match.model()));
        }
    }

    /** Addresses are addresses, and headers are headers. */
    private static void assertCanBeSent(ProviderProfile profile) {
        profile.headers().forEach(HttpHeader::new);
        if (profile.auth().scheme() == AuthSpec.Scheme.HEADER) {
            assertThat(new HttpHeader(profile.auth().name(), "key")).isNotNull();
        }
        List<String> urls = new ArrayList<>(profile.regions().values());
        if (profile.baseUrl() != null) {
            urls.add(profile.baseUrl());
        }
        List<String> paths = new ArrayList<>(profile.paths().values());
        paths.add("/chat/completions");
        for (String url : urls) {
            for (String path : paths) {
                if (!url.contains("{{")) {
                    URI uri = URI.create(url + path);
                    assertThat(uri.getHost()).isEqualTo(URI.create(url).getHost());
                    assertThat(uri.getRawFragment()).isNull();
                }
            }
        }
    }

    /** What the profile says holds through a call: request, answer, price, error. */
    private static void assertCalls(Target target) {
        Told.by(() -> DIALECT.chat(RICH, target, true));
        Told.by(() -> DIALECT.embed(TEXTS, target));
        Told.by(() -> DIALECT.embedResponse(VECTORS, TEXTS, target));
        Told.by(() -> {
            ChatAssembler assembler = new ChatAssembler(target, RICH, null);
            StreamDecoder decoder = DIALECT.chatStream(Headers.NONE, RICH, target);
            decoder.feed(ByteBuffer.wrap(ANSWER), assembler::accept);
            decoder.end(assembler::accept);
            return assembler.response();
        });
        Told.assertTelling(DIALECT.error(ERROR, "chat", target));
        Usage usage = Usage.of(1000, 200).with(Bucket.CACHE_READ, 10).with(Bucket.REASONING, 7);
        PriceBook prices = new PriceBook();
        assertThat(prices.price(target, usage, NOW).amount().filter(sum -> sum.signum() < 0))
                .isEmpty();
        assertThat(prices.estimate(target, RICH, NOW).amount().filter(sum -> sum.signum() < 0))
                .isEmpty();
    }
}
