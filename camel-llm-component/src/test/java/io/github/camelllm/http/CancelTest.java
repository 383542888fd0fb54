/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CancelTest extends TransportTest {

    /** In what state a stream is when it is cancelled. */
    enum State {
        SILENT {
            @Override
            void play(Wire wire) throws Exception {
                Peer.awaitClose(wire);
            }
        },
        STALLED {
            @Override
            void play(Wire wire) throws Exception {
                wire.stream().chunk("data: a\n\n");
                Peer.awaitClose(wire);
            }
        },
        DRIPPING {
            @Override
            void play(Wire wire) throws Exception {
                wire.stream();
                while (true) {
                    wire.chunk("data: a\n\n");
                    Thread.onSpinWait();
                    Thread.yield();
                }
            }
        },
        FLOODING {
            @Override
            void play(Wire wire) throws Exception {
                byte[] flood = new byte[256 * 1024];
                wire.stream();
                while (true) {
                    wire.chunk(flood);
                }
            }
        },
        READER_PAUSED {
            @Override
            void play(Wire wire) throws Exception {
                FLOODING.play(wire);
            }
        };

        abstract void play(Wire wire) throws Exception;

        boolean reached(Recorder reply) {
            return switch (this) {
                case SILENT -> true;
                case STALLED, DRIPPING -> reply.received.get() > 0;
                case FLOODING -> reply.received.get() > 1_000_000;
                case READER_PAUSED -> reply.received.get() >= 60 * 1024;
            };
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void cancelling_in_any_state_closes_the_connections(State state) throws Exception {
        int calls = 100;
        AtomicInteger asked = new AtomicInteger();
        Peer peer = peer(wire -> {
            wire.request();
            asked.incrementAndGet();
            state.play(wire);
        });
        HttpTransport transport = transport();
        List<Recorder> replies = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Recorder reply = new Recorder();
            reply.consuming = state != State.READER_PAUSED;
            transport.send(streaming(peer.uri("/")), reply);
            replies.add(reply);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> asked.get() == calls);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> replies.stream().allMatch(state::reached));

        replies.forEach(reply -> assertThat(reply.exchange().cancel()).isTrue());

        awaitNothingLeased(transport);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> peer.closedByClient() == calls);
        assertThat(transport.stats().available()).isZero();
        replies.forEach(reply -> {
            assertThat(reply.over()).as("nothing is told after a cancel").isFalse();
            assertThat(reply.exchange().cancel()).as("a second cancel").isFalse();
            assertThat(reply.wrongs).isEmpty();
        });
    }

    @Test
    void a_cancel_while_connecting_closes_the_socket() throws Exception {
        Peer peer = peer(Peer::awaitClose);
        HttpTransport transport = transport();
        Recorder reply = send(transport, post(java.net.URI.create("https://localhost:" + peer.port()), "{}"));
        Awaitility.await().until(() -> peer.connections() == 1);

        assertThat(reply.exchange().cancel()).isTrue();

        awaitNothingLeased(transport);
        Awaitility.await().until(() -> peer.closedByClient() == 1);
    }

    @Test
    void a_cancel_while_waiting_for_a_connection_gives_the_place_in_the_queue_up() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Peer peer = peer(wire -> {
            Wire.Request first = wire.request();
            asked.countDown();
            wire.answer(first.text());
            wire.answer(wire.request().text());
            Peer.awaitClose(wire);
        });
        HttpTransport transport =
                transport(TransportConfig.builder().connectionsPerRoute(1).build());
        CountDownLatch hold = new CountDownLatch(1);
        Recorder first = new Recorder() {
            @Override
            public void end() {
                try {
                    hold.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.end();
            }
        };
        transport.send(post(peer.uri("/"), "one"), first);
        asked.await(20, TimeUnit.SECONDS);
        Recorder second = send(transport, post(peer.uri("/"), "two"));
        Recorder third = send(transport, post(peer.uri("/"), "three"));

        assertThat(second.exchange().cancel()).isTrue();
        hold.countDown();

        assertThat(first.text()).isEqualTo("one");
        assertThat(third.text()).isEqualTo("three");
        awaitNothingLeased(transport);
        assertThat(second.over()).isFalse();
    }

    @Test
    void a_cancel_in_the_callback_ends_the_callbacks() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            State.FLOODING.play(wire);
        });
        HttpTransport transport = transport();
        Recorder reply = new Recorder() {
            @Override
            public void data(ByteBuffer bytes) {
                super.data(bytes);
                assertThat(exchange().cancel()).isTrue();
            }
        };
        transport.send(streaming(peer.uri("/")), reply);

        awaitNothingLeased(transport);
        assertThat(reply.received.get()).isPositive();
        assertThat(reply.over()).isFalse();
        assertThat(reply.wrongs).isEmpty();
        Awaitility.await().until(() -> peer.closedByClient() == 1);
    }

    @Test
    void a_cancel_before_the_start_sends_nothing() throws Exception {
        Peer peer = peer(Wire::request);
        HttpTransport transport = transport();
        Recorder reply = new Recorder() {
            @Override
            public void started(HttpExchange begun) {
                super.started(begun);
                begun.cancel();
            }
        };

        transport.send(post(peer.uri("/"), "{}"), reply);

        awaitNothingLeased(transport);
        assertThat(peer.connections()).isZero();
    }

    @Test
    void a_cancel_after_the_end_says_that_it_came_too_late() throws Exception {
        Peer peer = peer(wire -> {
            while (true) {
                wire.answer(wire.request().text());
            }
        });
        HttpTransport transport = transport();
        Recorder reply = send(transport, post(peer.uri("/"), "a"));

        assertThat(reply.text()).isEqualTo("a");
        awaitNothingLeased(transport);
        assertThat(reply.exchange().cancel()).isFalse();
        assertThat(transport.stats().available()).isEqualTo(1);
    }

    @Test
    void closing_the_transport_tells_every_call_once_and_stops_the_threads() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Peer peer = peer(wire -> {
            wire.request();
            asked.incrementAndGet();
            wire.stream().chunk("a");
            Peer.awaitClose(wire);
        });
        HttpTransport transport = new HttpClient5Transport(TransportConfig.STANDARD, time, time);
        List<Recorder> replies = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            replies.add(send(transport, streaming(peer.uri("/"))));
        }
        Awaitility.await().until(() -> asked.get() == 30);

        transport.close();
        transport.close();

        for (Recorder reply : replies) {
            assertThat(reply.failure().kind()).isEqualTo(ErrorKind.CANCELLED);
        }
        Awaitility.await().until(() -> peer.closedByClient() == 30);
        Recorder late = send(transport, post(peer.uri("/"), "{}"));
        assertThat(late.failure().kind()).isEqualTo(ErrorKind.CANCELLED);
        assertThat(late.failure().requestSent()).isFalse();
        assertThat(peer.connections()).isEqualTo(30);
    }
}
