/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * One request.
 *
 * @param method such as {@code POST}
 * @param uri absolute, http or https
 * @param headers the caller's, {@code User-Agent} and {@code Content-Type} included. The transport adds {@code Host},
 *     the length and, unless given here, {@code Accept-Encoding: gzip}
 * @param body the bytes to send, not copied; empty for a request without a body
 * @param deadlines how long each part may take
 * @param maxReplyBytes the most bytes of the reply's body, unzipped
 * @param streaming whether the reader consumes piece by piece: see {@link HttpExchange#consumed} and
 *     {@link HttpExchange#firstContent}
 */
public record HttpCall(
        String method,
        URI uri,
        List<HttpHeader> headers,
        ByteChunks body,
        Deadlines deadlines,
        long maxReplyBytes,
        boolean streaming) {

    public HttpCall {
        headers = List.copyOf(headers);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("'" + scheme + "' is not a scheme to call; allowed are http and https");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the address has no host; expected is scheme://host[:port]/path");
        }
        if (maxReplyBytes <= 0) {
            throw new IllegalArgumentException("maxReplyBytes is " + maxReplyBytes + "; it must be positive");
        }
    }

    /** Without headers and body, which may hold a key and a prompt, and without the query, which may too. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + uri.getRawPath() + " (" + body + ")";
    }
}
