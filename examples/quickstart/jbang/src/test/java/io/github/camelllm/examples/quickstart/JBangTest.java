/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JBangTest {

    private static final Path OUTPUT = Path.of("../target/jbang");
    private static final Path SERVERS = Path.of("../target/servers.properties");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void the_camel_cli_runs_the_same_routes_as_the_script_says(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log.txt");
        Files.createDirectories(OUTPUT);
        Files.deleteIfExists(OUTPUT.resolve("enriched.jsonl"));
        Files.deleteIfExists(OUTPUT.resolve("errors.jsonl"));
        try (Servers servers = Servers.start(new Job(Path.of("../data"), OUTPUT, "yaml", PATIENCE, false))) {
            servers.writeDown(SERVERS);

            Process cli = start(log);

            assertThat(cli.waitFor(3, TimeUnit.MINUTES))
                    .as(Files.readString(log))
                    .isTrue();
        }
        assertThat(OUTPUT.resolve("errors.jsonl")).as(Files.readString(log)).doesNotExist();
        assertThat(ids(OUTPUT.resolve("enriched.jsonl"))).isEqualTo(ids(Path.of("../data/tickets.jsonl")));
    }

    private static Process start(Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                classPathWithoutTheExample(),
                CamelCli.class.getName()));
        command.addAll(arguments());
        command.add("--download=false");
        command.add("--logging-color=false");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** What the script hands to {@code camel}. */
    private static List<String> arguments() throws IOException {
        String script = Files.readString(Path.of("run.sh")).replace("\\\n", " ");
        String line = script.lines()
                .filter(command -> command.startsWith("camel "))
                .findFirst()
                .orElseThrow();
        return List.of(line.substring("camel ".length()).strip().split("\\s+"));
    }

    /** So that prompts and schema are found because they were given to the CLI. */
    private static String classPathWithoutTheExample() {
        Path example = Path.of("../target").toAbsolutePath().normalize();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).toAbsolutePath().normalize().startsWith(example))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> ids(Path file) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            ids.add(new ObjectMapper().readTree(line).path("id").asText());
        }
        return ids;
    }
}
