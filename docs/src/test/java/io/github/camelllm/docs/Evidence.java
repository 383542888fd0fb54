/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a provider has a grade for a capability: a test that went through.
 *
 * @param provider the profile's id
 * @param capability what was proved
 * @param grade how
 * @param test the class of the test, in the component
 * @param sources how many recordings, documents or SDKs it was proved with
 */
record Evidence(String provider, Capability capability, Grade grade, String test, int sources) {

    /** What the tests proved the last time that the whole suite ran with all that it can read. */
    static final String FILE = "docs/evidence.tsv";

    /** Whether all tests ran, those on recordings as well: the component is tested before the docs. */
    static final boolean WHOLE = Boolean.parseBoolean(System.getenv("CAMEL_LLM_REQUIRE_SHARED"));

    private static final String HEAD = """
            # What the component's tests prove, from what they note as they go through. Generated; to renew it:
            # CAMEL_LLM_REQUIRE_SHARED=true ./mvnw verify -Ddocs.update=true
            # provider	capability	grade	test	sources
            """;

    /** What tests of the component have just noted. */
    private static final String NOTES = "camel-llm-component/target/evidence";

    /** All that is proved. Without an entry the grade is {@link Grade#DOCUMENTATION}: a profile names its sources. */
    static List<Evidence> all() {
        return file().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(cells -> new Evidence(
                        cells[0],
                        Capability.valueOf(cells[1]),
                        Grade.of(cells[2]),
                        cells[3],
                        Integer.parseInt(cells[4])))
                .toList();
    }

    static String file() {
        if (WHOLE && Repo.UPDATE) {
            if (!Repo.has(NOTES)) {
                throw new IllegalStateException(
                        "no test of the component noted anything, and the evidence of all would"
                                + " be lost: run the whole suite, CAMEL_LLM_REQUIRE_SHARED=true ./mvnw verify -Ddocs.update=true");
            }
            Repo.write(FILE, noted());
        }
        return Repo.read(FILE);
    }

    /** What the tests of this build noted, in the form of the file. */
    static String noted() {
        TreeMap<String, TreeSet<String>> sources = new TreeMap<>();
        Stream<String> notes = Repo.has(NOTES) ? Repo.made(NOTES, ".tsv") : Stream.empty();
        notes.forEach(file -> {
            String test = file.substring(file.lastIndexOf('/') + 1).replace(".tsv", "");
            Repo.read(file)
                    .lines()
                    .map(line -> line.split("\t"))
                    .forEach(cells -> sources.computeIfAbsent(
                                    String.join("\t", cells[0], cells[1], cells[2], test), row -> new TreeSet<>())
                            .add(cells[3]));
        });
        return sources.entrySet().stream()
                .map(row -> row.getKey() + "\t" + row.getValue().size() + "\n")
                .collect(Collectors.joining("", HEAD, ""));
    }

    /** How sure we are, by what is proved. */
    static Grade best(List<Evidence> proved, String provider, Capability capability) {
        return proved.stream()
                .filter(evidence -> evidence.provider().equals(provider) && evidence.capability() == capability)
                .map(Evidence::grade)
                .min(Comparator.naturalOrder())
                .orElse(Grade.DOCUMENTATION);
    }

    String source() {
        return "camel-llm-component/src/test/java/" + test.replace('.', '/') + ".java";
    }
}
