/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.util.Locale;

/** One header field. {@link #toString} shows only its name, since the value may be a key. */
public record HttpHeader(String name, String value) {

    public HttpHeader {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a header name; allowed are letters, digits and !#$%&'*+-.^_`|~");
        }
        int bad = firstBad(value, 0);
        if (bad >= 0) {
            throw new IllegalArgumentException("the value of header " + name + " has the character U+"
                    + String.format(Locale.ROOT, "%04X", (int) value.charAt(bad)) + " at position " + bad
                    + "; allowed are the printable characters of ISO-8859-1, spaces and tabs");
        }
    }

    /** As a server sent it, which may be anything: what is not allowed becomes a question mark. */
    static HttpHeader received(String name, String value) {
        if (firstBad(value, 0) < 0) {
            return new HttpHeader(name, value);
        }
        StringBuilder clean = new StringBuilder(value);
        for (int bad = firstBad(clean, 0); bad >= 0; bad = firstBad(clean, bad)) {
            clean.setCharAt(bad, '?');
        }
        return new HttpHeader(name, clean.toString());
    }

    private static int firstBad(CharSequence value, int from) {
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < ' ' || c == 0x7f || c > 0xff)) {
                return i;
            }
        }
        return -1;
    }

    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isToken(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isToken(int c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
