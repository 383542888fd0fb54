/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.http.Headers;
import io.github.camelllm.http.HttpHead;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.http.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider says is left of one of its rate limits.
 *
 * @param counted by the provider's name, such as {@code requests}, {@code tokens}, {@code tokens-minute}; {@link #ALL}
 *     when it refused a call for a limit and said only when to come again
 * @param left from 0
 * @param reset after which it is whole again, at the latest
 */
public record ProviderQuota(String counted, long left, Duration reset) {

    /** Whatever is counted. */
    public static final String ALL = "all";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final String LEFT = "remaining";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(1);

    public ProviderQuota {
        Objects.requireNonNull(counted, "counted");
        Objects.requireNonNull(reset, "reset");
    }

    /** As the headers of a response say; empty where they say nothing. */
    static List<ProviderQuota> of(HttpHead head, InstantSource clock) {
        Headers headers = head.headers();
        Clock now = clock.withZone(ZoneOffset.UTC);
        List<ProviderQuota> all = new ArrayList<>();
        for (HttpHeader field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (RateLimits.remains(name, field.value())) {
                String counted = RateLimits.counted(name);
                all.add(new ProviderQuota(
                        counted,
                        Long.parseLong(field.value()),
                        reset(headers, name, now).orElseGet(() -> usual(counted))));
            }
        }
        if (head.status() == TOO_MANY_REQUESTS) {
            all.add(new ProviderQuota(ALL, 0, RetryAfter.of(headers, now).orElse(SOON)));
        }
        return all;
    }

    private static Optional<Duration> reset(Headers headers, String left, Clock now) {
        return headers.first(left.replace(LEFT, "reset"))
                .flatMap(value -> RetryAfter.of(Headers.of("x-ratelimit-reset", value), now));
    }

    /** Nothing says when: a minute's limit is whole after a minute at the latest; of another nobody knows. */
    private static Duration usual(String counted) {
        return counted.endsWith("minute") ? MINUTE : SOON;
    }
}
