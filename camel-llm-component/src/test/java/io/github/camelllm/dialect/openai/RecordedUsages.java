/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.model.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The usages of all recordings that are decoded, those of streams at each event. */
final class RecordedUsages {

    private final Set<JsonNode> all = new LinkedHashSet<>();

    private RecordedUsages() {}

    static Set<JsonNode> stated() {
        return Once.ALL;
    }

    private static Set<JsonNode> read() {
        RecordedUsages usages = new RecordedUsages();
        RecordingsTest.folders()
                .forEach(folder ->
                        RecordingFiles.toDecode(folder.name()).values().forEach(usages::add));
        RecordingFiles.toDecode(Cassette.FOLDER).values().forEach(usages::addCassette);
        return usages.all;
    }

    /** In buckets. */
    static List<Usage> buckets() {
        return stated().stream()
                .map(usage -> new Usage(new RecordedUsage(usage, false).buckets()))
                .distinct()
                .toList();
    }

    private void add(Path file) {
        try {
            String text = Files.readString(file);
            if (file.toString().endsWith(".chunks.txt")) {
                text.lines().filter(line -> !line.isBlank()).forEach(this::add);
            } else {
                add(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addCassette(Path file) {
        try {
            Cassette cassette = Cassette.read(file);
            if (cassette.streamed()) {
                cassette.payloads().forEach(this::add);
            } else {
                add(cassette.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String json) {
        JsonNode usage = Recorded.tree(json).path("usage");
        if (usage.isObject()) {
            all.add(usage);
        }
    }

    /** They are read when they are first asked for: there may be no recordings. */
    private static final class Once {
        static final Set<JsonNode> ALL = Collections.unmodifiableSet(read());
    }
}
