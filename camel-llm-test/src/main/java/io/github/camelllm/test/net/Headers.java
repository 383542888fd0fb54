/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header lines of one request in the order and spelling of the wire. Names are compared without regard to case.
 *
 * @param block the lines, each with its line end, without the request line and without the empty line
 */
public record Headers(String block) {

    /** The first value under this name. */
    public Optional<String> first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** All values under this name, one for each line. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                values.add(line.substring(colon + 1).strip());
            }
        });
        return List.copyOf(values);
    }

    public boolean contains(String name) {
        return !all(name).isEmpty();
    }

    /** All headers, name to values, in wire order and wire spelling. */
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                map.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        });
        return map;
    }

    private List<String> lines() {
        return block.lines().toList();
    }
}
