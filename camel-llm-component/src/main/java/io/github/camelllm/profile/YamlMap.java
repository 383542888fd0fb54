/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A map in a YAML file. A key that stands twice, or that is no text, is a problem. */
final class YamlMap {

    private final YamlValue self;
    private final Map<String, YamlValue> values = new LinkedHashMap<>();
    private final Map<String, YamlValue> keys = new LinkedHashMap<>();

    YamlMap(YamlText text, MappingNode node, String path) {
        this.self = new YamlValue(text, node, path);
        for (NodeTuple tuple : node.getValue()) {
            YamlValue key = new YamlValue(text, tuple.getKeyNode(), path);
            if (tuple.getKeyNode() instanceof ScalarNode scalar) {
                String name = scalar.getValue();
                if (values.containsKey(name)) {
                    key.problem("key '" + name + "' stands twice; remove one");
                } else {
                    keys.put(name, key);
                    values.put(
                            name, new YamlValue(text, tuple.getValueNode(), path.isEmpty() ? name : path + "." + name));
                }
            } else {
                key.problem("a key must be a text");
            }
        }
    }

    /** Reports keys that are not among these. */
    YamlMap only(String... allowed) {
        List<String> known = List.of(allowed);
        keys.forEach((name, key) -> {
            if (!known.contains(name)) {
                key.problem("unknown key '" + name + "'" + NearNames.suggestion(name, known) + " Allowed keys: "
                        + String.join(", ", known));
            }
        });
        return this;
    }

    void problem(String what) {
        self.problem(what);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    YamlValue get(String name) {
        return values.get(name);
    }

    /** What stands under the name; null, and a problem, when nothing does. */
    @Nullable
    YamlValue required(String name, String hint) {
        YamlValue value = values.get(name);
        if (value == null) {
            self.problem("key '" + name + "' is missing: " + hint);
        }
        return value;
    }

    /** The value as something else; null when it is absent or wrong. */
    <T> @Nullable T read(String name, Function<YamlValue, @Nullable T> how) {
        YamlValue value = values.get(name);
        return value == null ? null : how.apply(value);
    }

    /** All values by name, in their order. */
    Map<String, YamlValue> entries() {
        return values;
    }

    /** Where a key itself stands. */
    YamlValue key(String name) {
        return keys.getOrDefault(name, self);
    }

    /** Texts by name. */
    Map<String, String> words() {
        Map<String, String> all = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            String word = value.word();
            if (word != null) {
                all.put(name, word);
            }
        });
        return all;
    }
}
