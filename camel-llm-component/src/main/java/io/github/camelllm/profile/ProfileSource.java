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
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with a profile.
 *
 * @param id the provider's, which is the file's name without its ending
 * @param file its name in messages
 * @param content reads it
 */
record ProfileSource(String id, String file, Content content) {

    static final String ENDING = ".yaml";

    static ProfileSource of(Path path) {
        return new ProfileSource(
                id(path.getFileName().toString()),
                path.toString(),
                () -> Files.readString(path, StandardCharsets.UTF_8));
    }

    static ProfileSource of(URL url) {
        return new ProfileSource(id(url.getPath()), url.toString(), () -> {
            var connection = url.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    private static String id(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /**
     * The text of the file.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    String text() {
        try {
            return content.read();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read profile " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads the text. */
    interface Content {
        String read() throws IOException;
    }
}
