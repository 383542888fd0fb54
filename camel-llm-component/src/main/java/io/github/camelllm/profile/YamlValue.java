/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value in a YAML file. Each reading method returns null after it has reported why it could not read. */
final class YamlValue {

    private static final int MOST_SHOWN = 40;
    private static final int MOST_DIGITS = 30;

    private final YamlText text;
    private final Node node;
    private final String path;

    YamlValue(YamlText text, Node node, String path) {
        this.text = text;
        this.node = node;
        this.path = path;
    }

    /** Where it stands in the file, such as {@code models[2].prices[0].rates}. */
    String path() {
        return path;
    }

    void problem(String what) {
        text.problem(node, path.isEmpty() ? what : path + ": " + what);
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether it is the flag false. */
    boolean isFalse() {
        return node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.BOOL)
                && !Boolean.parseBoolean(scalar.getValue());
    }

    /** The text, if it is one; reports nothing. */
    @Nullable
    String reference() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR) ? scalar.getValue() : null;
    }

    @Nullable
    YamlMap map() {
        if (node instanceof MappingNode mapping) {
            return new YamlMap(text, mapping, path);
        }
        return wrong("a map of keys");
    }

    /** A text. */
    @Nullable
    String string() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR) ? filled(scalar) : wrong("a text");
    }

    /** A text or a number, as it is written. */
    @Nullable
    String word() {
        boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
        return number && node instanceof ScalarNode scalar ? scalar.getValue() : string();
    }

    private @Nullable String filled(ScalarNode scalar) {
        return scalar.getValue().isBlank() ? wrong("a text that is not empty") : scalar.getValue();
    }

    @Nullable
    Boolean flag() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)
                ? Boolean.valueOf(scalar.getValue())
                : this.<Boolean>wrong("true or false");
    }

    /** A whole number from {@code least} upwards. */
    @Nullable
    Integer count(int least) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
            try {
                int value = Integer.parseInt(scalar.getValue());
                if (value >= least) {
                    return value;
                }
            } catch (NumberFormatException tooLarge) {
                return wrong("a whole number from " + least + " to " + Integer.MAX_VALUE);
            }
        }
        return wrong("a whole number from " + least + " upwards");
    }

    /** A decimal number from zero upwards, exactly as it is written. */
    @Nullable
    BigDecimal decimal() {
        if (node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))) {
            try {
                BigDecimal value = new BigDecimal(scalar.getValue());
                boolean sizeable = Math.abs((long) value.scale()) <= MOST_DIGITS && value.precision() <= MOST_DIGITS;
                if (value.signum() >= 0 && sizeable) {
                    return value;
                }
            } catch (NumberFormatException notFinite) {
                return wrong("a decimal number from 0 upwards, such as 0.15");
            }
        }
        return wrong("a decimal number from 0 upwards, such as 0.15");
    }

    /** An ISO 4217 code. */
    @Nullable
    String currency() {
        String code = string();
        if (code != null && !code.matches("[A-Z]{3}")) {
            problem("'" + code + "' is not an ISO 4217 code, such as USD");
            return null;
        }
        return code;
    }

    @Nullable
    LocalDate date() {
        if (node instanceof ScalarNode scalar) {
            try {
                return LocalDate.parse(scalar.getValue());
            } catch (DateTimeException notADate) {
                return wrong("a date such as 2026-08-21");
            }
        }
        return wrong("a date such as 2026-08-21");
    }

    /** One of a closed set of names. */
    <T> @Nullable T oneOf(String what, Collection<String> allowed, Function<String, @Nullable T> byName) {
        String name = word();
        if (name == null) {
            return null;
        }
        if (!allowed.contains(name)) {
            problem("unknown " + what + " '" + name + "'" + NearNames.suggestion(name, allowed) + " Allowed: "
                    + String.join(", ", allowed));
            return null;
        }
        return byName.apply(name);
    }

    List<YamlValue> list() {
        if (!(node instanceof SequenceNode sequence)) {
            wrong("a list");
            return List.of();
        }
        List<YamlValue> values = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            values.add(new YamlValue(text, item, path + "[" + values.size() + "]"));
        }
        return values;
    }

    /** A list of texts, each once. */
    List<String> strings() {
        List<String> all = new ArrayList<>();
        for (YamlValue value : list()) {
            String item = value.word();
            if (item != null && all.contains(item)) {
                value.problem("'" + item + "' stands twice in the list; remove one");
            } else if (item != null) {
                all.add(item);
            }
        }
        return all;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // null is a value of every type
    private <T> @Nullable T wrong(String expected) {
        problem("expected " + expected + ", found " + found());
        return null;
    }

    private String found() {
        if (node instanceof ScalarNode scalar) {
            String value = scalar.getValue();
            String shown = value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + "…" : value;
            if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
                return "the number " + shown;
            }
            return scalar.getTag().equals(Tag.NULL) ? "nothing" : "'" + shown + "'";
        }
        return node instanceof SequenceNode ? "a list" : "a map of keys";
    }
}
