/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** However the provider counts, the buckets sum to what it bills. */
class BilledPropertiesTest {

    private static final long MOST = 1_000_000_000_000L;

    @Property(tries = 500)
    void the_buckets_sum_to_what_is_billed(
            @ForAll @LongRange(max = MOST) long input,
            @ForAll @LongRange(max = MOST) long output,
            @ForAll @LongRange(max = MOST) long real,
            @ForAll @LongRange(max = MOST) long thoughts,
            @ForAll @LongRange(max = MOST) long cached) {
        Usage usage = Billed.chat(Map.of(
                "billed_units",
                Map.of("input_tokens", input, "output_tokens", output),
                "tokens",
                Map.of("input_tokens", real, "output_tokens", real, "reasoning_tokens", thoughts),
                "cached_tokens",
                cached));

        assertThat(usage.inputTokens()).hasValue(input);
        assertThat(usage.outputTokens()).hasValue(output);
        assertThat(usage.count(Bucket.REASONING)).hasValue(Math.min(thoughts, output));
        assertThat(usage.count(Bucket.CACHE_READ)).isEmpty();
    }
}
