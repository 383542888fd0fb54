/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Quirks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Laws of usage buckets, on generated usages; the seeds are fixed. */
class UsagePropertiesTest {

    private static final Map<String, Bucket> PROMPT_DETAILS = Map.of(
            "cached_tokens", Bucket.CACHE_READ,
            "cache_write_tokens", Bucket.CACHE_WRITE,
            "audio_tokens", Bucket.INPUT_AUDIO,
            "image_tokens", Bucket.INPUT_IMAGE);
    private static final Map<String, Bucket> ANSWER_DETAILS = Map.of(
            "reasoning_tokens", Bucket.REASONING,
            "audio_tokens", Bucket.OUTPUT_AUDIO,
            "image_tokens", Bucket.OUTPUT_IMAGE);

    /** A usage as a provider states it. */
    record Stated(long prompt, long answer, boolean reasoningOutside, Map<String, Long> in, Map<String, Long> out) {

        long total() {
            return prompt + answer + (reasoningOutside ? out.getOrDefault("reasoning_tokens", 0L) : 0);
        }

        /** Members in an order that the seed decides. */
        String json(int order) {
            Map<String, String> members = new LinkedHashMap<>();
            members.put("prompt_tokens", String.valueOf(prompt));
            members.put("completion_tokens", String.valueOf(answer));
            members.put("total_tokens", String.valueOf(total()));
            members.put("prompt_tokens_details", object(in, order));
            members.put("completion_tokens_details", object(out, order));
            return object(members, order);
        }

        private static String object(Map<String, ?> members, int order) {
            List<String> all = members.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(all, new Random(order));
            return "{" + String.join(",", all) + "}";
        }
    }

    @Provide
    Arbitrary<Stated> usages() {
        Arbitrary<Long> counts = Arbitraries.longs().between(0, 100);
        return Combinators.combine(
                        counts,
                        counts,
                        Arbitraries.of(true, false),
                        Arbitraries.maps(
                                Arbitraries.of(PROMPT_DETAILS.keySet().stream()
                                        .sorted()
                                        .toList()),
                                counts),
                        Arbitraries.maps(
                                Arbitraries.of(ANSWER_DETAILS.keySet().stream()
                                        .sorted()
                                        .toList()),
                                counts))
                .as(Stated::new);
    }

    private static Usage read(String json) {
        return new UsageReader(new Quirks(Map.of())).read(JsonReader.of(json));
    }

    /** Whatever details a provider sends, each token is counted once and the sums are the provider's own. */
    @Property(seed = "1", tries = 5000, edgeCases = EdgeCasesMode.NONE)
    void the_buckets_sum_to_the_totals_that_the_provider_states(@ForAll("usages") Stated stated) {
        Usage usage = read(stated.json(0));

        assertThat(usage.inputTokens()).hasValue(stated.prompt());
        assertThat(usage.totalTokens()).hasValue(stated.total());
        assertThat(usage.inputTokens().getAsLong() + usage.outputTokens().getAsLong())
                .isEqualTo(usage.totalTokens().getAsLong());
    }

    @Property(seed = "2", tries = 5000, edgeCases = EdgeCasesMode.NONE)
    void details_that_fit_are_the_buckets_and_what_is_left_is_plain(@ForAll("usages") Stated stated) {
        Usage usage = read(stated.json(0));

        details(usage, stated.in(), PROMPT_DETAILS, Bucket.INPUT, stated.prompt());
        details(usage, stated.out(), ANSWER_DETAILS, Bucket.OUTPUT, stated.total() - stated.prompt());
    }

    private static void details(
            Usage usage, Map<String, Long> stated, Map<String, Bucket> names, Bucket plain, long sum) {
        long detailed = stated.values().stream().mapToLong(Long::longValue).sum();
        stated.forEach((name, count) -> {
            long counted = usage.count(names.get(name)).orElse(0);
            assertThat(counted).isLessThanOrEqualTo(count);
            if (detailed <= sum) {
                assertThat(counted).isEqualTo(count);
            }
        });
        assertThat(usage.count(plain)).hasValue(Math.max(0, sum - detailed));
    }

    @Property(seed = "3", edgeCases = EdgeCasesMode.NONE)
    void the_order_of_members_says_nothing(@ForAll("usages") Stated stated, @ForAll int order) {
        assertThat(read(stated.json(order))).isEqualTo(read(stated.json(0)));
    }

    /** Running counts may come in any order and anywhere: the last one counts, and is not added to the others. */
    @Property(seed = "4", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void earlier_counts_of_a_stream_change_nothing_in_whatever_order_they_come(
            @ForAll @Size(max = 5) List<@From("usages") Stated> running,
            @ForAll("usages") Stated last,
            @ForAll int order,
            @ForAll @IntRange(min = 1, max = 200) int pieceBytes) {
        List<String> payloads = new ArrayList<>(List.of(StreamDecodingTest.text("a"), StreamDecodingTest.text("b")));
        running.forEach(usage -> payloads.add("{\"choices\":[],\"usage\":" + usage.json(order) + "}"));
        Collections.shuffle(payloads.subList(1, payloads.size()), new Random(order));
        payloads.add(StreamDecodingTest.FINISH);
        payloads.add("{\"choices\":[],\"usage\":" + last.json(order) + "}");

        ChatResponse answer =
                Streams.decode(Targets.plain(), Framing.PLAIN.stream(payloads).getBytes(UTF_8), pieceBytes);

        assertThat(answer.usage()).isEqualTo(read(last.json(0)));
        assertThat(answer.text()).isEqualTo("ab");
    }

    @Property(seed = "5", tries = 2000)
    void numbers_that_cannot_be_counts_are_unknown_and_never_a_negative_bucket(
            @ForAll long prompt, @ForAll long answer, @ForAll long cached, @ForAll long reasoning, @ForAll long total) {
        Map<String, String> members = new HashMap<>();
        members.put("prompt_tokens", String.valueOf(prompt));
        members.put("completion_tokens", String.valueOf(answer));
        members.put("total_tokens", String.valueOf(total));
        members.put("prompt_tokens_details", "{\"cached_tokens\":" + cached + "}");
        members.put("completion_tokens_details", "{\"reasoning_tokens\":" + reasoning + "}");

        Usage usage = read(Stated.object(members, 0));

        assertThat(usage.counts().values()).allMatch(count -> count >= 0);
        assertThat(usage.count(Bucket.INPUT).isPresent())
                .isEqualTo(usage.inputTokens().isPresent());
    }
}
