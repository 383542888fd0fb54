/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which of several keys is the turn of, and which rest. Thread-safe. */
final class RotatingKeys {

    /** How long a key rests when the provider does not say. */
    private static final Map<ErrorKind, Duration> REST = new EnumMap<>(Map.of(
            ErrorKind.AUTHENTICATION_FAILED, Duration.ofMinutes(5),
            ErrorKind.QUOTA_EXHAUSTED, Duration.ofMinutes(5),
            ErrorKind.RATE_LIMITED, Duration.ofSeconds(30)));

    private final Supplier<@Nullable String> keys;
    private final InstantSource clock;
    private final Map<Secret, Instant> resting = new HashMap<>();
    private @Nullable Secret current;

    RotatingKeys(Supplier<@Nullable String> keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The key of the next call; empty when there is none at all. When all rest, the one that rests least. */
    Optional<Secret> current() {
        List<Secret> all = all();
        synchronized (this) {
            resting.keySet().retainAll(all);
            if (all.isEmpty()) {
                current = null;
            } else if (current == null || !all.contains(current)) {
                current = after(all, all.size() - 1);
            } else if (resting.containsKey(current)) {
                current = after(all, all.indexOf(current));
            }
            return Optional.ofNullable(current);
        }
    }

    /** What the provider said to a call with this key. */
    void refused(Secret key, LlmException why) {
        Duration usual = REST.get(why.kind());
        if (usual != null) {
            Duration rest = Optional.ofNullable(why.details().retryAfter()).orElse(usual);
            synchronized (this) {
                resting.put(key, clock.instant().plus(rest));
            }
        }
    }

    /** The first one behind that place that does not rest, or the one whose rest is over first. */
    private Secret after(List<Secret> all, int place) {
        Instant now = clock.instant();
        resting.values().removeIf(until -> !until.isAfter(now));
        return IntStream.rangeClosed(1, all.size())
                .mapToObj(step -> all.get((place + step) % all.size()))
                .min(Comparator.comparing(key -> resting.getOrDefault(key, Instant.MIN)))
                .orElseThrow();
    }

    private List<Secret> all() {
        String text = keys.get();
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .filter(key -> !key.isBlank())
                        .map(Secret::of)
                        .distinct()
                        .toList();
    }
}
