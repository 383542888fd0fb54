/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of {@code pitfalls.tsv}: a pitfall that a provider's facts name, and what became of it.
 *
 * @param provider the profile's id
 * @param number as the facts count it, or its place in their list
 * @param hash of the facts' words, so that a change of them is noticed
 * @param pitfall in words of our own
 * @param kind of what became of it
 * @param shown the tests that show it, or the reason why none can or does
 */
record Pitfall(String provider, int number, String hash, String pitfall, Kind kind, List<String> shown) {

    private static final Pattern ITEM = Pattern.compile("(?:-|(\\d+)\\.) +(.+)");

    /** What became of a pitfall. */
    enum Kind {
        /** Tests show that we avoid it. */
        TEST,
        /** It cannot matter to us. */
        REASON,
        /** It matters, and something is missing. */
        OPEN
    }

    /** Provider, number and hash: the item of the facts that the row answers. */
    String item() {
        return provider + " " + number + " " + hash;
    }

    /** The rows of the file. */
    static List<Pitfall> all() {
        try (InputStream in = Objects.requireNonNull(Pitfall.class.getResourceAsStream("/pitfalls.tsv"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Pitfall::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read pitfalls.tsv", e);
        }
    }

    private static Pitfall row(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 5 || Arrays.stream(cells).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("pitfalls.tsv: five filled columns are needed: " + line);
        }
        int colon = cells[4].indexOf(": ");
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "pitfalls.tsv: the last column begins with test:, reason: or open: " + line);
        }
        Kind kind = Kind.valueOf(cells[4].substring(0, colon).toUpperCase(Locale.ROOT));
        String words = cells[4].substring(colon + 2);
        return new Pitfall(
                cells[0],
                Integer.parseInt(cells[1]),
                cells[2],
                cells[3],
                kind,
                kind == Kind.TEST ? List.of(words.split(" ")) : List.of(words));
    }

    /** The items of the section "Limits and pitfalls" of a provider's facts, as {@link #item} writes them. */
    static List<String> items(String provider, Path facts) {
        List<String> items = new ArrayList<>();
        boolean within = false;
        for (String line : read(facts)) {
            if (line.startsWith("## ")) {
                within = line.equals("## Limits & pitfalls");
            } else if (within) {
                Matcher item = ITEM.matcher(line);
                if (item.matches()) {
                    int number = item.group(1) == null ? items.size() + 1 : Integer.parseInt(item.group(1));
                    items.add(provider + " " + number + " " + hash(item.group(2)));
                } else if (!line.isBlank()) {
                    throw new IllegalStateException(facts + ": neither an item nor blank: " + line);
                }
            }
        }
        return items;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String hash(String words) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(words.strip().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
