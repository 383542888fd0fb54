/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Turns the bytes of one streamed answer into events. Used on one I/O thread at a time; must not block. */
public interface StreamDecoder {

    /**
     * Takes all of the bytes, however they are cut, and hands on the events that are now whole. {@link StreamEvent.Done}
     * is not among them: the pipeline adds it.
     *
     * @throws LlmException for an error inside the stream or a frame that is not what the protocol says
     */
    void feed(ByteBuffer bytes, Consumer<StreamEvent> events);

    /**
     * The HTTP body ended properly.
     *
     * @throws LlmException STREAM_INTERRUPTED when there was neither a terminal event nor a finish reason
     */
    void end(Consumer<StreamEvent> events);
}
