/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a server asks to wait. In this order: {@code retry-after-ms}; {@code Retry-After} as seconds, whole or
 * decimal, or as a date (RFC 9110, section 10.2.3, read 2026-11-25); the {@code …ratelimit…reset…} headers, whose value
 * is a duration ({@code 2m59.56s}), seconds, a point in time since 1970 in seconds or milliseconds, or an RFC 3339 date.
 * Of several of those the longest whose {@code …remaining…} twin says 0 counts; where none does, the shortest.
 */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final BigDecimal EPOCH_SECONDS = new BigDecimal("1000000000");
    private static final BigDecimal EPOCH_MILLIS = new BigDecimal("1000000000000");
    private static final int MAX_DIGITS = 24;
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final List<Function<String, Instant>> DATES = List.of(
            text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)),
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text, ASCTIME).toInstant(ZoneOffset.UTC));

    private RetryAfter() {}

    /** The wait; empty when no header tells one, or none that can be understood. Never negative. */
    public static Optional<Duration> of(Headers headers, Clock clock) {
        Optional<Duration> millis = headers.first("retry-after-ms").flatMap(RetryAfter::millis);
        if (millis.isPresent()) {
            return millis;
        }
        Optional<Duration> stated = headers.first("retry-after").flatMap(text -> parse(text, clock));
        return stated.isPresent() ? stated : reset(headers, clock);
    }

    private static Optional<Duration> reset(Headers headers, Clock clock) {
        Optional<Duration> exhausted = Optional.empty();
        Optional<Duration> shortest = Optional.empty();
        for (HttpHeader field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!name.contains("ratelimit") || !name.contains("reset")) {
                continue;
            }
            Optional<Duration> wait = parse(field.value(), clock);
            boolean used = headers.first(name.replace("reset", "remaining"))
                    .flatMap(RetryAfter::number)
                    .filter(left -> left.signum() == 0)
                    .isPresent();
            if (used) {
                exhausted = pick(exhausted, wait, true);
            }
            shortest = pick(shortest, wait, false);
        }
        return exhausted.isPresent() ? exhausted : shortest;
    }

    private static Optional<Duration> pick(Optional<Duration> a, Optional<Duration> b, boolean longer) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isPresent() ? a : b;
        }
        return a.get().compareTo(b.get()) > 0 == longer ? a : b;
    }

    private static Optional<Duration> millis(String text) {
        return number(text.trim()).flatMap(ms -> seconds(ms.movePointLeft(3)));
    }

    private static Optional<Duration> parse(String raw, Clock clock) {
        String text = raw.trim();
        Optional<BigDecimal> number = number(text);
        if (number.isPresent()) {
            return plain(number.get(), clock);
        }
        Optional<Duration> units = units(text);
        return units.isPresent() ? units : date(text, clock);
    }

    private static Optional<Duration> plain(BigDecimal number, Clock clock) {
        if (number.compareTo(EPOCH_SECONDS) < 0) {
            return seconds(number);
        }
        BigDecimal epoch = number.compareTo(EPOCH_MILLIS) < 0 ? number : number.movePointLeft(3);
        Instant now = clock.instant();
        BigDecimal today = BigDecimal.valueOf(now.getEpochSecond()).add(BigDecimal.valueOf(now.getNano(), 9));
        return seconds(epoch.subtract(today).max(BigDecimal.ZERO));
    }

    /** So many seconds from zero upwards; empty when they are more than a year. */
    public static Optional<Duration> seconds(BigDecimal seconds) {
        if (seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValue()));
    }

    private static Optional<Duration> date(String text, Clock clock) {
        for (Function<String, Instant> form : DATES) {
            try {
                Duration wait = Duration.between(clock.instant(), form.apply(text));
                return wait.compareTo(LONGEST) > 0
                        ? Optional.empty()
                        : Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeException notThisForm) {
                // the next form may fit
            }
        }
        return Optional.empty();
    }

    /** Numbers with units, such as {@code 6m0s}, {@code 120ms}, {@code 1h30m}. */
    private static Optional<Duration> units(String text) {
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        while (at < text.length()) {
            int unit = end(text, at, true);
            int next = end(text, unit, false);
            Optional<BigDecimal> amount = number(text.substring(at, unit));
            Optional<BigDecimal> size = unit(text.substring(unit, next));
            if (amount.isEmpty() || size.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(amount.get().multiply(size.get()));
            at = next;
        }
        return at == 0 ? Optional.empty() : seconds(sum);
    }

    private static int end(String text, int from, boolean numeric) {
        int i = from;
        while (i < text.length() && numeric(text.charAt(i)) == numeric) {
            i++;
        }
        return i;
    }

    private static boolean numeric(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    private static Optional<BigDecimal> unit(String name) {
        return switch (name) {
            case "d" -> Optional.of(BigDecimal.valueOf(86_400));
            case "h" -> Optional.of(BigDecimal.valueOf(3_600));
            case "m" -> Optional.of(BigDecimal.valueOf(60));
            case "s" -> Optional.of(BigDecimal.ONE);
            case "ms" -> Optional.of(BigDecimal.valueOf(1, 3));
            case "us", "\u00b5s", "\u03bcs" -> Optional.of(BigDecimal.valueOf(1, 6));
            case "ns" -> Optional.of(BigDecimal.valueOf(1, 9));
            default -> Optional.empty();
        };
    }

    /** A plain decimal number without sign or exponent. */
    private static Optional<BigDecimal> number(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || end(text, 0, true) < text.length()) {
            return Optional.empty();
        }
        boolean digits = text.chars().anyMatch(c -> c != '.');
        boolean onePoint = text.indexOf('.') == text.lastIndexOf('.');
        return digits && onePoint ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
