/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.HttpHeader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A call that is about to be sent: all that a signature can cover.
 *
 * @param method such as {@code POST}
 * @param uri absolute
 * @param headers all headers
 * @param body the bytes
 * @param refused hears why the call failed, so that the next one can have another login
 */
public record Outgoing(
        String method, URI uri, List<HttpHeader> headers, ByteChunks body, Consumer<LlmException> refused) {

    public Outgoing {
        headers = List.copyOf(headers);
    }

    /** A call whose login does not care what becomes of it. */
    public Outgoing(String method, URI uri, List<HttpHeader> headers, ByteChunks body) {
        this(method, uri, headers, body, why -> {});
    }

    /** The same call with one more header. */
    public Outgoing with(HttpHeader header) {
        List<HttpHeader> all = new ArrayList<>(headers.size() + 1);
        all.addAll(headers);
        all.add(header);
        return new Outgoing(method, uri, all, body, refused);
    }

    /** The same call to another address. */
    public Outgoing to(URI other) {
        return new Outgoing(method, other, headers, body, refused);
    }

    /** The same call, and whoever wants to know hears why it failed. Must not block or throw. */
    public Outgoing whenRefused(Consumer<LlmException> listener) {
        return new Outgoing(method, uri, headers, body, refused.andThen(listener));
    }

    /** Without headers and body, which may hold secrets and prompts. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
