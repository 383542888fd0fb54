/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the summary must say, worked out from the files alone: each ticket asks Mistral twice, first to classify and then
 * to draft; a call that the script breaks goes to OpenAI. The simulator counts a word as a token, and four for a message.
 */
final class Expectation {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int PER_MESSAGE = 4;
    private static final int WORDS_OF_A_CLASSIFICATION = 6;

    private final Bench bench;
    private final Set<Integer> broken;

    /**
     * @param broken numbers of Mistral's calls that fail
     */
    Expectation(Bench bench, Integer... broken) {
        this.bench = bench;
        this.broken = new TreeSet<>(List.of(broken));
    }

    /** Route, provider, attempts, answers, input tokens, output tokens and cost of each row. */
    List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String route : List.of("classify", "draft")) {
            mistral(route, rows);
            openai(route, rows);
        }
        return rows;
    }

    static List<String> of(Summary summary) {
        return summary.rows().stream()
                .map(row -> line(
                        row.asked().route(),
                        row.asked().provider(),
                        row.attempts(),
                        row.answers(),
                        row.inputTokens(),
                        row.outputTokens(),
                        row.cost()))
                .toList();
    }

    private void mistral(String route, List<String> rows) throws IOException {
        Tokens tokens = tokens(route, false);
        int asked = bench.input().size();
        rows.add(line(route, "mistral", asked, tokens.answers, tokens.in, tokens.out, tokens.cost("0.15", "0.60")));
    }

    private void openai(String route, List<String> rows) throws IOException {
        Tokens tokens = tokens(route, true);
        if (tokens.answers > 0) {
            rows.add(line(
                    route,
                    "openai",
                    tokens.answers,
                    tokens.answers,
                    tokens.in,
                    tokens.out,
                    tokens.cost("0.75", "4.50")));
        }
    }

    /** The tokens of the answers that came from the first or from the second provider. */
    private Tokens tokens(String route, boolean second) throws IOException {
        boolean classify = route.equals("classify");
        long system = words(Files.readString(Path.of("src/main/resources", route + ".txt")));
        Tokens tokens = new Tokens();
        for (int i = 0; i < bench.input().size(); i++) {
            int call = 2 * i + (classify ? 1 : 2);
            if (broken.contains(call) == second) {
                tokens.answers++;
                tokens.in += system + PER_MESSAGE + prompt(i, classify) + PER_MESSAGE;
                tokens.out += classify
                        ? WORDS_OF_A_CLASSIFICATION
                        : words(bench.enriched().get(i).path("draft").asText());
            }
        }
        return tokens;
    }

    private long prompt(int i, boolean classify) throws IOException {
        JsonNode ticket = bench.input().get(i);
        JsonNode customer = bench.customers().path(ticket.path("customer").asText());
        long words = words("Customer: " + customer.path("name").asText() + " (tier)")
                + words("Subject: " + ticket.path("subject").asText())
                + words(ticket.path("text").asText());
        return classify ? words : words + words("Category: c, priority: p");
    }

    private static long words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static String line(
            String route, String provider, long attempts, long answers, long in, long out, BigDecimal cost) {
        return "%s %s: %d attempts, %d answers, %d in, %d out, %s USD"
                .formatted(
                        route,
                        provider,
                        attempts,
                        answers,
                        in,
                        out,
                        cost.stripTrailingZeros().toPlainString());
    }

    private static final class Tokens {
        private int answers;
        private long in;
        private long out;

        BigDecimal cost(String inPrice, String outPrice) {
            return new BigDecimal(inPrice)
                    .multiply(BigDecimal.valueOf(in))
                    .add(new BigDecimal(outPrice).multiply(BigDecimal.valueOf(out)))
                    .divide(MILLION);
        }
    }
}
