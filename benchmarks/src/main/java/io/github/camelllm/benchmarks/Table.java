/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figures as a table in Markdown: medians, and in brackets what {@code llm:} has divided by it. */
final class Table {

    private final Figures figures;

    Table(Figures figures) {
        this.figures = figures;
    }

    String text() {
        String titles = Arrays.stream(Contender.values())
                .map(contender -> " " + contender.title() + " |")
                .collect(Collectors.joining());
        String ruler = "---|" + "---:|".repeat(Contender.values().length);
        String rows = Arrays.stream(Figure.values())
                .filter(figure -> figures.find(figure, Contender.LLM).isPresent())
                .map(this::row)
                .collect(Collectors.joining());
        return "| |" + titles + "\n|" + ruler + "\n" + rows;
    }

    private String row(Figure figure) {
        return "| " + figure.title() + " |"
                + Arrays.stream(Contender.values())
                        .map(contender -> " " + cell(figure, contender) + " |")
                        .collect(Collectors.joining())
                + "\n";
    }

    private String cell(Figure figure, Contender contender) {
        Optional<Samples> found = figures.find(figure, contender);
        if (found.isEmpty()) {
            return "–";
        }
        String value = String.format(
                Locale.ROOT, "%,." + figure.decimals() + "f", found.get().median());
        if (contender == Contender.LLM) {
            return value;
        }
        return value + " ("
                + ratio(figures.find(figure, Contender.LLM).orElseThrow().over(found.get())) + ")";
    }

    private static String ratio(Samples ratios) {
        return ratios.many()
                ? String.format(Locale.ROOT, "%.2f; %.2f–%.2f", ratios.median(), ratios.low(), ratios.high())
                : String.format(Locale.ROOT, "%.2f", ratios.median());
    }
}
