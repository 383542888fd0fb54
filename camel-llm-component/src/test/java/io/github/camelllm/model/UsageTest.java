/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void counts_beyond_all_bounds_are_capped_and_not_an_error() {
        Usage absurd = Usage.of(Long.MAX_VALUE, 5);

        assertThat(absurd.totalTokens()).hasValue(Long.MAX_VALUE);
        assertThat(absurd.plus(absurd).count(Bucket.INPUT)).hasValue(Long.MAX_VALUE);
    }

    @Test
    void what_nobody_counted_is_unknown_and_not_zero() {
        assertThat(Usage.UNKNOWN.known()).isFalse();
        assertThat(Usage.UNKNOWN.inputTokens()).isEmpty();
        assertThat(Usage.UNKNOWN.outputTokens()).isEmpty();
        assertThat(Usage.UNKNOWN.totalTokens()).isEmpty();
        assertThat(Usage.of(3, 4).count(Bucket.CACHE_READ)).isEmpty();
    }

    @Test
    void each_bucket_counts_once_in_its_total() {
        Usage usage = new Usage(Map.of(
                Bucket.INPUT, 10L,
                Bucket.CACHE_READ, 20L,
                Bucket.CACHE_WRITE, 30L,
                Bucket.OUTPUT, 5L,
                Bucket.REASONING, 7L,
                Bucket.SEARCHES, 2L));

        assertThat(usage.inputTokens()).hasValue(60);
        assertThat(usage.outputTokens()).hasValue(12);
        assertThat(usage.totalTokens()).hasValue(72);
    }

    @Test
    void usages_add_up_bucket_by_bucket() {
        Usage sum = Usage.of(1, 2).plus(Usage.of(10, 20).with(Bucket.REASONING, 5));

        assertThat(sum).isEqualTo(Usage.of(11, 22).with(Bucket.REASONING, 5));
    }

    @Test
    void a_negative_bucket_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Usage.of(-1, 2))
                .withMessageContaining("INPUT")
                .withMessageContaining("-1");
    }

    @Test
    void a_zero_is_known() {
        assertThat(Usage.of(0, 0).known()).isTrue();
        assertThat(Usage.of(0, 0).totalTokens()).hasValue(0);
    }
}
