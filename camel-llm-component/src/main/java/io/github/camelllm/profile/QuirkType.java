/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.List;
import java.util.Objects;

/**
 * What the value of a quirk looks like in a profile.
 *
 * @param form its form
 * @param words the texts that are allowed, in a map its values; empty: any
 * @param keys the names that are allowed in a map; empty: any
 */
public record QuirkType(Form form, List<String> words, List<String> keys) {

    /** true or false. */
    public static final QuirkType FLAG = new QuirkType(Form.FLAG, List.of(), List.of());
    /** A text. */
    public static final QuirkType TEXT = new QuirkType(Form.TEXT, List.of(), List.of());
    /** A number, kept as a text. */
    public static final QuirkType NUMBER = new QuirkType(Form.NUMBER, List.of(), List.of());
    /** An ISO 4217 code. */
    public static final QuirkType CURRENCY = new QuirkType(Form.CURRENCY, List.of(), List.of());
    /** A list of texts. */
    public static final QuirkType LIST = new QuirkType(Form.LIST, List.of(), List.of());
    /** Texts by name. */
    public static final QuirkType MAP = new QuirkType(Form.MAP, List.of(), List.of());

    public QuirkType {
        Objects.requireNonNull(form, "form");
        words = List.copyOf(words);
        keys = List.copyOf(keys);
    }

    /** One of these texts. */
    public static QuirkType oneOf(String... words) {
        return new QuirkType(Form.TEXT, List.of(words), List.of());
    }

    /** Any texts, by these names. */
    public static QuirkType mapOf(String... keys) {
        return new QuirkType(Form.MAP, List.of(), List.of(keys));
    }

    /** These texts, by any names. */
    public static QuirkType mapTo(String... words) {
        return new QuirkType(Form.MAP, List.of(words), List.of());
    }

    /** The forms of values. */
    public enum Form {
        /** true or false. */
        FLAG,
        /** A text. */
        TEXT,
        /** A decimal number. */
        NUMBER,
        /** An ISO 4217 code. */
        CURRENCY,
        /** A list of texts. */
        LIST,
        /** Texts by name. */
        MAP
    }
}
