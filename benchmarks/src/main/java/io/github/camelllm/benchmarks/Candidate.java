/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.io.IOException;
import java.util.function.Consumer;

/** One way to ask a model. All do the same work: {@link Work}'s question goes out, an {@link Answer} comes back. */
public interface Candidate extends AutoCloseable {

    /** Hears how a call ended, once. */
    interface Done {

        void got(Answer answer);

        void failed(Throwable problem);
    }

    /** Asks for a whole answer; tells it, or what went wrong, once. */
    void ask(Done done);

    /** Asks for a streamed answer; tells each piece of the text as it comes, and then all of it. */
    void stream(Consumer<String> piece, Done done);

    /** Whether {@link #ask} returns only when the answer is there: then each caller needs a thread. */
    default boolean blocksToAsk() {
        return false;
    }

    /** Whether {@link #stream} returns only at the end of the answer. */
    default boolean blocksToStream() {
        return false;
    }

    @Override
    void close() throws IOException;
}
