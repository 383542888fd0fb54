/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a reader of a stream is taken to be gone. */
class AbsentReaderTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final HandTime time = new HandTime();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final LlmClient client = LlmClient.builder()
            .timer(time)
            .nanoTime(time)
            .listener(attempts::add)
            .build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
        time.shutdownNow();
    }

    @Test
    void a_reader_that_goes_away_after_the_watch_looked_in_the_midst_of_a_delivery_is_noticed() {
        StreamCall call = flood();
        call.events().subscribe(new Asking(2, count -> {
            if (count == 1) {
                time.advance(LIMIT);
            }
        }));
        assertThat(attempts).isEmpty();

        time.advance(LIMIT);

        isGivenUp();
    }

    @Test
    void a_reader_that_is_busy_with_an_event_is_not_absent() {
        StreamCall call = flood();
        Asking reader = new Asking(1, count -> time.advance(LIMIT.multipliedBy(2)));

        call.events().subscribe(reader);

        assertThat(attempts).isEmpty();
        time.advance(LIMIT.minusMillis(1));
        assertThat(attempts).isEmpty();
        time.advance(Duration.ofMillis(1));
        isGivenUp();
    }

    private void isGivenUp() {
        simulator.awaitClosedByClient(1);
        Awaitility.await().untilAsserted(() -> assertThat(attempts).hasSize(1));
        assertThat(attempts.get(0).failure()).isEqualTo(ErrorKind.CANCELLED);
    }

    /** Events wait from its first content on. */
    private StreamCall flood() {
        simulator.provider("openai").enqueue(Reply.flood("water"));
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

    /** Asks once for some events. */
    private static final class Asking implements Flow.Subscriber<StreamEvent> {
        private final long demand;
        private final IntConsumer onEach;
        private final AtomicInteger seen = new AtomicInteger();

        Asking(long demand, IntConsumer onEach) {
            this.demand = demand;
            this.onEach = onEach;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(demand);
        }

        @Override
        public void onNext(StreamEvent event) {
            onEach.accept(seen.incrementAndGet());
        }

        @Override
        public void onError(Throwable problem) {
            // a stream that was given up ends with an error
        }

        @Override
        public void onComplete() {
            // never comes
        }
    }
}
