/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** What a provider does wrong is scripted, and comes out as the typed error that it is. */
class FaultsTest {

    @Test
    void each_fault_comes_out_as_its_kind() throws Exception {
        try (Routes routes = new Routes()) {
            routes.context.start();
            var simulator = routes.simulator;
            // tag::faults[]
            simulator
                    .provider("mistral")
                    .enqueue(
                            Reply.error(ErrorCase.RATE_LIMITED),
                            Reply.text("Half an answer").cutAfterBytes(20),
                            Reply.text("No JSON").malformed());
            // end::faults[]

            assertThat(kind(routes)).isEqualTo(ErrorKind.RATE_LIMITED);
            assertThat(kind(routes)).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
            assertThat(kind(routes)).isEqualTo(ErrorKind.RESPONSE_INVALID);
        }
    }

    private static ErrorKind kind(Routes routes) {
        Exchange failed = routes.send("llm:mistral/mistral-small-latest", "Hello");
        return failed.getException(LlmException.class).kind();
    }
}
