/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository, by path from its root, with slashes. */
final class Repo {

    /** Set by {@code -Ddocs.update=true}: pages are brought up to date instead of checked. */
    static final boolean UPDATE = Boolean.getBoolean("docs.update");

    static final String HOW_TO_UPDATE = "to bring the pages up to date: ./mvnw -pl docs -am test -Ddocs.update=true"
            + " -Dtest='CodeBlocksTest,GeneratedTablesTest' -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Path ROOT =
            Path.of(System.getProperty("camel.llm.root", "..")).toAbsolutePath().normalize();

    private Repo() {}

    static Path path(String file) {
        return ROOT.resolve(file);
    }

    static boolean has(String file) {
        return Files.exists(path(file));
    }

    static String read(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static void write(String file, String text) {
        try {
            Files.writeString(path(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** README, CONTRIBUTING, the changelog, all AsciiDoc pages and the READMEs of the examples. */
    static List<String> pages() {
        return Stream.of(
                        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                .filter(Repo::has),
                        files("docs/modules", ".adoc"),
                        files("examples", "README.md"))
                .flatMap(files -> files)
                .toList();
    }

    /** Files below a folder whose names end so, sorted, without what a build made. */
    static Stream<String> files(String folder, String ending) {
        return made(folder, ending).filter(file -> !file.contains("/target/"));
    }

    /** Files below a folder whose names end so, sorted. */
    static Stream<String> made(String folder, String ending) {
        try (Stream<Path> all = Files.walk(path(folder))) {
            return all
                    .filter(Files::isRegularFile)
                    .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(ending))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
