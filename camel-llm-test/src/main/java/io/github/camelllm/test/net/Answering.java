/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.util.Iterator;

/**
 * What the server says to one request, and who is told what became of it.
 *
 * @param acts asked for one after the other, on the server's thread, each when the one before is done
 */
public record Answering(Iterator<Act> acts, Watcher watcher) {

    /** Follows one answer. Called on the server's thread. */
    public interface Watcher {

        /** Bytes of the answer, framing included, went to the socket. */
        void sent(int bytes);

        /** The last step is done. Called once, unless {@link #closedByClient} was. */
        void ended();

        /** The client closed or reset the connection before the last step. */
        void closedByClient();

        /** Making the next step failed; the connection is reset. */
        void failed(RuntimeException failure);
    }
}
