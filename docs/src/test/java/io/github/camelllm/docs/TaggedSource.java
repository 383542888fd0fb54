/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.util.ArrayList;
import java.util.List;

/** Reads a source of a code block: a whole file, or the region between {@code tag::name[]} and {@code end::name[]}. */
final class TaggedSource {

    private TaggedSource() {}

    /**
     * The code, moved to the left margin, without lines that carry tags.
     *
     * @param reference {@code path} or {@code path#region}
     * @throws IllegalArgumentException when there is no such file or region
     */
    static String read(String reference) {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        if (!Repo.has(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        List<String> lines = Repo.read(file).lines().toList();
        return dedented(hash < 0 ? withoutTags(lines) : region(file, reference.substring(hash + 1), lines));
    }

    private static List<String> region(String file, String name, List<String> lines) {
        int start = indexOf(lines, "tag::" + name + "[]");
        int end = indexOf(lines, "end::" + name + "[]");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "there is no region from tag::" + name + "[] to end::" + name + "[] in " + file);
        }
        List<String> region = withoutTags(lines.subList(start + 1, end));
        if (region.isEmpty()) {
            throw new IllegalArgumentException("the region " + name + " of " + file + " is empty");
        }
        return region;
    }

    private static int indexOf(List<String> lines, String marker) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(marker)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> withoutTags(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.matches(".*\\b(tag|end)::[\\w-]+\\[].*"))
                .toList();
    }

    private static String dedented(List<String> lines) {
        int margin = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        List<String> moved = new ArrayList<>();
        lines.forEach(line -> moved.add(line.isBlank() ? "" : line.substring(margin)));
        return String.join("\n", moved).strip().isEmpty() ? "" : trimmed(moved);
    }

    private static String trimmed(List<String> lines) {
        int first = 0;
        int last = lines.size();
        while (lines.get(first).isEmpty()) {
            first++;
        }
        while (lines.get(last - 1).isEmpty()) {
            last--;
        }
        return String.join("\n", lines.subList(first, last));
    }
}
