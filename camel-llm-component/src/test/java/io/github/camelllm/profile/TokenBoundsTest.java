/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmContextTooLongException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolSpec;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBoundsTest {

    private static final PriceBook PRICES = new PriceBook();
    private static final PriceContext NOW = PriceContext.at(Instant.parse("2026-11-25T12:00:00Z"));

    private static long least(String text) {
        return TokenBounds.of(ChatRequest.of(text)).least();
    }

    private static long most(ChatRequest request) {
        return TokenBounds.of(request).most().orElseThrow();
    }

    @Test
    void a_token_covers_at_most_128_bytes() {
        assertThat(least("")).isZero();
        assertThat(least("a")).isEqualTo(1);
        assertThat(least("a".repeat(128))).isEqualTo(1);
        assertThat(least("a".repeat(129))).isEqualTo(2);
        assertThat(least("a".repeat(128 * 1000))).isEqualTo(1000);
    }

    @Test
    void white_space_and_invisible_characters_do_not_count_for_the_least() {
        assertThat(least(" \t\n".repeat(10_000))).isZero();
        assertThat(least("\u2003\u200b\ufeff\u200d".repeat(10_000))).isZero();
        assertThat(least("a " + " ".repeat(10_000) + "b")).isEqualTo(1);
    }

    @Test
    void four_characters_outside_ascii_count_as_one_for_the_least() {
        assertThat(least("é".repeat(512))).isEqualTo(1);
        assertThat(least("é".repeat(513))).isEqualTo(2);
        assertThat(least("\ud83d\ude00".repeat(512))).isEqualTo(1);
        assertThat(least("\ud83d\ude00".repeat(513))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"abc, 291", "a b, 291", "é, 291", "漢, 291"})
    void each_byte_can_be_a_token(String text, long tokens) {
        assertThat(most(ChatRequest.of(text))).isEqualTo(256 + 32 + 3).isEqualTo(tokens);
    }

    @Test
    void four_bytes_of_a_picture_character_can_be_four_tokens() {
        assertThat(most(ChatRequest.of("\ud83d\ude00"))).isEqualTo(256 + 32 + 4);
    }

    @Test
    void everything_that_is_sent_counts_for_the_most() {
        ChatRequest plain = ChatRequest.of("hello");
        ChatRequest full = ChatRequest.builder()
                .system("be brief")
                .user("hello")
                .message(Message.assistant(List.of(
                        new Part.Reasoning("thought", List.of(Map.of("signature", "xyz"))),
                        new Part.ToolCall("call_1", "lookup", "{\"word\":\"cat\"}"),
                        new Part.Refusal("no"))))
                .message(Message.toolResult("call_1", "an animal"))
                .tool(new ToolSpec(
                        "lookup", "finds words", Map.of("type", "object", "required", List.of("word")), null))
                .documents(List.of(new Document("d", "title", "text", Map.of())))
                .output(new OutputFormat.JsonSchema("answer", Map.of("type", "object"), null, null))
                .build();

        assertThat(most(plain)).isEqualTo(256 + 32 + 5);
        assertThat(most(full)).isBetween(most(plain) + 300, most(plain) + 1500);
    }

    @Test
    void nobody_can_tell_how_many_tokens_a_picture_a_sound_or_a_document_has() {
        Media media = Media.at(URI.create("https://example.org/x"));

        assertThat(List.of(
                        new Part.Image(media, null, null),
                        new Part.Audio(media, null, null),
                        new Part.File(media, null)))
                .allSatisfy(part -> assertThat(TokenBounds.of(ChatRequest.builder()
                                        .message(Message.user(part))
                                        .build())
                                .most())
                        .isEmpty());
    }

    @Test
    void a_prompt_that_cannot_fit_is_refused_before_anything_is_sent() {
        Target target = Profiles.builtIn().target("openai", "gpt-4");
        String fits = "a".repeat(8192 * 128);

        assertThatCode(() -> TokenBounds.check(ChatRequest.of(fits), target, "chat"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TokenBounds.check(ChatRequest.of(fits + "a"), target, "chat"))
                .isInstanceOfSatisfying(LlmContextTooLongException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.CONTEXT_TOO_LONG);
                    assertThat(e.details().attempts()).isZero();
                })
                .hasMessage("openai/gpt-4 chat: the prompt has at least 8193 tokens, but the model takes at most 8192;"
                        + " nothing was sent. Shorten it, or use a model with a larger window");
    }

    @Test
    void the_words_of_tools_count_too() {
        Target target = Profiles.builtIn().target("openai", "gpt-4");
        ChatRequest request = ChatRequest.builder()
                .user("x")
                .message(Message.assistant(List.of(new Part.ToolCall("c", "f", "a".repeat(4096 * 128)))))
                .message(Message.toolResult("c", "b".repeat(4096 * 128)))
                .build();

        assertThatThrownBy(() -> TokenBounds.check(request, target, "chat"))
                .isInstanceOf(LlmContextTooLongException.class);
    }

    @Test
    void a_prompt_that_is_mostly_white_space_or_goes_to_a_model_without_a_known_window_is_not_refused() {
        Target known = Profiles.builtIn().target("openai", "gpt-4");
        Target unknown = Profiles.builtIn().target("openai", "gpt-99");

        assertThatCode(() -> {
                    TokenBounds.check(ChatRequest.of(" ".repeat(9000 * 128)), known, "chat");
                    TokenBounds.check(ChatRequest.of("a".repeat(9000 * 128)), unknown, "chat");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void an_estimate_takes_the_most_prompt_tokens_and_the_longest_answer() {
        Target target = Profiles.builtIn().target("openai", "gpt-4o");

        Cost cost = PRICES.estimate(
                target, ChatRequest.builder().user("hello").maxTokens(100).build(), NOW);

        // 293 x 2.50 + 100 x 10 for a million
        assertThat(cost.basis()).isEqualTo(CostBasis.ESTIMATED);
        assertThat(cost.money()).hasToString("0.0017325 USD");
        assertThat(cost.reason()).isEqualTo("at most: 293 prompt tokens, 100 answer tokens");
        assertThat(cost.priceVersion()).isEqualTo("openai/gpt-4o@2026-11-22");
    }

    @Test
    void without_a_limit_of_its_own_an_answer_is_as_long_as_the_model_allows() {
        Target target = Profiles.builtIn().target("openai", "gpt-4o");

        assertThat(PRICES.estimate(target, ChatRequest.of("hello"), NOW).money())
                .hasToString("0.1645725 USD");
        assertThat(PRICES.estimate(
                                Profiles.builtIn().target("mistral", "mistral-small-latest"), ChatRequest.of("x"), NOW)
                        .reason())
                .isEqualTo("nothing limits the answer of mistral/mistral-small-latest: set maxTokens");
    }

    @Test
    void each_answer_of_several_counts_and_a_prompt_is_never_longer_than_the_window() {
        Target target = Profiles.builtIn().target("openai", "gpt-4");
        Sampling two = new Sampling(null, null, null, 100, List.of(), null, null, null, 2, null);

        Cost cost = PRICES.estimate(
                target,
                ChatRequest.builder().user("a".repeat(100_000)).sampling(two).build(),
                NOW);

        // 8192 x 30 + 200 x 60 for a million
        assertThat(cost.money()).hasToString("0.25776 USD");
    }

    @Test
    void an_estimate_takes_the_dearest_rate_for_prompt_and_answer() {
        Target writes = Profiles.builtIn().target("openai", "gpt-6-sol");
        Target cheapThoughts = Profiles.builtIn().target("perplexity", "sonar");
        ChatRequest request = ChatRequest.builder().user("hello").maxTokens(100).build();

        // the prompt may be written to the cache: 293 x 2.50 + 100 x 10
        assertThat(PRICES.estimate(writes, request, NOW).money()).hasToString("0.0017325 USD");
        assertThat(PRICES.estimate(cheapThoughts, request, NOW).money()).hasToString("0.005393 USD");
    }

    @Test
    void what_depends_on_more_than_the_request_is_unknown() {
        ProfileCatalog catalog = Profiles.builtIn();
        ChatRequest request = ChatRequest.builder().user("hello").maxTokens(100).build();
        ChatRequest picture = ChatRequest.builder()
                .message(Message.user(new Part.Image(Media.at(URI.create("https://example.org/x")), null, null)))
                .maxTokens(100)
                .build();

        assertThat(PRICES.estimate(catalog.target("perplexity", "sonar-deep-research"), request, NOW)
                        .basis())
                .isEqualTo(CostBasis.UNKNOWN);
        assertThat(PRICES.estimate(catalog.target("openrouter", "openai/gpt-4o"), request, NOW)
                        .basis())
                .isEqualTo(CostBasis.UNKNOWN);
        assertThat(PRICES.estimate(catalog.target("openai", "gpt-4o"), picture, NOW)
                        .reason())
                .isEqualTo("the prompt has pictures, sounds or documents, whose tokens are not known before the call");
    }

    @Test
    void vectors_are_estimated_by_all_their_inputs() {
        Target target = Profiles.builtIn().target("openai", "text-embedding-3-small");

        Cost cost = PRICES.estimate(target, EmbeddingRequest.of(List.of("abc", "defg")), NOW);

        // (256 + 32 + 3 + 32 + 4) x 0.02 for a million
        assertThat(cost.money()).hasToString("0.00000654 USD");
        assertThat(cost.reason()).isEqualTo("at most: 327 prompt tokens");
        assertThat(TokenBounds.of(EmbeddingRequest.of(List.of("abc"))).least()).isZero();
    }
}
