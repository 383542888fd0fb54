/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Target;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counts of an answer, in buckets that do not overlap. */
class UsageTest {

    private static final Target TARGET = Wire.target();

    private static ChatResponse answer(String usage) {
        return Wire.answer("{\"content\":[],\"stop_reason\":\"end_turn\",\"usage\":" + usage + "}", Wire.HELLO, TARGET);
    }

    @Test
    void cached_tokens_stand_beside_the_fresh_ones_and_thoughts_within_the_answer() {
        Usage usage = answer(
                        "{\"input_tokens\":20,\"cache_creation_input_tokens\":1500,\"cache_read_input_tokens\":300,"
                                + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":1100,\"ephemeral_1h_input_tokens\":400},"
                                + "\"output_tokens\":60,\"output_tokens_details\":{\"thinking_tokens\":12},"
                                + "\"server_tool_use\":{\"web_search_requests\":2}}")
                .usage();

        assertThat(usage.counts())
                .isEqualTo(Map.of(
                        Bucket.INPUT, 20L,
                        Bucket.CACHE_READ, 300L,
                        Bucket.CACHE_WRITE, 1100L,
                        Bucket.CACHE_WRITE_LONG, 400L,
                        Bucket.OUTPUT, 48L,
                        Bucket.REASONING, 12L,
                        Bucket.SEARCHES, 2L));
        assertThat(usage.inputTokens()).hasValue(1820);
        assertThat(usage.outputTokens()).hasValue(60);
    }

    @Property(tries = 200)
    void the_buckets_sum_to_what_the_provider_says(
            @ForAll @LongRange(min = 0, max = 1_000_000) long fresh,
            @ForAll @LongRange(min = 0, max = 1_000_000) long read,
            @ForAll @LongRange(min = 0, max = 1_000_000) long written,
            @ForAll @LongRange(min = 0, max = 2_000_000) long longer,
            @ForAll @LongRange(min = 0, max = 1_000_000) long output,
            @ForAll @LongRange(min = 0, max = 2_000_000) long thoughts) {
        Usage usage = answer("{\"input_tokens\":" + fresh + ",\"cache_creation_input_tokens\":" + written
                        + ",\"cache_read_input_tokens\":" + read + ",\"cache_creation\":{\"ephemeral_1h_input_tokens\":"
                        + longer + "},\"output_tokens\":" + output + ",\"output_tokens_details\":{\"thinking_tokens\":"
                        + thoughts + "}}")
                .usage();

        assertThat(usage.inputTokens()).hasValue(fresh + read + written);
        assertThat(usage.outputTokens()).hasValue(output);
        assertThat(usage.counts().values()).allMatch(count -> count >= 0);
    }

    @Test
    void every_round_of_a_request_was_billed() {
        Usage usage = answer("{\"input_tokens\":10,\"output_tokens\":5,\"iterations\":["
                        + "{\"type\":\"compaction\",\"input_tokens\":100,\"output_tokens\":30},"
                        + "{\"type\":\"message\",\"input_tokens\":10,\"output_tokens\":5}]}")
                .usage();

        assertThat(usage.inputTokens()).hasValue(110);
        assertThat(usage.outputTokens()).hasValue(35);
    }

    @Test
    void what_another_model_used_cannot_be_priced() {
        assertThat(answer(
                                "{\"input_tokens\":10,\"output_tokens\":5,\"iterations\":["
                                        + "{\"type\":\"advisor_message\",\"model\":\"another\",\"input_tokens\":100,\"output_tokens\":30}]}")
                        .usage()
                        .known())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "{}",
                "{\"input_tokens\":-1,\"output_tokens\":null}",
                "{\"input_tokens\":1e30,\"output_tokens\":0.5}",
                "{\"input_tokens\":\"7\"}",
                "{\"iterations\":[]}"
            })
    void a_count_that_none_can_mean_is_unknown(String usage) {
        assertThat(answer(usage).usage().known()).isFalse();
    }

    @Test
    void the_answer_tells_its_tier_and_its_place() {
        ChatResponse response = answer(
                "{\"input_tokens\":1,\"output_tokens\":1,\"service_tier\":\"priority\",\"inference_geo\":\"us\"}");

        assertThat(response.serviceTier()).isEqualTo("priority");
        assertThat(response.extras()).containsEntry("inference_geo", "us");
    }
}
