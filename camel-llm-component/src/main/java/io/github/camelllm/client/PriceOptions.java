/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PriceCommand} is asked.
 *
 * @param provider by id or alias
 * @param file with the answer, {@code -} for the standard input; null: counts are given
 * @param usage counts; null: a file is given
 * @param at the moment of the call
 * @param tier of service, instead of what the answer states; null: as it states
 * @param region of the call; null: none
 * @param api of the provider that answered, by its name in the profile; null: the usual one
 * @param profiles folder with profiles of one's own; null: none
 */
record PriceOptions(
        String provider,
        String model,
        @Nullable String file,
        @Nullable Usage usage,
        Instant at,
        @Nullable String tier,
        @Nullable String region,
        @Nullable String api,
        @Nullable Path profiles) {

    static final String USAGE = """
            usage: PriceCommand provider/model file [options]
                   PriceCommand provider/model --usage input=1000,cacheRead=200,output=50 [options]

              file         the body of an answer: one JSON object, a stream as it came, or one event of it on each line;
                           - reads the standard input
              --usage      counts instead of a file
              --at         moment of the call, such as 2026-11-25T12:00:00Z; now unless set
              --tier       tier of service, such as flex or batch; what the answer states unless set
              --region     region of the call, such as eu
              --api        which of the provider's APIs answered, such as responses
              --profiles   folder with profiles of your own""";

    private static final List<String> NAMES = List.of("usage", "at", "tier", "region", "api", "profiles");

    /** @throws IllegalArgumentException when they are wrong: what is, and how to call it */
    static PriceOptions of(List<String> arguments) {
        Map<String, String> named = new HashMap<>();
        ArrayDeque<String> left = new ArrayDeque<>(arguments);
        ArrayDeque<String> plain = new ArrayDeque<>();
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            if (!word.startsWith("--")) {
                plain.add(word);
            } else if (!NAMES.contains(word.substring(2))) {
                throw wrong("unknown option " + word);
            } else if (left.isEmpty()) {
                throw wrong("option " + word + " has no value");
            } else {
                named.put(word.substring(2), left.removeFirst());
            }
        }
        if (plain.isEmpty() || plain.size() > 2 || (plain.size() == 2) == named.containsKey("usage")) {
            throw wrong("expected are a target, and either a file or --usage");
        }
        String target = plain.removeFirst();
        int slash = target.indexOf('/');
        if (slash < 1 || slash == target.length() - 1) {
            throw wrong("'" + target + "' is not provider/model");
        }
        String counts = named.get("usage");
        String folder = named.get("profiles");
        return new PriceOptions(
                target.substring(0, slash),
                target.substring(slash + 1),
                plain.pollFirst(),
                counts == null ? null : usage(counts),
                at(named.get("at")),
                named.get("tier"),
                named.get("region"),
                named.get("api"),
                folder == null ? null : Path.of(folder));
    }

    private static Instant at(@Nullable String moment) {
        try {
            return moment == null ? Instant.now() : Instant.parse(moment);
        } catch (DateTimeParseException e) {
            throw wrong("--at is '" + moment + "', expected is a moment such as 2026-11-25T12:00:00Z");
        }
    }

    private static Usage usage(String counts) {
        Usage usage = Usage.UNKNOWN;
        for (String count : counts.split(",", -1)) {
            String[] sides = count.strip().split("=", -1);
            if (sides.length != 2 || !sides[1].matches("\\d{1,15}")) {
                throw wrong("--usage has '" + count + "', expected is a count such as input=1000");
            }
            usage = usage.with(bucket(sides[0]), Long.parseLong(sides[1]));
        }
        return usage;
    }

    private static Bucket bucket(String name) {
        return Bucket.ALL.stream()
                .filter(bucket -> name(bucket).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> wrong("--usage counts '" + name + "'; counted are "
                        + String.join(
                                ", ",
                                Bucket.ALL.stream().map(PriceOptions::name).toList())));
    }

    /** As profiles write it: {@code CACHE_READ} is {@code cacheRead}. */
    static String name(Bucket bucket) {
        String[] words = bucket.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder name = new StringBuilder(words[0]);
        Arrays.stream(words)
                .skip(1)
                .forEach(word ->
                        name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
        return name.toString();
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + "\n\n" + USAGE);
    }
}
