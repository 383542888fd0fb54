/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that was measured, in a file, so that a run can be made in pieces. */
final class Figures {

    private final Path file;
    private final Map<Figure, Map<Contender, List<Double>>> all = new EnumMap<>(Figure.class);

    private Figures(Path file) {
        this.file = file;
    }

    static Figures in(Path file) throws IOException {
        Figures figures = new Figures(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split("\t");
                List<Double> values =
                        Arrays.stream(words).skip(2).map(Double::valueOf).toList();
                figures.of(Figure.valueOf(words[0])).put(Contender.valueOf(words[1]), new ArrayList<>(values));
            }
        }
        return figures;
    }

    void add(Figure figure, Contender contender, double value) {
        of(figure).computeIfAbsent(contender, c -> new ArrayList<>()).add(value);
    }

    /** Forgets what an earlier run measured. */
    void forget(Figure... figures) {
        for (Figure figure : figures) {
            all.remove(figure);
        }
    }

    Optional<Samples> find(Figure figure, Contender contender) {
        return Optional.ofNullable(of(figure).get(contender)).map(Samples::new);
    }

    private Map<Contender, List<Double>> of(Figure figure) {
        return all.computeIfAbsent(figure, f -> new EnumMap<>(Contender.class));
    }

    void save() throws IOException {
        List<String> lines = new ArrayList<>();
        all.forEach((figure, contenders) -> contenders.forEach((contender, values) -> lines.add(figure + "\t"
                + contender + "\t" + values.stream().map(String::valueOf).collect(Collectors.joining("\t")))));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }
}
