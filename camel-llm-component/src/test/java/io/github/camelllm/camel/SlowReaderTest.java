/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.client.HandTime;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader that pulls a stream at its own pace. */
class SlowReaderTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final HandTime time = new HandTime();
    private final LlmClient client =
            LlmClient.builder().timer(time).nanoTime(time).build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
        time.shutdownNow();
    }

    @Test
    void a_reader_that_takes_its_time_for_each_piece_is_not_absent() {
        simulator.provider("openai").enqueue(Reply.flood("water"));
        LlmStream stream = new LlmStream(call(), StreamMode.TEXT);

        for (int i = 0; i < 100; i++) {
            assertThat(stream.next()).asString().contains("water");
            time.advance(LIMIT.minusSeconds(1));
        }

        assertThat(simulator.closedByClient()).isZero();
        stream.close();
    }

    @Test
    @Timeout(60)
    void a_reader_that_was_interrupted_does_not_wait_when_it_reads_again() {
        simulator.provider("openai").enqueue(Reply.text("one two three four").stallAfterChunks(2));
        LlmStream stream = new LlmStream(call(), StreamMode.TEXT);
        stream.next();
        stream.next();

        Thread.currentThread().interrupt();
        LlmException first = catchThrowableOfType(LlmException.class, stream::hasNext);
        assertThat(Thread.interrupted()).isTrue();
        LlmException second = catchThrowableOfType(LlmException.class, stream::hasNext);

        assertThat(first.kind()).isEqualTo(ErrorKind.CANCELLED);
        assertThat(second.kind()).isEqualTo(ErrorKind.CANCELLED);
        simulator.awaitClosedByClient(1);
    }

    private StreamCall call() {
        StreamCall call = client
                .load(
                        "openai",
                        "gpt-4o-mini",
                        TargetSettings.STANDARD
                                .withBaseUrl(simulator.provider("openai").baseUrl())
                                .withApiKey(SecretSource.of("k"))
                                .withReaderTimeout(LIMIT))
                .stream(ChatRequest.of("Talk."));
        call.started().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        return call;
    }
}
