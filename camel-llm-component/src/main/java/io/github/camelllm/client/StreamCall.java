/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.model.Notice;
import io.github.camelllm.model.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A streamed call in flight. Thread-safe. */
public interface StreamCall {

    /**
     * Completes on an I/O thread when the first content has arrived, or the end of an answer without any. Until then
     * nothing was handed on and the call can be repeated elsewhere. Fails with an {@link
     * io.github.camelllm.error.LlmException} and with nothing else.
     */
    CompletionStage<Void> started();

    /**
     * The events from the first one on, for one subscriber. Delivered on the thread that has them: an I/O thread or the
     * one that requests; never two at a time. A subscriber that requests nothing holds back the socket. The last event of
     * a stream that went well is {@link StreamEvent.Done}; a broken one ends with an {@link
     * io.github.camelllm.error.LlmException} that carries what came.
     */
    Flow.Publisher<StreamEvent> events();

    /** Gives up: closes the connection, settles what was seen; the events end with kind CANCELLED. Idempotent. */
    void cancel();

    /** What could not be sent as asked; known from the beginning. */
    default List<Notice> notices() {
        return List.of();
    }

    /**
     * What is left of the provider's rate limits, by what they count ({@code requests}, {@code tokens}), as the headers of
     * its response say; empty before they came, and where it does not say.
     */
    default Map<String, Long> remainingLimits() {
        return Map.of();
    }

    /** What the gates of the call say although they let it in, such as a budget that is nearly spent. */
    default List<String> warnings() {
        return List.of();
    }
}
