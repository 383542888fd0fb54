/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Quirks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {

    private static Usage read(Map<String, Object> quirks, String json) {
        return new UsageReader(new Quirks(quirks)).read(JsonReader.of(json));
    }

    private static Usage read(String json) {
        return read(Map.of(), json);
    }

    @Test
    void openai_details_become_disjoint_buckets() {
        Usage usage = read(
                "{\"prompt_tokens\":100,\"completion_tokens\":50,\"total_tokens\":150,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":30,\"cache_write_tokens\":10,\"audio_tokens\":5,\"image_tokens\":4,\"text_tokens\":9},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":20,\"audio_tokens\":3,\"image_tokens\":2,\"accepted_prediction_tokens\":1}}");

        assertThat(usage.counts())
                .isEqualTo(Map.of(
                        Bucket.INPUT, 51L,
                        Bucket.CACHE_READ, 30L,
                        Bucket.CACHE_WRITE, 10L,
                        Bucket.INPUT_AUDIO, 5L,
                        Bucket.INPUT_IMAGE, 4L,
                        Bucket.OUTPUT, 25L,
                        Bucket.REASONING, 20L,
                        Bucket.OUTPUT_AUDIO, 3L,
                        Bucket.OUTPUT_IMAGE, 2L));
        assertThat(usage.totalTokens()).hasValue(150);
    }

    @Test
    void cached_tokens_are_found_under_each_of_their_names() {
        for (String name : List.of("prompt_cache_hit_tokens", "num_cached_tokens", "cached_tokens")) {
            assertThat(read("{\"prompt_tokens\":10,\"" + name + "\":4}").count(Bucket.CACHE_READ))
                    .hasValue(4);
        }
        assertThat(read(
                                Map.of(OpenAiQuirks.CACHED_TOKENS_FIELDS, List.of("hits")),
                                "{\"prompt_tokens\":10,\"hits\":4,\"other\":5,\"more\":{}}")
                        .count(Bucket.CACHE_READ))
                .hasValue(4);
        assertThat(read("{\"prompt_tokens\":10,\"cached_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":4}}")
                        .count(Bucket.CACHE_READ))
                .hasValue(4);
        assertThat(read("{\"prompt_tokens\":10,\"cached_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":null}}")
                        .count(Bucket.CACHE_READ))
                .hasValue(3);
    }

    @Test
    void reasoning_stands_inside_or_outside_as_the_totals_or_the_profile_say() {
        String recordedXai = "{\"prompt_tokens\":204,\"completion_tokens\":1,\"total_tokens\":287,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":82}}";
        String recordedRouter = "{\"prompt_tokens\":5,\"completion_tokens\":10,\"total_tokens\":15,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":11}}";
        String noTotal =
                "{\"prompt_tokens\":5,\"completion_tokens\":10,\"completion_tokens_details\":{\"reasoning_tokens\":11}}";
        String oddTotal = "{\"prompt_tokens\":5,\"completion_tokens\":10,\"total_tokens\":99,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":11}}";

        assertThat(output(Map.of(), recordedXai)).containsExactly(82L, 1L);
        assertThat(output(Map.of(OpenAiQuirks.REASONING_TOKENS, "outside"), recordedXai))
                .containsExactly(82L, 1L);
        assertThat(output(Map.of(), recordedRouter)).containsExactly(10L, 0L);
        assertThat(output(Map.of(), noTotal)).containsExactly(11L, 10L);
        assertThat(output(Map.of(), oddTotal)).containsExactly(11L, 10L);
        assertThat(output(Map.of(OpenAiQuirks.REASONING_TOKENS, "inside"), noTotal))
                .containsExactly(10L, 0L);
        assertThat(output(Map.of(OpenAiQuirks.REASONING_TOKENS, "outside"), recordedRouter))
                .containsExactly(11L, 10L);
    }

    private static List<Long> output(Map<String, Object> quirks, String json) {
        Usage usage = read(quirks, json);
        return List.of(
                usage.count(Bucket.REASONING).orElse(-1),
                usage.count(Bucket.OUTPUT).orElse(-1));
    }

    @Test
    void what_is_billed_beside_tokens_is_counted_too() {
        Usage usage = read(
                Map.of(OpenAiQuirks.BILLS_REQUESTS, true),
                "{\"prompt_tokens\":1,\"completion_tokens\":2,\"citation_tokens\":3,\"num_search_queries\":4,"
                        + "\"reasoning_tokens\":1,\"prompt_audio_seconds\":6}");

        assertThat(usage.counts())
                .containsEntry(Bucket.CITATION, 3L)
                .containsEntry(Bucket.SEARCHES, 4L)
                .containsEntry(Bucket.REASONING, 1L)
                .containsEntry(Bucket.SECONDS, 6L)
                .containsEntry(Bucket.REQUESTS, 1L);
        assertThat(usage.totalTokens()).hasValue(3);
    }

    @Test
    void what_is_not_told_stays_unknown() {
        assertThat(read("{}")).isEqualTo(Usage.UNKNOWN);
        assertThat(read("{\"prompt_tokens\":null,\"completion_tokens\":-1,\"prompt_tokens_details\":null,"
                        + "\"completion_tokens_details\":null,\"prompt_audio_seconds\":null}"))
                .isEqualTo(Usage.UNKNOWN);
        assertThat(read(Map.of(OpenAiQuirks.BILLS_REQUESTS, true), "{}")).isEqualTo(Usage.UNKNOWN);
    }
}
