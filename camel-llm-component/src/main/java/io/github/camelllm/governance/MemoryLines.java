/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last lines of a ledger as they are, and what they say of older hours, added up. Thread-safe. */
final class MemoryLines {

    /** So many sums are kept apart; what comes beyond loses first its user and tags, then all. */
    private static final int SUMS = 20_000;

    private static final Map<String, String> NOBODY = Map.of();

    private final int most;
    private final ArrayDeque<LedgerEntry> last;
    private final Map<Key, UsageLine> sums = new HashMap<>();

    private record Key(Instant hour, Map<String, String> group) {}

    MemoryLines(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a ledger keeps at least one line, not " + most);
        }
        this.most = most;
        this.last = new ArrayDeque<>(Math.min(most, 1024));
    }

    synchronized void add(LedgerEntry line) {
        last.add(line);
        if (last.size() > most) {
            rollUp(last.remove());
        }
    }

    private void rollUp(LedgerEntry old) {
        if (old.attempt() == null) {
            return;
        }
        Instant hour = old.at().truncatedTo(ChronoUnit.HOURS);
        Map<String, String> group = new TreeMap<>();
        old.context().forEach((name, value) -> {
            if (Dimension.NAMES.contains(name) || name.startsWith("tags.") || name.equals("routeId")) {
                group.put(name, value);
            }
        });
        group.put("provider", old.provider());
        group.put("model", old.model());
        Key key = new Key(hour, group);
        if (sums.size() >= SUMS && !sums.containsKey(key)) {
            group.keySet().removeIf(name -> name.equals("user") || name.startsWith("tags."));
            key = new Key(hour, group);
        }
        if (sums.size() >= 2 * SUMS && !sums.containsKey(key)) {
            key = new Key(hour, NOBODY);
        }
        sums.merge(key, UsageLine.none(key.group()).plus(old.attempt()), UsageLine::plus);
    }

    synchronized List<LedgerEntry> entries() {
        return List.copyOf(last);
    }

    /** A sum of an hour counts where its hour begins. */
    synchronized List<UsageLine> report(UsageQuery query) {
        Map<Map<String, String>, UsageLine> lines = new LinkedHashMap<>();
        sums.forEach((key, sum) -> {
            if (within(query, key.hour())) {
                Map<String, String> group = group(query, key.group());
                lines.merge(group, UsageLine.none(group).plus(sum), UsageLine::plus);
            }
        });
        for (LedgerEntry line : last) {
            if (line.attempt() != null && within(query, line.at())) {
                Map<String, String> known = new HashMap<>(line.context());
                known.put("provider", line.provider());
                known.put("model", line.model());
                Map<String, String> group = group(query, known);
                lines.merge(group, UsageLine.none(group).plus(line.attempt()), UsageLine::plus);
            }
        }
        return new ArrayList<>(lines.values());
    }

    private static boolean within(UsageQuery query, Instant at) {
        return !at.isBefore(query.from()) && at.isBefore(query.to());
    }

    private static Map<String, String> group(UsageQuery query, Map<String, String> known) {
        Map<String, String> group = new LinkedHashMap<>();
        for (Dimension dimension : query.by()) {
            String value = dimension.of(known);
            group.put(dimension.name(), value == null ? "" : value);
        }
        return group;
    }
}
