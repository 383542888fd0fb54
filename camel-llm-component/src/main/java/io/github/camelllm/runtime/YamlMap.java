/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code {a=1, b={c=2}}}: Camel's YAML routes hand a nested map of an option on in this form, with texts as
 * leaves. (org.apache.camel.dsl.yaml.common.YamlSupport.createEndpointUri of Camel 4.18.0, read 2026-11-25.)
 */
final class YamlMap {

    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    YamlMap(String text) {
        this.text = text;
    }

    Map<String, Object> read() {
        Map<String, Object> all = map();
        if (at != text.length()) {
            throw problem("something follows the map");
        }
        return all;
    }

    private Map<String, Object> map() {
        Map<String, Object> entries = new LinkedHashMap<>();
        take('{');
        if (++depth > DEEPEST) {
            throw problem("nested deeper than " + DEEPEST + " levels");
        }
        while (peek() != '}') {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                throw problem("an entry has no value");
            }
            String name = text.substring(at, equals).strip();
            at = equals + 1;
            entries.put(name, value());
            if (peek() == ',') {
                at++;
                skipBlanks();
            }
        }
        take('}');
        depth--;
        return entries;
    }

    private Object value() {
        if (peek() == '{' && !text.startsWith("{\"", at)) {
            return map();
        }
        int from = at;
        int depth = 0;
        while (depth > 0 || !ends()) {
            char c = peek();
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at++;
        }
        Object value = OptionValue.of(text.substring(from, at));
        return value == null ? "" : value;
    }

    /** A value ends at the brace, or at a comma after which another entry begins. */
    private boolean ends() {
        char c = peek();
        if (c == '}') {
            return true;
        }
        return c == ',' && text.substring(at).matches("(?s), [^,={}]+=.*");
    }

    private char peek() {
        if (at >= text.length()) {
            throw problem("it ends early");
        }
        return text.charAt(at);
    }

    private void take(char c) {
        if (peek() != c) {
            throw problem("expected '" + c + "'");
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException problem(String what) {
        return new IllegalArgumentException("the map cannot be read at character " + (at + 1) + ": " + what
                + "; write JSON, such as {\"a\": 1}, or options with dots, such as providerOptions.a=1");
    }
}
