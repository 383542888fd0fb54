/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.error.ErrorKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Attempts of one kind, added up.
 *
 * @param attempts requests that were sent
 * @param failures how many failed, by the reason
 * @param inputTokens as far as the providers said
 * @param outputTokens as far as the providers said
 * @param cost the exact sum of the known costs, in USD
 * @param unpriced answers whose cost nobody knows; they are not in the sum
 * @param unsettled failed attempts of which nobody knows whether they are billed; they are not in the sum either
 * @param latencies of the answers, ascending
 */
public record Usages(
        Asked asked,
        long attempts,
        Map<ErrorKind, Long> failures,
        long inputTokens,
        long outputTokens,
        BigDecimal cost,
        long unpriced,
        long unsettled,
        List<Duration> latencies) {

    static Usages of(Asked asked, List<Attempt> attempts) {
        Map<ErrorKind, Long> failures = new EnumMap<>(ErrorKind.class);
        attempts.forEach(attempt ->
                Optional.ofNullable(attempt.failure()).ifPresent(kind -> failures.merge(kind, 1L, Long::sum)));
        List<Attempt> answers = attempts.stream().filter(Attempt::succeeded).toList();
        return new Usages(
                asked,
                attempts.size(),
                failures,
                sum(attempts, attempt -> attempt.usage().inputTokens()),
                sum(attempts, attempt -> attempt.usage().outputTokens()),
                attempts.stream()
                        .flatMap(attempt -> attempt.cost().amount().stream())
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                unknown(attempts, true),
                unknown(attempts, false),
                answers.stream().map(Attempt::latency).sorted().toList());
    }

    private static long unknown(List<Attempt> attempts, boolean succeeded) {
        return attempts.stream()
                .filter(attempt -> attempt.succeeded() == succeeded)
                .filter(attempt -> attempt.cost().amount().isEmpty())
                .count();
    }

    /** How many went well. */
    public long answers() {
        return attempts - failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The latency that so many percent of the answers did not exceed (nearest rank); empty without answers. */
    public Optional<Duration> percentile(int percent) {
        int rank = (int) Math.ceil(latencies.size() * percent / 100.0);
        return latencies.isEmpty() ? Optional.empty() : Optional.of(latencies.get(rank - 1));
    }

    private static long sum(List<Attempt> attempts, Function<Attempt, OptionalLong> tokens) {
        return attempts.stream().map(tokens).flatMapToLong(OptionalLong::stream).sum();
    }
}
