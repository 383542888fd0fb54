/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The summary as text. */
final class Report {

    private static final String ROW = "%-9s %-8s %-21s %8s %8s %10s %10s %12s %8s %8s%n";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(Job job, Result result) throws IOException {
        Summary summary = result.summary();
        example(job);
        counts(job, result);
        table(summary.rows(), summary.total());
        failures(summary.rows());
        unknown("answers", summary.total().unpriced());
        unknown("failed attempts", summary.total().unsettled());
    }

    private void unknown(String what, long count) {
        if (count > 0) {
            out.printf("The cost of %d %s is unknown and not in the sum.%n", count, what);
        }
    }

    private void example(Job job) throws IOException {
        Optional<Map<String, Object>> first = first(job.enriched());
        first.ifPresent(ticket -> {
            out.printf(
                    "%n%s from %s (%s) is about %s, priority %s, mood %s. Draft, by %s:%n",
                    ticket.get("id"),
                    ticket.get("customer"),
                    ticket.get("tier"),
                    ticket.get("category"),
                    ticket.get("priority"),
                    ticket.get("sentiment"),
                    ticket.get("draftedBy"));
            String.valueOf(ticket.get("draft")).lines().forEach(line -> out.println("  | " + line));
        });
        out.println();
    }

    private void counts(Job job, Result result) throws IOException {
        out.printf("%d tickets: %d answered (%s)", result.tickets(), result.answered(), job.enriched());
        out.printf(", %d set aside%s%n", result.setAside(), result.setAside() == 0 ? "" : " (" + job.errors() + ")");
        first(job.errors()).ifPresent(error -> out.println("The first of those: " + error.get("error")));
        out.printf(
                "%d failovers: another provider answered where one had failed%n%n",
                result.summary().failovers());
    }

    private static Optional<Map<String, Object>> first(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return Optional.of(Json.map(lines.findFirst().orElse("{}")));
        }
    }

    private void table(List<Usages> rows, Usages total) {
        out.printf(
                ROW,
                "route",
                "provider",
                "model",
                "attempts",
                "answers",
                "tokens in",
                "tokens out",
                "cost USD",
                "p50",
                "p95");
        rows.forEach(this::row);
        row(total);
        out.println();
    }

    private void row(Usages row) {
        out.printf(
                ROW,
                row.asked().route(),
                row.asked().provider(),
                row.asked().model(),
                row.attempts(),
                row.answers(),
                row.inputTokens(),
                row.outputTokens(),
                row.cost().toPlainString(),
                row.percentile(50).map(Report::millis).orElse("-"),
                row.percentile(95).map(Report::millis).orElse("-"));
    }

    private void failures(List<Usages> rows) {
        for (Usages row : rows) {
            if (!row.failures().isEmpty()) {
                out.printf(
                        "%s failed to %s: %s%n",
                        row.asked().provider(), row.asked().route(), kinds(row.failures()));
            }
        }
    }

    private static String kinds(Map<?, Long> failures) {
        return failures.entrySet().stream()
                .map(failure -> failure.getValue() + " " + failure.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String millis(Duration latency) {
        return latency.toMillis() + " ms";
    }
}
