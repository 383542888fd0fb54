/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the component's jar brings into an application that has camel-core: both found by reading POMs. */
final class Footprint {

    /**
     * A jar of somebody else.
     *
     * @param shared whether camel-core brings it as well
     */
    record Jar(String coordinates, long bytes, boolean shared) {}

    private static final String COMPONENT = "camel-llm-component";

    private final Map<String, Path> classpath = classpath();

    /** The third-party jars that the component adds to camel-core-engine, the least that a Camel application has. */
    List<Jar> added() {
        Set<String> core = closure("camel-core", Set.of()).keySet();
        Set<String> engine = closure("camel-core-engine", Set.of()).keySet();
        List<Jar> jars = new ArrayList<>();
        closure(COMPONENT, engine).values().forEach(artifact -> {
            Path jar = jar(artifact.artifactId());
            String version = jar.getParent().getFileName().toString();
            jars.add(new Jar(artifact.id() + ":" + version, size(jar), core.contains(artifact.id())));
        });
        return jars;
    }

    /** Bytes of the component itself: its jar, or its classes as a jar would have them when it is not packed yet. */
    long own() {
        Path component = classpath.get(COMPONENT);
        return Files.isDirectory(component) ? deflated(component) : size(component);
    }

    String asciiDoc() {
        List<Jar> added = added();
        List<List<String>> rows = new ArrayList<>();
        added.forEach(jar ->
                rows.add(List.of("`" + jar.coordinates() + "`", kilobytes(jar.bytes()), jar.shared() ? "yes" : "no")));
        long sum = added.stream().mapToLong(Jar::bytes).sum();
        return new Table("5,1,2", List.of("Jar", "kB", "Has camel-core anyway?"), rows).in(".adoc")
                + "\n\nThese are " + added.size() + " jars with " + kilobytes(sum) + " kB; `" + COMPONENT
                + "` itself is one more.";
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", Math.round(bytes / 1000.0));
    }

    /** What an artifact needs at run time, itself not counted, without what is there already. */
    private Map<String, Dependencies.Artifact> closure(String root, Set<String> present) {
        Map<String, Dependencies.Artifact> found = new TreeMap<>();
        List<Path> open = new ArrayList<>(List.of(pom(root)));
        while (!open.isEmpty()) {
            for (Dependencies.Artifact artifact : Dependencies.atRuntime(open.remove(0))) {
                if (!present.contains(artifact.id()) && found.putIfAbsent(artifact.id(), artifact) == null) {
                    open.add(pom(artifact.artifactId()));
                }
            }
        }
        return found;
    }

    private Path pom(String artifactId) {
        if (artifactId.equals(COMPONENT)) {
            return Repo.path(COMPONENT + "/pom.xml");
        }
        Path jar = jar(artifactId);
        return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ".pom"));
    }

    private Path jar(String artifactId) {
        Path jar = classpath.get(artifactId);
        if (jar == null) {
            throw new AssertionError("no jar of " + artifactId + " on the class path of this test");
        }
        return jar;
    }

    /** By artifact id: a jar of the local repository lies at group/artifact/version/artifact-version.jar. */
    private static Map<String, Path> classpath() {
        Map<String, Path> jars = new LinkedHashMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (path.startsWith(Repo.path(COMPONENT))) {
                jars.put(COMPONENT, path);
            } else if (entry.endsWith(".jar") && path.getNameCount() > 3) {
                jars.put(path.getParent().getParent().getFileName().toString(), path);
            }
        }
        return jars;
    }

    private static long deflated(Path folder) {
        try (Stream<Path> files = Files.walk(folder);
                ByteArrayOutputStream jar = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
            zip.finish();
            return jar.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot measure " + folder, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot measure " + file, e);
        }
    }
}
