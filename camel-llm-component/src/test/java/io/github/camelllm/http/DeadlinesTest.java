/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DeadlinesTest extends TransportTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final CountDownLatch asked = new CountDownLatch(1);

    private void awaitRequest() throws InterruptedException {
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Lets the time pass up to just before the limit, looks that nothing happens, and goes over it. */
    private TransportFailure passing(Recorder reply, Duration limit) throws InterruptedException {
        time.advance(limit.minusMillis(1));
        assertThat(reply.over()).as("before the limit").isFalse();
        time.advance(Duration.ofMillis(1));
        return reply.failure();
    }

    @Test
    void a_silent_server_meets_the_response_deadline() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            asked.countDown();
            Peer.awaitClose(wire);
        });
        HttpTransport transport = transport();
        Recorder reply = send(transport, post(peer.uri("/"), "{}"));
        awaitRequest();

        TransportFailure failure = passing(reply, DEADLINES.response());

        assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT_RESPONSE);
        assertThat(failure.message()).contains("localhost", "10 s", "responseTimeout");
        assertThat(failure.requestSent()).isTrue();
        awaitNothingLeased(transport);
        Awaitility.await().until(() -> peer.closedByClient() == 1);
    }

    @Test
    void a_stream_without_content_meets_the_first_token_deadline_whatever_else_it_sends() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.stream().chunk(": keep-alive\n\n");
            Peer.awaitClose(wire);
        });
        HttpTransport transport = transport();
        Recorder reply = send(transport, streaming(peer.uri("/")));
        reply.awaitBytes(1);

        TransportFailure failure = passing(reply, DEADLINES.firstToken());

        assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT_FIRST_TOKEN);
        assertThat(failure.message()).contains("20 s", "firstTokenTimeout");
        awaitNothingLeased(transport);
    }

    @Test
    void a_stream_that_falls_silent_after_its_first_content_meets_the_idle_deadline() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.stream().chunk("data: a\n\n");
            Peer.awaitClose(wire);
        });
        HttpTransport transport = transport();
        Recorder reply = send(transport, streaming(peer.uri("/")));
        reply.awaitBytes(1);
        reply.exchange().firstContent();

        TransportFailure failure = passing(reply, DEADLINES.streamIdle());

        assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT_IDLE);
        assertThat(failure.message()).contains("7 s", "streamIdleTimeout");
        assertThat(reply.partial()).isEqualTo("data: a\n\n");
        awaitNothingLeased(transport);
    }

    @Test
    void each_piece_of_a_stream_starts_the_idle_time_anew() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        Peer peer = peer(wire -> {
            wire.request();
            wire.stream().chunk("a");
            second.await(20, TimeUnit.SECONDS);
            wire.chunk("b");
            Peer.awaitClose(wire);
        });
        Recorder reply = send(transport(), streaming(peer.uri("/")));
        reply.awaitBytes(1);
        reply.exchange().firstContent();
        time.advance(DEADLINES.streamIdle().minus(SECOND));
        second.countDown();
        reply.awaitBytes(2);

        assertThat(passing(reply, DEADLINES.streamIdle()).kind()).isEqualTo(ErrorKind.TIMEOUT_IDLE);
    }

    @Test
    void without_a_first_token_limit_the_idle_time_counts_from_the_head_on() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.stream();
            Peer.awaitClose(wire);
        });
        Recorder reply = send(transport(), with(streaming(peer.uri("/")), DEADLINES.withFirstToken(Duration.ZERO)));
        reply.awaitHead();

        assertThat(passing(reply, DEADLINES.streamIdle()).kind()).isEqualTo(ErrorKind.TIMEOUT_IDLE);
    }

    @Test
    void a_plain_answer_that_stalls_in_its_body_meets_the_idle_deadline() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            Peer.awaitClose(wire);
        });
        Recorder reply = send(transport(), post(peer.uri("/"), "{}"));
        reply.awaitBytes(3);

        assertThat(passing(reply, DEADLINES.streamIdle()).kind()).isEqualTo(ErrorKind.TIMEOUT_IDLE);
    }

    @Test
    void a_dripping_stream_meets_the_total_deadline() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.stream().chunk("a");
            asked.countDown();
            Peer.awaitClose(wire);
        });
        HttpTransport transport = transport();
        Recorder reply = send(transport, with(streaming(peer.uri("/")), Deadlines.NONE.withTotal(DEADLINES.total())));
        reply.awaitBytes(1);

        TransportFailure failure = passing(reply, DEADLINES.total());

        assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT_TOTAL);
        assertThat(failure.message()).contains("100 s", "totalTimeout");
        awaitNothingLeased(transport);
    }

    @Test
    void a_paused_reader_does_not_count_as_an_idle_stream_but_the_total_time_goes_on() throws Exception {
        byte[] flood = new byte[64 * 1024];
        Peer peer = peer(wire -> {
            wire.request();
            wire.stream();
            while (true) {
                wire.chunk(flood);
            }
        });
        HttpTransport transport = transport();
        Recorder reply = new Recorder();
        reply.consuming = false;
        transport.send(streaming(peer.uri("/")), reply);
        reply.awaitBytes(60 * 1024);
        reply.exchange().firstContent();

        time.advance(DEADLINES.streamIdle().multipliedBy(3));
        assertThat(reply.over()).isFalse();

        time.advance(DEADLINES.total());
        assertThat(reply.failure().kind()).isEqualTo(ErrorKind.TIMEOUT_TOTAL);
        awaitNothingLeased(transport);
    }

    @Test
    void a_silent_tls_handshake_meets_the_connect_deadline_and_is_closed() throws Exception {
        Peer peer = peer(Peer::awaitClose);
        HttpTransport transport = transport();
        HttpCall call = post(java.net.URI.create("https://localhost:" + peer.port() + "/"), "{}");
        Recorder reply = send(transport, call);
        Awaitility.await().until(() -> peer.connections() == 1);

        TransportFailure failure = passing(reply, DEADLINES.connect());

        assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT_CONNECT);
        assertThat(failure.message()).contains("https://localhost", "5 s", "connectTimeout");
        assertThat(failure.requestSent()).isFalse();
        awaitNothingLeased(transport);
        Awaitility.await().until(() -> peer.closedByClient() == 1);
    }

    @Test
    void a_slow_name_server_meets_the_connect_deadline_and_holds_up_nobody() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        DnsResolver slow = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws java.net.UnknownHostException {
                if (!host.equals("slow.example")) {
                    return SystemDefaultDnsResolver.INSTANCE.resolve(host);
                }
                asked.countDown();
                try {
                    answer.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new java.net.UnknownHostException(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        Peer peer = peer(wire -> wire.answer(wire.request().text()));
        HttpTransport transport = closing(new HttpClient5Transport(TransportConfig.STANDARD, time, time, slow));
        Recorder stuck = send(transport, post(java.net.URI.create("http://slow.example/"), "{}"));
        awaitRequest();

        assertThat(send(transport, post(peer.uri("/"), "other")).text()).isEqualTo("other");
        assertThat(passing(stuck, DEADLINES.connect()).kind()).isEqualTo(ErrorKind.TIMEOUT_CONNECT);
        answer.countDown();
        awaitNothingLeased(transport);
    }

    @Test
    void a_call_that_finds_all_connections_busy_waits_only_so_long() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            asked.countDown();
            Peer.awaitClose(wire);
        });
        HttpTransport transport = transport(TransportConfig.builder()
                .connectionsPerRoute(1)
                .connectionRequestTimeout(Duration.ofSeconds(3))
                .build());
        Recorder busy = send(transport, with(post(peer.uri("/"), "{}"), Deadlines.NONE));
        awaitRequest();
        Recorder waiting = send(transport, post(peer.uri("/"), "{}"));
        assertThat(transport.stats().pending()).isEqualTo(1);

        TransportFailure failure = passing(waiting, Duration.ofSeconds(3));

        assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT_CONNECT);
        assertThat(failure.message()).contains("connectionsPerRoute (1)", "connectionRequestTimeout", "3 s");
        assertThat(failure.requestSent()).isFalse();
        assertThat(busy.over()).isFalse();
        assertThat(busy.exchange().cancel()).isTrue();
        awaitNothingLeased(transport);
    }

    @Test
    void a_call_that_waited_for_a_connection_gets_the_next_free_one() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Peer peer = peer(wire -> {
            Wire.Request first = wire.request();
            asked.countDown();
            go.await(20, TimeUnit.SECONDS);
            wire.answer(first.text());
            wire.answer(wire.request().text());
        });
        HttpTransport transport =
                transport(TransportConfig.builder().connectionsPerRoute(1).build());
        Recorder first = send(transport, post(peer.uri("/"), "one"));
        awaitRequest();
        Recorder second = send(transport, post(peer.uri("/"), "two"));
        go.countDown();

        assertThat(first.text()).isEqualTo("one");
        assertThat(second.text()).isEqualTo("two");
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void a_stalled_upload_meets_the_response_deadline() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        Peer peer = peer(wire -> {
            asked.countDown();
            wire.socket.setReceiveBufferSize(4096);
            stalled.await(20, TimeUnit.SECONDS);
        });
        HttpTransport transport = transport();
        Recorder reply = send(transport, post(peer.uri("/"), "x".repeat(20_000_000)));
        awaitRequest();
        Awaitility.await().until(() -> {
            time.advance(Duration.ofSeconds(1));
            return reply.over();
        });

        assertThat(reply.failure().kind()).isEqualTo(ErrorKind.TIMEOUT_RESPONSE);
        stalled.countDown();
        awaitNothingLeased(transport);
    }

    @Test
    void zero_means_no_limit() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Peer peer = peer(wire -> {
            wire.request();
            asked.countDown();
            go.await(20, TimeUnit.SECONDS);
            wire.answer("late");
        });
        Recorder reply = send(transport(), with(post(peer.uri("/"), "{}"), Deadlines.NONE));
        awaitRequest();
        time.advance(Duration.ofDays(1000));
        go.countDown();

        assertThat(reply.text()).isEqualTo("late");
    }

    @Test
    void a_negative_deadline_is_refused_by_name() {
        assertThatThrownBy(() -> Deadlines.NONE.withStreamIdle(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("streamIdle")
                .hasMessageContaining("zero for no limit");
    }
}
