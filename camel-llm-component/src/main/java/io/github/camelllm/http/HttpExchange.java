/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

/** The caller's hand on one call in flight. Thread-safe; every method may be called at any time, also when it is over. */
public interface HttpExchange {

    /**
     * Ends the exchange and closes its connection, so that the server learns of it. Idempotent.
     *
     * @return whether this call ended the exchange. If so, the handler hears nothing more (a callback that runs at this
     *     moment finishes); if not, the exchange was over already and the handler has got or is getting its
     *     {@code end} or {@code failed}
     */
    boolean cancel();

    /**
     * Tells that the first content of a streaming call was seen: the first-token deadline is met, from now on the idle
     * deadline counts.
     */
    void firstContent();

    /**
     * Gives bytes that the handler got back to the receive window of a streaming call. While a window's worth of bytes
     * is outstanding, nothing is read from the socket and the idle deadline stands still. Other calls are never held back.
     */
    void consumed(int bytes);
}
