/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.time.Duration;
import java.util.function.Consumer;

/** One step of an answer. Closed: the connection knows how to do each. */
public sealed interface Act {

    /** Writes bytes as they are; the next step waits until the socket took all of them. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Send(byte[] bytes) implements Act {}

    /** Says nothing for a while. */
    record Pause(Duration duration) implements Act {}

    /**
     * Says nothing until somebody runs the runnable that the gate was given. A gate that never runs it is a stall.
     */
    record Park(Consumer<Runnable> gate) implements Act {}

    /** The answer is complete. The connection is kept for the next request unless the client or this asks to close. */
    record Complete(boolean close) implements Act {}

    /** Closes in the middle: FIN, no TLS goodbye. */
    record Cut() implements Act {}

    /** Closes hard: RST. */
    record Reset() implements Act {}
}
