/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.model.Bucket;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recorded usage in buckets, by arithmetic on what it states: what the prompt does not detail is plain input, and the
 * answer is what the total has beside the prompt, which needs no word on where reasoning stands.
 */
record RecordedUsage(JsonNode usage, boolean billsRequests) {

    /** One tick of xAI's bill. (providers/xai.md, Chat response) */
    private static final BigDecimal TICK = new BigDecimal("0.0000000001");

    Map<Bucket, Long> buckets() {
        Map<Bucket, Long> buckets = new EnumMap<>(Bucket.class);
        detail(buckets, Bucket.CACHE_READ, "/prompt_tokens_details/cached_tokens", true);
        detail(buckets, Bucket.INPUT_AUDIO, "/prompt_tokens_details/audio_tokens", false);
        detail(buckets, Bucket.INPUT_IMAGE, "/prompt_tokens_details/image_tokens", false);
        long prompt = usage.required("prompt_tokens").longValue();
        long fresh = prompt - sum(buckets);
        if (usage.path("prompt_cache_miss_tokens").asLong(fresh) != fresh) {
            throw new IllegalStateException("what the cache lacked is not what the prompt has beside it: " + usage);
        }
        buckets.put(Bucket.INPUT, fresh);
        if (usage.has("completion_tokens")) {
            Map<Bucket, Long> answer = new EnumMap<>(Bucket.class);
            detail(answer, Bucket.REASONING, "/completion_tokens_details/reasoning_tokens", true);
            detail(answer, Bucket.REASONING, "/reasoning_tokens", true);
            detail(answer, Bucket.OUTPUT_AUDIO, "/completion_tokens_details/audio_tokens", false);
            long total = usage.required("total_tokens").longValue();
            answer.put(Bucket.OUTPUT, total - prompt - sum(answer));
            buckets.putAll(answer);
        }
        if (billsRequests) {
            buckets.put(Bucket.REQUESTS, 1L);
        }
        return buckets;
    }

    private void detail(Map<Bucket, Long> buckets, Bucket bucket, String pointer, boolean zeroCounts) {
        JsonNode count = usage.at(pointer);
        if (count.isNumber() && (zeroCounts || count.longValue() > 0)) {
            buckets.put(bucket, count.longValue());
        }
    }

    private static long sum(Map<Bucket, Long> buckets) {
        return buckets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The bill; null: it states none. */
    @Nullable
    BigDecimal dollars() {
        JsonNode ticks = usage.path("cost_in_usd_ticks");
        if (usage.has("cost")) {
            throw new IllegalStateException("a cost in dollars is not read here yet");
        }
        return ticks.isNumber() ? ticks.decimalValue().multiply(TICK).stripTrailingZeros() : null;
    }
}
