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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancelling a hundred streams closes a hundred connections, whatever state the streams are in. */
class AbandonedStreamsTest {

    private static final int STREAMS = 100;

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final LlmClient client = LlmClient.builder().listener(attempts::add).build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    enum State {
        SILENT(Reply.text("never").stallAtOnce(), Long.MAX_VALUE, false),
        STALLED(Reply.text("one two three four").stallAfterChunks(2), Long.MAX_VALUE, true),
        DRIPPING(Reply.flood("drop").drip(40, Duration.ofMillis(20)), Long.MAX_VALUE, true),
        FLOODING(Reply.flood("water"), Long.MAX_VALUE, true),
        READER_PAUSED(Reply.flood("water"), 1, true);

        private final Reply reply;
        private final long demand;
        private final boolean hasContent;

        State(Reply reply, long demand, boolean hasContent) {
            this.reply = reply;
            this.demand = demand;
            this.hasContent = hasContent;
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void a_hundred_cancelled_streams_close_a_hundred_connections(State state) {
        simulator.provider("openai").always(state.reply);
        LoadedModel model = client.load(
                "openai",
                "gpt-4o-mini",
                TargetSettings.STANDARD
                        .withBaseUrl(simulator.provider("openai").baseUrl())
                        .withApiKey(SecretSource.of("k")));
        List<StreamCall> calls = new ArrayList<>();
        AtomicInteger reading = new AtomicInteger();
        for (int i = 0; i < STREAMS; i++) {
            StreamCall call = model.stream(ChatRequest.of("Talk."));
            call.events().subscribe(new FirstWord(state.demand, reading));
            calls.add(call);
        }
        simulator.awaitRequests(STREAMS);
        if (state.hasContent) {
            Awaitility.await().untilAsserted(() -> assertThat(reading).hasValue(STREAMS));
        }

        calls.forEach(StreamCall::cancel);

        simulator.awaitClosedByClient(STREAMS);
        assertThat(simulator.closedByClient()).isEqualTo(STREAMS);
        Awaitility.await()
                .untilAsserted(() -> assertThat(client.transports().values())
                        .allSatisfy(transport ->
                                assertThat(transport.stats().leased()).isZero()));
        assertThat(attempts)
                .hasSize(STREAMS)
                .allSatisfy(attempt -> assertThat(attempt.failure()).isEqualTo(ErrorKind.CANCELLED));
    }

    private static final class FirstWord implements Flow.Subscriber<StreamEvent> {
        private final long demand;
        private final AtomicInteger reading;
        private boolean first = true;

        FirstWord(long demand, AtomicInteger reading) {
            this.demand = demand;
            this.reading = reading;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(demand);
        }

        @Override
        public void onNext(StreamEvent event) {
            if (first) {
                first = false;
                reading.incrementAndGet();
            }
        }

        @Override
        public void onError(Throwable problem) {
            // a cancelled stream ends with an error
        }

        @Override
        public void onComplete() {
            // never comes
        }
    }
}
