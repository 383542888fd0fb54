/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BrokenRepliesTest extends TransportTest {

    private static Peer.Script saying(String reply) {
        return wire -> {
            wire.request();
            wire.write(reply);
        };
    }

    private TransportFailure failure(Peer peer, boolean streaming) throws Exception {
        HttpTransport transport = transport();
        TransportFailure failure = send(transport, streaming ? streaming(peer.uri("/")) : post(peer.uri("/"), "{}"))
                .failure();
        awaitNothingLeased(transport);
        return failure;
    }

    @Test
    void an_answer_shorter_than_its_content_length_is_a_failure() throws Exception {
        TransportFailure failure = failure(peer(saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")), false);

        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure.message()).contains("cut off", "http://localhost");
        assertThat(failure.requestSent()).isTrue();
    }

    @Test
    void a_stream_cut_between_its_chunks_is_interrupted() throws Exception {
        TransportFailure failure =
                failure(peer(saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")), true);

        assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    }

    @Test
    void a_stream_cut_within_a_chunk_is_interrupted() throws Exception {
        TransportFailure failure =
                failure(peer(saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc")), true);

        assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    }

    @Test
    void a_stream_that_is_reset_is_interrupted() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Peer peer = peer(wire -> {
            wire.request();
            wire.stream().chunk("abc");
            read.await(20, TimeUnit.SECONDS);
            wire.reset();
        });
        HttpTransport transport = transport();
        Recorder reply = send(transport, streaming(peer.uri("/")));
        reply.awaitBytes(3);
        read.countDown();

        assertThat(reply.failure().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        awaitNothingLeased(transport);
    }

    @Test
    void a_chunk_size_that_is_no_number_makes_the_answer_invalid() throws Exception {
        TransportFailure failure =
                failure(peer(saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n")), true);

        assertThat(failure.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
    }

    @Test
    void an_answer_that_is_not_http_is_invalid() throws Exception {
        TransportFailure failure = failure(peer(saying("SSH-2.0-OpenSSH_9.2\r\n\r\n")), false);

        assertThat(failure.kind()).isIn(ErrorKind.RESPONSE_INVALID, ErrorKind.CONNECTION_FAILED);
        assertThat(failure.requestSent()).isTrue();
    }

    @Test
    void a_header_whose_name_is_none_is_passed_over() throws Exception {
        Peer peer = peer(saying("HTTP/1.1 200 OK\r\nX (odd): 1\r\nX-Even: 2\r\nContent-Length: 2\r\n\r\nok"));
        Recorder reply = send(transport(), post(peer.uri("/"), "{}"));

        assertThat(reply.text()).isEqualTo("ok");
        assertThat(reply.awaitHead().headers().first("X-Even")).contains("2");
    }

    @Test
    void an_endless_header_is_refused_with_the_limit() throws Exception {
        TransportFailure failure =
                failure(peer(saying("HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000) + "\r\n\r\n")), false);

        assertThat(failure.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(failure.message()).contains("header that is too large", "16384");
    }

    @Test
    void too_many_headers_are_refused_with_the_limit() throws Exception {
        TransportFailure failure =
                failure(peer(saying("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(300) + "\r\n")), false);

        assertThat(failure.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(failure.message()).contains("200 fields");
    }

    @Test
    void an_answer_announced_as_too_long_is_refused_before_it_comes() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.write("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n");
            Peer.awaitClose(wire);
        });
        Recorder reply = send(transport(), with(post(peer.uri("/"), "{}"), 10));

        assertThat(reply.failure().kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(reply.failure().message()).contains("longer than the allowed 10 bytes");
        assertThat(reply.hasHead()).isFalse();
    }

    @Test
    void an_answer_that_turns_out_too_long_is_refused_on_the_way() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.stream();
            while (true) {
                wire.chunk("12345678");
            }
        });
        Recorder reply = send(transport(), with(streaming(peer.uri("/")), 100));

        assertThat(reply.failure().kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(reply.received.get()).isLessThanOrEqualTo(100);
    }

    @Test
    void an_answer_of_exactly_the_allowed_length_passes() throws Exception {
        Peer peer = peer(saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789"));

        assertThat(send(transport(), with(post(peer.uri("/"), "{}"), 10)).text())
                .isEqualTo("0123456789");
    }

    @Test
    void a_connection_closed_before_any_answer_is_reported_as_sent() throws Exception {
        TransportFailure failure = failure(peer(Wire::request), false);

        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure.message()).contains("before an answer came", "not sent again");
        assertThat(failure.requestSent()).isTrue();
    }

    @Test
    void a_connection_reset_before_any_answer_is_reported_as_sent() throws Exception {
        TransportFailure failure = failure(
                peer(wire -> {
                    wire.request();
                    wire.reset();
                }),
                false);

        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure.requestSent()).isTrue();
    }

    @Test
    void a_refused_connection_names_the_address_and_sends_nothing() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        HttpTransport transport = transport();

        TransportFailure failure = send(transport, post(URI.create("http://127.0.0.1:" + port), "{}"))
                .failure();

        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure.message()).contains("http://127.0.0.1:" + port, "cannot be reached");
        assertThat(failure.requestSent()).isFalse();
        awaitNothingLeased(transport);
    }

    @Test
    void an_unknown_host_is_named() throws Exception {
        HttpTransport transport = transport();

        TransportFailure failure = send(transport, post(URI.create("http://no-such-host.invalid/v1"), "{}"))
                .failure();

        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure.message()).contains("http://no-such-host.invalid", "unknown");
        assertThat(failure.requestSent()).isFalse();
        awaitNothingLeased(transport);
    }

    @Test
    void a_redirect_comes_back_and_is_not_followed() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.write("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
            Peer.awaitClose(wire);
        });
        Recorder reply = send(transport(), post(peer.uri("/"), "{}"));

        assertThat(reply.text()).isEmpty();
        assertThat(reply.awaitHead().status()).isEqualTo(302);
        assertThat(reply.awaitHead().headers().first("Location")).contains("/elsewhere");
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void statuses_that_engines_like_to_handle_come_back_once() throws Exception {
        for (String status :
                new String[] {"401 U\r\nWWW-Authenticate: Basic realm=x", "429 T\r\nRetry-After: 1", "503 S"}) {
            Peer peer = peer(wire -> {
                wire.request();
                wire.write("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nno");
                Peer.awaitClose(wire);
            });
            HttpTransport transport = transport();
            Recorder reply = send(transport, post(peer.uri("/"), "{}"));

            assertThat(reply.text()).isEqualTo("no");
            assertThat(reply.awaitHead().status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
            awaitNothingLeased(transport);
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void an_answer_without_length_ends_with_the_connection() throws Exception {
        Peer peer = peer(saying("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it"));

        assertThat(send(transport(), post(peer.uri("/"), "{}")).text()).isEqualTo("all of it");
    }

    @Test
    void an_answer_without_body_ends_at_once() throws Exception {
        Peer peer = peer(wire -> {
            wire.request();
            wire.write("HTTP/1.1 204 No Content\r\n\r\n");
            Peer.awaitClose(wire);
        });
        Recorder reply = send(transport(), post(peer.uri("/"), "{}"));

        assertThat(reply.text()).isEmpty();
        assertThat(reply.awaitHead().status()).isEqualTo(204);
    }

    @Test
    void informational_answers_are_not_told() throws Exception {
        Peer peer = peer(
                saying("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        Recorder reply = send(transport(), post(peer.uri("/"), "{}"));

        assertThat(reply.text()).isEqualTo("ok");
        assertThat(reply.awaitHead().status()).isEqualTo(200);
    }

    @Test
    void an_error_answer_in_the_midst_of_the_upload_is_read() throws Exception {
        Peer peer = peer(wire -> {
            wire.write("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
            Peer.awaitClose(wire);
        });
        HttpTransport transport = transport();
        Recorder reply = send(transport, post(peer.uri("/"), "x".repeat(30_000_000)));

        assertThat(reply.text()).isEqualTo("big");
        assertThat(reply.awaitHead().status()).isEqualTo(413);
        awaitNothingLeased(transport);
        assertThat(transport.stats().available()).isZero();
    }

    @Test
    void a_handler_that_throws_fails_its_own_exchange_only() throws Exception {
        Peer peer = peer(wire -> {
            while (true) {
                wire.answer(wire.request().text());
            }
        });
        HttpTransport transport =
                transport(TransportConfig.builder().ioThreads(1).build());
        for (Throwable thrown : new Throwable[] {new IllegalStateException("not json"), new StackOverflowError()}) {
            Recorder reply = new Recorder() {
                @Override
                public void data(ByteBuffer bytes) {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) thrown;
                }
            };
            transport.send(post(peer.uri("/"), "a"), reply);

            assertThat(reply.failure().kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
            assertThat(reply.failure().cause()).isSameAs(thrown);
            awaitNothingLeased(transport);
        }
        assertThat(send(transport, post(peer.uri("/"), "fine")).text()).isEqualTo("fine");
    }

    @Test
    void odd_header_values_of_a_server_do_not_break_the_answer() throws Exception {
        Peer peer = peer(saying("HTTP/1.1 200 OK\r\nX-Odd: a\u0001b\u00e4\r\nX-Empty:\r\nContent-Length: 2\r\n\r\nok"));
        Recorder reply = send(transport(), post(peer.uri("/"), "{}"));

        assertThat(reply.text()).isEqualTo("ok");
        assertThat(reply.awaitHead().headers().first("X-Odd").orElse("")).startsWith("a?b");
        assertThat(reply.awaitHead().headers().first("X-Empty")).contains("");
    }
}
