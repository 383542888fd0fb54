/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Profiles on a class path. Folders and jars are listed, jars within a Spring Boot jar too; what cannot be listed (other
 * class loaders, jars without entries for folders) is found by the index file {@value #INDEX}, which names files line by
 * line, or by its id.
 */
final class ClasspathProfiles {

    static final String FOLDER = "META-INF/camel-llm/profiles/";
    static final String INDEX = "META-INF/camel-llm/profiles.index";

    private final ClassLoader loader;

    ClasspathProfiles(ClassLoader loader) {
        this.loader = loader;
    }

    /** All that can be listed, those of this jar first, then those of others from the back of the class path to its front. */
    List<List<ProfileSource>> layers() {
        Map<String, ProfileSource> own = new LinkedHashMap<>();
        Map<String, ProfileSource> others = new LinkedHashMap<>();
        for (URL url : all()) {
            ProfileSource source = ProfileSource.of(url);
            (ours(url) ? own : others).putIfAbsent(source.id(), source);
        }
        return List.of(List.copyOf(own.values()), List.copyOf(others.values()));
    }

    /** The profile of one id, listed or not. */
    Optional<ProfileSource> byId(String id) {
        return Optional.ofNullable(loader.getResource(FOLDER + id + ProfileSource.ENDING))
                .map(ProfileSource::of);
    }

    /** In the order of the class path. */
    private List<URL> all() {
        Map<String, URL> found = new LinkedHashMap<>();
        try {
            for (String name : names()) {
                for (URL url : Collections.list(loader.getResources(FOLDER + name))) {
                    found.putIfAbsent(url.toString(), url);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list profiles on the class path: " + e.getMessage(), e);
        }
        return List.copyOf(found.values());
    }

    private Set<String> names() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (URL index : Collections.list(loader.getResources(INDEX))) {
            read(index)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(names::add);
        }
        for (URL folder : Collections.list(loader.getResources(FOLDER))) {
            names.addAll(list(folder));
        }
        return names;
    }

    private static String read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> list(URL folder) throws IOException {
        if (folder.getProtocol().equals("file")) {
            try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(ProfileSource.ENDING))
                        .sorted()
                        .toList();
            }
        }
        return folder.openConnection() instanceof JarURLConnection jar ? list(jar) : List.of();
    }

    private static List<String> list(JarURLConnection connection) throws IOException {
        connection.setUseCaches(false);
        List<String> names = new ArrayList<>();
        try (var jar = connection.getJarFile()) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(connection.getEntryName()) && name.endsWith(ProfileSource.ENDING))
                    .map(name -> name.substring(connection.getEntryName().length()))
                    .filter(name -> name.indexOf('/') < 0)
                    .sorted()
                    .forEach(names::add);
        }
        return names;
    }

    /** Whether the file stands in the jar or folder that holds this class. */
    private static boolean ours(URL url) {
        CodeSource code = ClasspathProfiles.class.getProtectionDomain().getCodeSource();
        return code != null
                && code.getLocation() != null
                && url.toString().contains(code.getLocation().toString());
    }
}
