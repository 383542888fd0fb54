/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.evidence.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of recordings, and which of them are not decoded and why: {@code recordings/excluded.tsv}. */
final class RecordingFiles {

    private static final Map<String, String> EXCLUDED = read();

    private RecordingFiles() {}

    /** All files of a folder and of those below it, by their path below the recordings. */
    static Map<String, Path> in(String folder) {
        Path root = Shared.folder("recordings");
        try (Stream<Path> all = Files.walk(Shared.folder("recordings/" + folder))) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> root.relativize(file).toString().replace('\\', '/'),
                            file -> file,
                            (a, b) -> a,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of them that must be decoded. */
    static Map<String, Path> toDecode(String folder) {
        Map<String, Path> files = in(folder);
        files.keySet().removeAll(EXCLUDED.keySet());
        return files;
    }

    /** All that is excluded, with the reason. */
    static Map<String, String> excluded() {
        return EXCLUDED;
    }

    /** What of the folder is excluded, with the reason. */
    static Map<String, String> excludedFrom(String folder) {
        return EXCLUDED.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(folder + "/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** Tells how many were decoded, and what was not; docs and CI rely on the form. */
    static void print(String folder, int decoded) {
        Map<String, List<String>> byReason = new TreeMap<>();
        excludedFrom(folder)
                .forEach((file, reason) -> byReason.computeIfAbsent(reason, r -> new ArrayList<>())
                        .add(file.substring(folder.length() + 1)));
        List<String> skipped = byReason.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(" ", entry.getValue()))
                .toList();
        System.out.println("recordings " + folder + ": decoded " + decoded + ", skipped "
                + excludedFrom(folder).size() + " " + skipped);
    }

    private static Map<String, String> read() {
        try (InputStream list = RecordingFiles.class.getResourceAsStream("/recordings/excluded.tsv")) {
            String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
