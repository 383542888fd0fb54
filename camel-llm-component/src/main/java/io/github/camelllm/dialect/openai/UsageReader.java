/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Quirks;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the many forms of {@code usage} into disjoint buckets that sum to the provider's totals, and the bill in it.
 */
final class UsageReader {

    private static final long UNKNOWN = -1;
    /** More is no count but a fault; so much can still be added up. */
    private static final long MOST = 1_000_000_000_000_000L;

    private final List<String> cachedFields;
    private final String reasoningTokens;
    private final boolean billsRequests;
    private final Bill bill;
    private Map<String, String> words = Map.of();

    private long prompt;
    private long completion;
    private long total;
    private long cached;
    private long cacheWrite;
    private long audioIn;
    private long imageIn;
    private long reasoning;
    private long audioOut;
    private long imageOut;
    private long citations;
    private long searches;
    private long seconds;

    UsageReader(Quirks quirks) {
        cachedFields = quirks.list(OpenAiQuirks.CACHED_TOKENS_FIELDS);
        reasoningTokens = quirks.text(OpenAiQuirks.REASONING_TOKENS, "auto");
        billsRequests = quirks.is(OpenAiQuirks.BILLS_REQUESTS);
        bill = new Bill(quirks);
    }

    /** Reads the object; {@link Usage#UNKNOWN} when it holds nothing that is known. */
    Usage read(JsonReader in) {
        clear();
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            if (bill.in(name)) {
                bill.member(name, in.value());
            } else {
                member(name, in);
            }
        }
        return buckets();
    }

    /** The bill of the usage read last; null: there was none. */
    @Nullable
    Money bill() {
        return bill.money();
    }

    /** What the usage read last says in words, such as a tier of service. */
    Map<String, String> words() {
        return words;
    }

    private void clear() {
        words = Map.of();
        prompt = UNKNOWN;
        completion = UNKNOWN;
        total = UNKNOWN;
        cached = UNKNOWN;
        cacheWrite = UNKNOWN;
        audioIn = UNKNOWN;
        imageIn = UNKNOWN;
        reasoning = UNKNOWN;
        audioOut = UNKNOWN;
        imageOut = UNKNOWN;
        citations = UNKNOWN;
        searches = UNKNOWN;
        seconds = UNKNOWN;
        bill.clear();
    }

    private void member(String name, JsonReader in) {
        switch (name) {
            case "prompt_tokens" -> prompt = count(in);
            case "completion_tokens" -> completion = count(in);
            case "total_tokens" -> total = count(in);
            case "prompt_tokens_details" -> promptDetails(in);
            case "completion_tokens_details" -> completionDetails(in);
            case "prompt_cache_hit_tokens", "num_cached_tokens", "cached_tokens" -> cached = firstOf(cached, in);
            case "reasoning_tokens" -> reasoning = firstOf(reasoning, in);
            case "citation_tokens" -> citations = count(in);
            case "num_search_queries" -> searches = count(in);
            case "prompt_audio_seconds" -> seconds = count(in);
            default -> {
                if (in.isText()) {
                    words = words.isEmpty() ? new HashMap<>() : words;
                    words.put(name, in.text());
                } else if (cachedFields.contains(name)) {
                    cached = firstOf(cached, in);
                } else {
                    in.skip();
                }
            }
        }
    }

    private void promptDetails(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "cached_tokens" -> {
                    long stated = count(in);
                    cached = stated == UNKNOWN ? cached : stated;
                }
                case "cache_write_tokens" -> cacheWrite = count(in);
                case "audio_tokens" -> audioIn = count(in);
                case "image_tokens" -> imageIn = count(in);
                default -> in.skip();
            }
        }
    }

    private void completionDetails(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "reasoning_tokens" -> reasoning = count(in);
                case "audio_tokens" -> audioOut = count(in);
                case "image_tokens" -> imageOut = count(in);
                default -> in.skip();
            }
        }
    }

    private static long firstOf(long known, JsonReader in) {
        long stated = count(in);
        return known == UNKNOWN ? stated : known;
    }

    private static long count(JsonReader in) {
        Long stated = in.wholeOrNull();
        return stated == null || stated < 0 || stated > MOST ? UNKNOWN : stated;
    }

    private Usage buckets() {
        Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        if (prompt != UNKNOWN) {
            long left = prompt;
            left -= share(counts, Bucket.CACHE_READ, cached, left);
            left -= share(counts, Bucket.CACHE_WRITE, cacheWrite, left);
            left -= share(counts, Bucket.INPUT_AUDIO, noZero(audioIn), left);
            left -= share(counts, Bucket.INPUT_IMAGE, noZero(imageIn), left);
            counts.put(Bucket.INPUT, left);
        }
        if (completion != UNKNOWN) {
            long left = outside() ? completion + reasoning : completion;
            left -= share(counts, Bucket.REASONING, reasoning, left);
            left -= share(counts, Bucket.OUTPUT_AUDIO, noZero(audioOut), left);
            left -= share(counts, Bucket.OUTPUT_IMAGE, noZero(imageOut), left);
            counts.put(Bucket.OUTPUT, left);
        }
        share(counts, Bucket.CITATION, citations, Long.MAX_VALUE);
        share(counts, Bucket.SEARCHES, searches, Long.MAX_VALUE);
        share(counts, Bucket.SECONDS, seconds, Long.MAX_VALUE);
        if (billsRequests && !counts.isEmpty()) {
            counts.put(Bucket.REQUESTS, 1L);
        }
        return counts.isEmpty() ? Usage.UNKNOWN : new Usage(counts);
    }

    /** Details that overlap or exceed their total (recorded: 11 reasoning of 10 answer tokens) are cut to what is left. */
    private static long share(Map<Bucket, Long> counts, Bucket bucket, long count, long left) {
        if (count == UNKNOWN) {
            return 0;
        }
        long share = Math.min(count, left);
        counts.put(bucket, share);
        return share;
    }

    private static long noZero(long count) {
        return count == 0 ? UNKNOWN : count;
    }

    private boolean outside() {
        if (reasoning <= 0 || "inside".equals(reasoningTokens)) {
            return false;
        }
        if ("outside".equals(reasoningTokens)) {
            return true;
        }
        if (prompt == UNKNOWN || total == UNKNOWN) {
            return reasoning > completion;
        }
        return total == prompt + completion + reasoning || reasoning > completion && total != prompt + completion;
    }
}
