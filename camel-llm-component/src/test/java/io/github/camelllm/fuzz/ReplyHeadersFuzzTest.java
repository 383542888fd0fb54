/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.client.ReceivedLimits;
import io.github.camelllm.http.Headers;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.http.Received;
import io.github.camelllm.http.RetryAfter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ReplyHeadersFuzzTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T12:00:00.5Z"), ZoneOffset.UTC);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final BigDecimal EPOCH_BEGINS = new BigDecimal("1000000000");

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "headers.dict")
    void waits_are_possible_and_limits_are_counts(byte[] head) {
        Headers headers = headers(new String(head, ISO_8859_1));

        Optional<Duration> wait = RetryAfter.of(headers, CLOCK);
        if (wait.isPresent() && (wait.get().isNegative() || wait.get().compareTo(LONGEST) > 0)) {
            assertThat(wait.get()).isBetween(Duration.ZERO, LONGEST);
        }
        assertPlainSecondsAreTaken(headers, wait);

        Map<String, Long> left = ReceivedLimits.remaining(headers);
        if (left.entrySet().stream().anyMatch(limit -> limit.getKey().isBlank() || limit.getValue() < 0)) {
            assertThat(left).allSatisfy((name, count) -> assertThat(count).isNotNegative());
        }

        headers.all("Content-Encoding").forEach(Received::contentCoding);
    }

    private static Headers headers(String head) {
        List<HttpHeader> fields = new ArrayList<>();
        head.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                Received.field(line.substring(0, colon), line.substring(colon + 1))
                        .ifPresent(fields::add);
            }
        });
        return Headers.of(fields);
    }

    /** The commonest form, read by simpler means. */
    private static void assertPlainSecondsAreTaken(Headers headers, Optional<Duration> wait) {
        String stated = headers.first("retry-after").orElse("").trim();
        if (headers.first("retry-after-ms").isPresent() || !stated.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return;
        }
        BigDecimal seconds = new BigDecimal(stated);
        if (seconds.compareTo(EPOCH_BEGINS) >= 0 || seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0) {
            return;
        }
        Duration expected = Duration.ofNanos(
                seconds.movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact());
        if (!wait.equals(Optional.of(expected))) {
            assertThat(wait).contains(expected);
        }
    }
}
