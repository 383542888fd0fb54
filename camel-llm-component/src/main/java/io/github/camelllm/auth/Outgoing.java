/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.HttpHeader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that is about to be sent: all that a signature can cover.
 *
 * @param method such as {@code POST}
 * @param uri absolute
 * @param headers all headers
 * @param body the bytes
 */
public record Outgoing(String method, URI uri, List<HttpHeader> headers, ByteChunks body) {

    public Outgoing {
        headers = List.copyOf(headers);
    }

    /** The same call with one more header. */
    public Outgoing with(HttpHeader header) {
        List<HttpHeader> all = new ArrayList<>(headers.size() + 1);
        all.addAll(headers);
        all.add(header);
        return new Outgoing(method, uri, all, body);
    }

    /** The same call to another address. */
    public Outgoing to(URI other) {
        return new Outgoing(method, other, headers, body);
    }

    /** Without headers and body, which may hold secrets and prompts. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
