/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.http.Headers;
import io.github.camelllm.http.HttpHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what is left of rate limits: {@code x-ratelimit-remaining-tokens}, {@code
 * anthropic-ratelimit-requests-remaining} and their like (provider fact sheets, read 2026-11-25).
 */
final class RateLimits {

    private static final String MARK = "ratelimit";
    private static final String LEFT = "remaining";

    private RateLimits() {}

    /** By what is counted, such as {@code requests} and {@code tokens}; a bare count counts requests. */
    static Map<String, Long> remaining(Headers headers) {
        Map<String, Long> left = Map.of();
        for (HttpHeader field : headers.fields()) {
            if (field.name().length() < MARK.length() + LEFT.length()) {
                continue;
            }
            String name = field.name().toLowerCase(Locale.ROOT);
            if (remains(name, field.value())) {
                left = left.isEmpty() ? new TreeMap<>() : left;
                left.merge(counted(name), Long.valueOf(field.value()), Math::min);
            }
        }
        return Map.copyOf(left);
    }

    /** Whether a header, its name in lower case, says what is left of a limit. */
    static boolean remains(String name, String value) {
        return name.contains(MARK) && name.contains(LEFT) && value.matches("\\d{1,15}");
    }

    /** What the header counts. */
    static String counted(String name) {
        List<String> words = new ArrayList<>(
                List.of(name.substring(name.indexOf(MARK) + MARK.length()).split("-")));
        words.removeIf(word -> word.isEmpty() || word.equals(LEFT));
        return words.isEmpty() ? "requests" : String.join("-", words);
    }
}
