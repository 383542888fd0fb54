/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.nio.ByteBuffer;

/**
 * Receives one reply. The methods run one after the other, never concurrently, on threads of the transport (an I/O
 * thread; for a deadline its timer, for {@link HttpTransport#close} the closing thread, for a call that cannot even be
 * started the sender's), and must not block. The order is {@code started head data* (end | failed)}, where {@code failed}
 * may come at any place and exactly one of {@code end} and {@code failed} comes, once; after
 * {@link HttpExchange#cancel} returned true nothing comes at all. An exception that a method throws fails the exchange.
 */
public interface ReplyHandler {

    /** The exchange exists: called on the sender's thread, before anything else. */
    default void started(HttpExchange exchange) {}

    /** The final status and headers; informational answers (1xx) are not told. Redirects come here like any answer. */
    void head(HttpHead head);

    /** A piece of the body, unzipped; the buffer is valid only during the call. Reading it is optional. */
    void data(ByteBuffer bytes);

    /** The HTTP body ended as its framing promised. */
    void end();

    /** The exchange broke; what came before is only a part. */
    void failed(TransportFailure failure);
}
