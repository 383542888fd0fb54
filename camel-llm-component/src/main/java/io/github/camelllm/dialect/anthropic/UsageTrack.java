/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer used. The counts of a stream are cumulative, and the last one that came of each counts. The input tokens
 * do not contain the cached ones, the output tokens contain the thoughts. (providers/anthropic, Chat response and Streaming,
 * read 2026-11-25)
 */
final class UsageTrack {

    /** More is no count but a fault; so much can still be added up. */
    private static final double MOST = 1e15;

    private @Nullable Long input;
    private @Nullable Long cacheRead;
    private @Nullable Long cacheWritten;
    private @Nullable Long cacheWrittenLong;
    private @Nullable Long output;
    private @Nullable Long thoughts;
    private @Nullable Long searches;
    private boolean elsewhere;
    private @Nullable Usage iterations;

    /** Takes what the provider now says. */
    void take(Map<?, ?> usage) {
        input = latest(usage, "input_tokens", input);
        cacheRead = latest(usage, "cache_read_input_tokens", cacheRead);
        cacheWritten = latest(usage, "cache_creation_input_tokens", cacheWritten);
        output = latest(usage, "output_tokens", output);
        if (usage.get("cache_creation") instanceof Map<?, ?> byLife) {
            cacheWrittenLong = latest(byLife, "ephemeral_1h_input_tokens", cacheWrittenLong);
        }
        if (usage.get("output_tokens_details") instanceof Map<?, ?> details) {
            thoughts = latest(details, "thinking_tokens", thoughts);
        }
        if (usage.get("server_tool_use") instanceof Map<?, ?> tools) {
            searches = latest(tools, "web_search_requests", searches);
        }
        if (usage.get("iterations") instanceof List<?> list && !list.isEmpty()) {
            iterations(list);
        }
    }

    /** The prompt alone: what the head of a stream counts of the answer is its beginning. */
    Usage ofPrompt() {
        EnumMap<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        usage().counts().forEach((bucket, count) -> {
            if (bucket.input()) {
                counts.put(bucket, count);
            }
        });
        return new Usage(counts);
    }

    /** In disjoint buckets; unknown when another model worked as well, for its tokens have another price. */
    Usage usage() {
        if (elsewhere) {
            return Usage.UNKNOWN;
        }
        if (iterations != null) {
            return searches == null ? iterations : iterations.with(Bucket.SEARCHES, searches);
        }
        EnumMap<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        put(counts, Bucket.INPUT, input);
        put(counts, Bucket.CACHE_READ, cacheRead);
        if (cacheWritten != null) {
            long longer = cacheWrittenLong == null ? 0 : Math.min(cacheWrittenLong, cacheWritten);
            counts.put(Bucket.CACHE_WRITE, cacheWritten - longer);
            put(counts, Bucket.CACHE_WRITE_LONG, cacheWrittenLong == null ? null : longer);
        }
        if (output != null) {
            long hidden = thoughts == null ? 0 : Math.min(thoughts, output);
            counts.put(Bucket.OUTPUT, output - hidden);
            put(counts, Bucket.REASONING, thoughts == null ? null : hidden);
        }
        put(counts, Bucket.SEARCHES, searches);
        return new Usage(counts);
    }

    /**
     * Each of them was billed, and the sums beside them leave some of them out (a compaction, an adviser). One by another
     * model names it.
     */
    private void iterations(List<?> list) {
        Usage sum = Usage.UNKNOWN;
        elsewhere = false;
        for (Object one : list) {
            if (one instanceof Map<?, ?> iteration) {
                elsewhere |= iteration.get("model") != null;
                UsageTrack track = new UsageTrack();
                track.take(iteration);
                sum = sum.plus(track.usage());
            }
        }
        iterations = sum;
    }

    private static void put(Map<Bucket, Long> counts, Bucket bucket, @Nullable Long count) {
        if (count != null) {
            counts.put(bucket, count);
        }
    }

    private static @Nullable Long latest(Map<?, ?> usage, String name, @Nullable Long before) {
        if (!(usage.get(name) instanceof Number count)) {
            return before;
        }
        double value = count.doubleValue();
        return value >= 0 && value <= MOST && value == Math.rint(value) ? (Long) (long) value : before;
    }
}
