/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import io.github.camelllm.test.net.Headers;
import io.github.camelllm.test.net.WireRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a {@link TokenAuthority}.
 *
 * @param path without the query
 * @param form the fields of the query and of the body
 */
public record TokenRequest(String method, String path, Headers headers, Map<String, String> form) {

    public TokenRequest {
        form = Map.copyOf(form);
    }

    static TokenRequest of(WireRequest wire) {
        String[] target = wire.target().split("\\?", 2);
        Map<String, String> form = new LinkedHashMap<>();
        read(target.length > 1 ? target[1] : "", form);
        if (header(wire.headers(), "Content-Type").startsWith("application/x-www-form-urlencoded")) {
            read(new String(wire.body(), StandardCharsets.UTF_8), form);
        }
        return new TokenRequest(wire.method(), target[0], wire.headers(), form);
    }

    private static void read(String pairs, Map<String, String> form) {
        for (String pair : pairs.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String header(Headers headers, String name) {
        return headers.first(name).orElse("");
    }

    /** A header, or an empty text. */
    public String header(String name) {
        return header(headers, name);
    }

    /** A field of the form, or an empty text. */
    public String field(String name) {
        return form.getOrDefault(name, "");
    }

    /** User and password of a Basic header, each form-encoded as RFC 6749, section 2.3.1, asks; empty without one. */
    String[] basic() {
        String header = header("Authorization");
        if (!header.startsWith("Basic ")) {
            return new String[0];
        }
        String[] pair =
                new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":", 2);
        return new String[] {decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : ""};
    }
}
