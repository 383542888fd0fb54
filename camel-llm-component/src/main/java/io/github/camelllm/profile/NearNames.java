/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the names that somebody may have meant. */
final class NearNames {

    private static final int MOST = 3;

    private NearNames() {}

    /** "; did you mean 'x' or 'y'?", or only a full stop when no name is near. */
    static String suggestion(String asked, Collection<String> known) {
        List<String> near = near(asked, known);
        return near.isEmpty()
                ? "."
                : near.stream()
                        .map(name -> "'" + name + "'")
                        .collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    /** The nearest names, nearest first, at most three. */
    static List<String> near(String asked, Collection<String> known) {
        record Candidate(String name, int distance) {}
        int limit = Math.max(2, asked.length() / 3);
        return known.stream()
                .distinct()
                .map(name -> new Candidate(name, distance(asked, name)))
                .filter(candidate ->
                        candidate.distance() <= Math.min(limit, candidate.name().length() - 1))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    /** How many letters must be put in, taken out, replaced or swapped with their neighbour, ignoring case. */
    private static int distance(String asked, String known) {
        String a = asked.toLowerCase(Locale.ROOT);
        String b = known.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] cost, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
