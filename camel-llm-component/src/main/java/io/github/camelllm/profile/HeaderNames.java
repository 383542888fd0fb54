/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what a profile says of headers, so that no call fails for it. (RFC 9110, section 5, read 2026-11-25.) */
final class HeaderNames {

    private static final String NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final String VALUE = "[\\t\\u0020-\\u007e\\u0080-\\u00ff]*";
    private static final String PARAMETER = "[A-Za-z0-9._~-]+";

    private HeaderNames() {}

    /** Values by the names of headers. */
    static Map<String, String> headers(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return Map.of();
        }
        Map<String, String> headers = map.words();
        headers.forEach((name, words) -> {
            header(map.key(name), name);
            if (!words.matches(VALUE)) {
                map.key(name).problem("the value of header '" + name + "' has a character that a header cannot carry");
            }
        });
        return headers;
    }

    /** The name of what carries a key; null, and a problem, when it cannot be one. */
    static @Nullable String carrier(YamlValue value, AuthSpec.Scheme scheme) {
        String name = value.string();
        if (name == null) {
            return null;
        }
        if (scheme != AuthSpec.Scheme.QUERY) {
            return header(value, name);
        }
        if (!name.matches(PARAMETER)) {
            value.problem("'" + name + "' is no name of a query parameter; allowed are letters, digits and ._~-");
            return null;
        }
        return name;
    }

    private static @Nullable String header(YamlValue place, String name) {
        if (!name.matches(NAME)) {
            place.problem("'" + name + "' is not a header name; allowed are letters, digits and !#$%&'*+-.^_`|~");
            return null;
        }
        return name;
    }
}
