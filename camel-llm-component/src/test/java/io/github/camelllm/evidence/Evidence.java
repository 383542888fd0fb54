/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What tests have proved, by provider and capability: a line each in {@code target/evidence/<test class>.tsv}, from which
 * the docs make their table. Called after the assertions that prove it: a test that fails before tells nothing.
 */
public final class Evidence {

    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "target", "evidence");
    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final Set<Path> BEGUN = ConcurrentHashMap.newKeySet();

    private Evidence() {}

    /**
     * Traffic of the provider, recorded by others, says after decoding what it says itself.
     *
     * @param provider the profile's id
     * @param source the recording's file name
     */
    public static void recorded(String provider, Capability capability, String source) {
        write(caller(), provider, capability, "recorded", source);
    }

    /**
     * The vendor's SDK and we say the same with the same bytes.
     *
     * @param provider the profile's id
     * @param source the SDK's coordinates
     */
    public static void vendorSdk(String provider, Capability capability, String source) {
        write(caller(), provider, capability, "vendor SDK", source);
    }

    /**
     * What we send, or take for an answer, obeys the vendor's machine-readable document.
     *
     * @param provider the profile's id
     * @param source the document's file name and the operation
     */
    public static void vendorDocument(String provider, Capability capability, String source) {
        write(caller(), provider, capability, "vendor document", source);
    }

    /** The test class that is running. */
    private static String caller() {
        return CALLERS.walk(frames -> frames.map(
                        frame -> frame.getDeclaringClass().getNestHost().getName())
                .filter(name -> name.endsWith("Test"))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("evidence is noted by a class whose name ends with Test")));
    }

    private static synchronized void write(
            String test, String provider, Capability capability, String grade, String source) {
        Path file = FOLDER.resolve(test + ".tsv");
        String line = String.join("\t", provider, capability.name(), grade, source) + "\n";
        try {
            Files.createDirectories(FOLDER);
            if (BEGUN.add(file)) {
                Files.deleteIfExists(file);
            }
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note the evidence in " + file, e);
        }
    }
}
