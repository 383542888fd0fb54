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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KeptConnectionsTest extends TransportTest {

    private final List<String> requests = new CopyOnWriteArrayList<>();

    private final Peer.Script echo = wire -> {
        while (true) {
            String text = wire.request().text();
            requests.add(text);
            wire.answer(text);
        }
    };

    @Test
    void a_connection_that_the_server_closed_is_not_used_again() throws Exception {
        Peer peer = peer(wire -> wire.answer(wire.request().text()), echo);
        HttpTransport transport = transport();
        assertThat(send(transport, post(peer.uri("/"), "one")).text()).isEqualTo("one");
        awaitNothingLeased(transport);
        Awaitility.await().until(() -> {
            time.tick();
            return send(transport, post(peer.uri("/"), "two")).text().equals("two");
        });

        assertThat(requests).contains("two");
    }

    @Test
    void a_post_that_a_kept_connection_swallowed_is_not_sent_a_second_time() throws Exception {
        Peer peer = peer(
                wire -> {
                    wire.answer(wire.request().text());
                    requests.add(wire.request().text());
                },
                echo);
        HttpTransport transport = transport();
        assertThat(send(transport, post(peer.uri("/"), "one")).text()).isEqualTo("one");
        awaitNothingLeased(transport);

        TransportFailure failure = send(transport, post(peer.uri("/"), "two")).failure();

        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure.message()).contains("kept connection", "not sent again");
        assertThat(failure.requestSent()).isTrue();
        assertThat(requests).containsExactly("two");
        assertThat(peer.connections()).isEqualTo(1);
        awaitNothingLeased(transport);
    }

    @Test
    void a_close_that_the_client_has_not_seen_yet_never_leads_to_two_posts() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Peer peer = peer(
                wire -> {
                    wire.answer(wire.request().text());
                    blocked.await(20, TimeUnit.SECONDS);
                    wire.socket.close();
                    closed.countDown();
                },
                echo);
        HttpTransport transport =
                transport(TransportConfig.builder().ioThreads(1).build());
        assertThat(send(transport, post(peer.uri("/"), "one")).text()).isEqualTo("one");
        awaitNothingLeased(transport);
        Peer other = peer(echo);
        Recorder blocker = new Recorder() {
            @Override
            public void data(ByteBuffer bytes) {
                blocked.countDown();
                try {
                    go.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.data(bytes);
            }
        };
        transport.send(post(other.uri("/"), "other"), blocker);
        closed.await(20, TimeUnit.SECONDS);

        Recorder reply = send(transport, post(peer.uri("/"), "two"));
        go.countDown();

        assertThat(blocker.text()).isEqualTo("other");
        if (reply.awaitEnd().complete()) {
            assertThat(reply.text()).isEqualTo("two");
            assertThat(requests).containsExactly("other", "two");
        } else {
            assertThat(reply.failure().requestSent()).isTrue();
            assertThat(requests).containsExactly("other");
        }
        assertThat(peer.connections()).isEqualTo(reply.complete() ? 2 : 1);
    }

    @Test
    void an_idle_connection_is_closed_after_its_time() throws Exception {
        Peer peer = peer(echo);
        HttpTransport transport = transport(TransportConfig.builder()
                .connectionIdleTimeout(Duration.ofMillis(1))
                .build());
        assertThat(send(transport, post(peer.uri("/"), "one")).text()).isEqualTo("one");

        Awaitility.await().until(() -> {
            time.tick();
            return peer.closedByClient() == 1;
        });
        assertThat(transport.stats().available()).isZero();
    }

    @Test
    void an_old_connection_is_not_used_again() throws Exception {
        Peer peer = peer(echo);
        HttpTransport transport = transport(TransportConfig.builder()
                .connectionTimeToLive(Duration.ofMillis(1))
                .build());

        Awaitility.await().until(() -> {
            assertThat(send(transport, post(peer.uri("/"), "x")).text()).isEqualTo("x");
            return peer.connections() > 1;
        });
    }

    @Test
    void a_connection_that_the_server_wants_closed_is_closed() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            Peer.awaitClose(wire);
        });
        HttpTransport transport = transport();

        assertThat(send(transport, post(peer.uri("/"), "x")).text()).isEqualTo("ok");
        Awaitility.await().until(() -> peer.closedByClient() == 1);
        assertThat(send(transport, post(peer.uri("/"), "y")).text()).isEqualTo("ok");
        assertThat(peer.connections()).isEqualTo(2);
    }
}
