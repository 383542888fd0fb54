/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says it used. The prompt's tokens contain the cached ones; the thoughts and the prompts of the provider's
 * own tools stand beside the others. The wire leaves zeros out, so that what the total has beyond its parts was written.
 * (providers/google-ai, Chat response, read 2026-11-25)
 */
final class Counts {

    private static final long UNKNOWN = -1;
    /** More tokens than this no provider can mean. */
    private static final long MOST = 1L << 53;

    private long prompt = UNKNOWN;
    private long cached = UNKNOWN;
    private long answer = UNKNOWN;
    private long thoughts = UNKNOWN;
    private long ofTools = UNKNOWN;
    private long total = UNKNOWN;
    private final Kinds promptKinds = new Kinds();
    private final Kinds cachedKinds = new Kinds();
    private final Kinds answerKinds = new Kinds();

    /** The tier of service by our names; null: not stated. */
    private @Nullable String tier;

    /** Vertex AI's word for the tier; null: not stated. */
    private @Nullable String traffic;

    /** Tokens by kind of content, of those that may have a price of their own. */
    private static final class Kinds {
        long audio;
        long image;

        void clear() {
            audio = 0;
            image = 0;
        }

        void read(JsonReader in) {
            if (!in.isArray()) {
                in.skip();
                return;
            }
            while (in.nextElement()) {
                if (in.isObject()) {
                    one(in);
                } else {
                    in.skip();
                }
            }
        }

        private void one(JsonReader in) {
            boolean ofAudio = false;
            boolean ofImage = false;
            long count = 0;
            for (String name = in.nextField(); name != null; name = in.nextField()) {
                switch (name) {
                    case "modality" -> {
                        ofAudio = in.says("AUDIO");
                        ofImage = in.says("IMAGE");
                        in.skip();
                    }
                    case "tokenCount" -> count = Math.max(0, count(in));
                    default -> in.skip();
                }
            }
            if (ofAudio) {
                audio += count;
            } else if (ofImage) {
                image += count;
            }
        }
    }

    /** Forgets the last counts and reads the next. */
    void read(JsonReader in) {
        String lastTier = tier;
        String lastTraffic = traffic;
        clear();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "promptTokenCount" -> prompt = count(in);
                case "cachedContentTokenCount" -> cached = count(in);
                case "candidatesTokenCount" -> answer = count(in);
                case "thoughtsTokenCount" -> thoughts = count(in);
                case "toolUsePromptTokenCount" -> ofTools = count(in);
                case "totalTokenCount" -> total = count(in);
                case "promptTokensDetails" -> promptKinds.read(in);
                case "cacheTokensDetails" -> cachedKinds.read(in);
                case "candidatesTokensDetails" -> answerKinds.read(in);
                case "serviceTier" -> tier = in.scalarOrNull(lastTier);
                case "trafficType" -> traffic = in.scalarOrNull(lastTraffic);
                default -> in.skip();
            }
        }
    }

    private void clear() {
        prompt = UNKNOWN;
        cached = UNKNOWN;
        answer = UNKNOWN;
        thoughts = UNKNOWN;
        ofTools = UNKNOWN;
        total = UNKNOWN;
        promptKinds.clear();
        cachedKinds.clear();
        answerKinds.clear();
        tier = null;
        traffic = null;
    }

    /** The tier of service; null: not stated. */
    @Nullable
    String tier() {
        if (tier != null || traffic == null) {
            return tier;
        }
        return switch (traffic) {
            case "ON_DEMAND" -> "standard";
            case "ON_DEMAND_FLEX" -> "flex";
            case "ON_DEMAND_PRIORITY" -> "priority";
            default -> traffic;
        };
    }

    /** Whether anything was counted. */
    boolean known() {
        return prompt != UNKNOWN || answer != UNKNOWN || thoughts != UNKNOWN;
    }

    /** In disjoint buckets; unknown when nothing was counted. */
    Usage usage() {
        Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        if (prompt != UNKNOWN) {
            long left = prompt;
            left -= share(counts, Bucket.CACHE_READ, cached, left);
            left -= share(counts, Bucket.INPUT_AUDIO, fresh(promptKinds.audio, cachedKinds.audio), left);
            left -= share(counts, Bucket.INPUT_IMAGE, fresh(promptKinds.image, cachedKinds.image), left);
            counts.put(Bucket.INPUT, left + Math.max(0, ofTools));
        }
        share(counts, Bucket.REASONING, thoughts, MOST);
        long written = answer == UNKNOWN ? rest() : answer;
        if (written != UNKNOWN) {
            long left = written;
            left -= share(counts, Bucket.OUTPUT_AUDIO, fresh(answerKinds.audio, 0), left);
            left -= share(counts, Bucket.OUTPUT_IMAGE, fresh(answerKinds.image, 0), left);
            counts.put(Bucket.OUTPUT, left);
        }
        return counts.isEmpty() ? Usage.UNKNOWN : new Usage(counts);
    }

    private long rest() {
        if (total == UNKNOWN || prompt == UNKNOWN) {
            return UNKNOWN;
        }
        return Math.max(0, total - prompt - Math.max(0, thoughts) - Math.max(0, ofTools));
    }

    private static long fresh(long all, long ofThemCached) {
        long fresh = all - ofThemCached;
        return fresh <= 0 ? UNKNOWN : fresh;
    }

    /** Details that exceed their total are cut to what is left. */
    private static long share(Map<Bucket, Long> counts, Bucket bucket, long count, long left) {
        if (count == UNKNOWN) {
            return 0;
        }
        long share = Math.min(count, left);
        counts.put(bucket, share);
        return share;
    }

    private static long count(JsonReader in) {
        Long stated = in.wholeOrNull();
        return stated == null || stated < 0 || stated > MOST ? UNKNOWN : stated;
    }
}
