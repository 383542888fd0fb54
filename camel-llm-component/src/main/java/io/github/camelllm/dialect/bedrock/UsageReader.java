/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer used. The input tokens do not contain those of the cache, the output tokens contain the thoughts.
 * (providers/bedrock, Chat response, read 2026-11-25)
 */
final class UsageReader {

    private UsageReader() {}

    static Usage usage(Map<?, ?> stated) {
        Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        put(counts, Bucket.INPUT, count(stated, "inputTokens"));
        put(counts, Bucket.CACHE_READ, count(stated, "cacheReadInputTokens"));
        put(counts, Bucket.OUTPUT, count(stated, "outputTokens"));
        Long written = count(stated, "cacheWriteInputTokens");
        if (written != null) {
            Long longer = longLived(stated.get("cacheDetails"));
            long ofThem = longer == null ? 0 : Math.min(longer, written);
            counts.put(Bucket.CACHE_WRITE, written - ofThem);
            put(counts, Bucket.CACHE_WRITE_LONG, longer == null ? null : (Long) ofThem);
        }
        return new Usage(counts);
    }

    /** The tokens written for an hour; null: it does not say. */
    private static @Nullable Long longLived(@Nullable Object details) {
        Long sum = null;
        if (details instanceof List<?> list) {
            for (Object detail : list) {
                if (detail instanceof Map<?, ?> map && "1h".equals(map.get("ttl"))) {
                    Long count = count(map, "inputTokens");
                    sum = count == null ? sum : (Long) (sum == null ? count : sum + count);
                }
            }
        }
        return sum;
    }

    private static void put(Map<Bucket, Long> counts, Bucket bucket, @Nullable Long count) {
        if (count != null) {
            counts.put(bucket, count);
        }
    }

    private static @Nullable Long count(Map<?, ?> stated, String name) {
        return stated.get(name) instanceof Number count && count.longValue() >= 0 ? (Long) count.longValue() : null;
    }
}
