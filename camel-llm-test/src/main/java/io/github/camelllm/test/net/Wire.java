/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one connection, with or without TLS. Used on the server's thread only. */
interface Wire {

    /** Reads what is there; -1 at the end of the client's stream, 0 when nothing is there. */
    int read(ByteBuffer into) throws IOException;

    /** Writes what the socket takes; true when nothing is left to write, here or below. */
    boolean write(ByteBuffer from) throws IOException;

    /** Says goodbye in the protocol's own way before the socket is closed. */
    void goodbye() throws IOException;
}
