/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The buckets of any counts sum to what the provider states. */
class UsagePropertiesTest {

    private static final long MOST = 1_000_000_000;

    @Property(tries = 300)
    void buckets_sum_to_the_total(
            @ForAll @LongRange(max = MOST) long prompt,
            @ForAll @LongRange(max = MOST) long cached,
            @ForAll @LongRange(max = MOST) long audio,
            @ForAll @LongRange(max = MOST) long written,
            @ForAll @LongRange(max = MOST) long thoughts,
            @ForAll @LongRange(max = MOST) long ofTools) {
        long total = prompt + written + thoughts + ofTools;
        String counts = "\"promptTokenCount\":" + prompt + ",\"cachedContentTokenCount\":" + cached
                + ",\"thoughtsTokenCount\":" + thoughts + ",\"toolUsePromptTokenCount\":" + ofTools
                + ",\"promptTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":" + audio + "}]"
                + ",\"totalTokenCount\":" + total;

        Usage stated = usage(counts + ",\"candidatesTokenCount\":" + written);
        Usage leftOut = usage(counts);

        assertThat(stated.totalTokens()).hasValue(total);
        assertThat(stated.inputTokens()).hasValue(prompt + ofTools);
        assertThat(stated.count(Bucket.CACHE_READ)).hasValue(Math.min(cached, prompt));
        assertThat(leftOut).isEqualTo(stated);
    }

    private static Usage usage(String counts) {
        return Wire.answer("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"STOP\"}],"
                        + "\"usageMetadata\":{" + counts + "}}")
                .usage();
    }
}
