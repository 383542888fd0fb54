/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.main.Main;

/** A folder of input for one run, and what the run wrote. */
final class Bench {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;

    private Bench(Path folder) {
        this.folder = folder;
    }

    /** A copy of the example's own data without its faults. */
    static Bench in(Path folder) throws IOException {
        for (String name : List.of("tickets.jsonl", "customers.json")) {
            Files.copy(Path.of("data", name), folder.resolve(name));
        }
        Bench bench = new Bench(folder);
        bench.faults("[]");
        return bench;
    }

    Bench tickets(String... lines) throws IOException {
        Files.write(folder.resolve("tickets.jsonl"), List.of(lines));
        return this;
    }

    /** Keeps only the first tickets. */
    Bench firstTickets(int count) throws IOException {
        return tickets(Files.readAllLines(folder.resolve("tickets.jsonl"))
                .subList(0, count)
                .toArray(String[]::new));
    }

    Bench addTicket(String line) throws IOException {
        Files.writeString(folder.resolve("tickets.jsonl"), line + "\n", StandardOpenOption.APPEND);
        return this;
    }

    Bench faults(String yaml) throws IOException {
        Files.writeString(folder.resolve("faults.yaml"), yaml);
        return this;
    }

    Job job(String dsl) {
        return new Job(folder, folder.resolve("out"), dsl, PATIENCE, false);
    }

    Result run(String dsl) throws Exception {
        return new Quickstart(job(dsl)).run(silence());
    }

    Result run(Job job) throws Exception {
        return new Quickstart(job).run(silence());
    }

    Result run(Consumer<Main> routes) throws Exception {
        return new Quickstart(job("yaml"), routes).run(silence());
    }

    List<JsonNode> input() throws IOException {
        return read(folder.resolve("tickets.jsonl"));
    }

    List<JsonNode> enriched() throws IOException {
        return read(folder.resolve("out/enriched.jsonl"));
    }

    List<JsonNode> errors() throws IOException {
        return read(folder.resolve("out/errors.jsonl"));
    }

    JsonNode customers() throws IOException {
        return MAPPER.readTree(folder.resolve("customers.json").toFile());
    }

    static PrintStream silence() {
        return new PrintStream(OutputStream.nullOutputStream());
    }

    private static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> values = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                values.add(MAPPER.readTree(line));
            }
        }
        return values;
    }
}
