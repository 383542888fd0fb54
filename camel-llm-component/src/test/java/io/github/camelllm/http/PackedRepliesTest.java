/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PackedRepliesTest extends TransportTest {

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] deflate(byte[] plain, boolean raw) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed, new Deflater(6, raw))) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static Peer.Script answering(String coding, byte[] body) {
        return wire -> {
            wire.request();
            wire.write("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length
                    + "\r\n\r\n");
            wire.write(body);
            Peer.awaitClose(wire);
        };
    }

    @Test
    void a_gzipped_answer_is_unpacked() throws Exception {
        String text = "hello ".repeat(10_000);

        assertThat(send(
                                transport(),
                                post(
                                        peer(answering("gzip", gzip(text.getBytes(UTF_8))))
                                                .uri("/"),
                                        "{}"))
                        .text())
                .isEqualTo(text);
    }

    @Test
    void both_forms_of_deflate_are_unpacked() throws Exception {
        String text = "hello ".repeat(10_000);
        byte[] plain = text.getBytes(UTF_8);

        assertThat(send(
                                transport(),
                                post(
                                        peer(answering("deflate", deflate(plain, false)))
                                                .uri("/"),
                                        "{}"))
                        .text())
                .isEqualTo(text);
        assertThat(send(
                                transport(),
                                post(
                                        peer(answering("deflate", deflate(plain, true)))
                                                .uri("/"),
                                        "{}"))
                        .text())
                .isEqualTo(text);
    }

    @Test
    void a_gzipped_stream_is_not_delayed() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        Peer peer = peer(wire -> {
            wire.request();
            wire.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            GZIPOutputStream gzip = new GZIPOutputStream(packed, true);
            gzip.write("data: a\n\n".getBytes(UTF_8));
            gzip.flush();
            wire.chunk(packed.toByteArray());
            packed.reset();
            second.await(20, TimeUnit.SECONDS);
            gzip.write("data: b\n\n".getBytes(UTF_8));
            gzip.close();
            wire.chunk(packed.toByteArray()).lastChunk();
            Peer.awaitClose(wire);
        });
        Recorder reply = send(transport(), streaming(peer.uri("/")));
        reply.awaitBytes("data: a\n\n".length());

        assertThat(reply.partial()).isEqualTo("data: a\n\n");
        second.countDown();
        assertThat(reply.text()).isEqualTo("data: a\n\ndata: b\n\n");
    }

    @Test
    void a_bomb_goes_off_at_the_limit() throws Exception {
        byte[] bomb = gzip(new byte[50_000_000]);
        HttpTransport transport = transport();
        Recorder reply = send(transport, with(post(peer(answering("gzip", bomb)).uri("/"), "{}"), 100_000));

        assertThat(reply.failure().kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(reply.failure().message()).contains("100000 bytes");
        assertThat(reply.received.get()).isLessThanOrEqualTo(100_000);
        awaitNothingLeased(transport);
    }

    @Test
    void damaged_data_makes_the_answer_invalid() throws Exception {
        byte[] packed = gzip("hello ".repeat(1000).getBytes(UTF_8));
        byte[] wrongSum = packed.clone();
        wrongSum[packed.length - 6] ^= 1;
        byte[] wrongData = packed.clone();
        wrongData[12] ^= 0x7f;

        for (byte[] damaged : new byte[][] {wrongSum, wrongData, "not packed at all".getBytes(UTF_8)}) {
            HttpTransport transport = transport();
            Recorder reply =
                    send(transport, post(peer(answering("gzip", damaged)).uri("/"), "{}"));

            assertThat(reply.failure().kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
            assertThat(reply.failure().message()).contains("cannot be unpacked");
            awaitNothingLeased(transport);
        }
    }

    @Test
    void packed_data_that_ends_too_early_is_cut_off_although_http_ended_well() throws Exception {
        byte[] packed = gzip("hello ".repeat(1000).getBytes(UTF_8));
        byte[] half = java.util.Arrays.copyOf(packed, packed.length / 2);
        Peer peer = peer(answering("gzip", half));

        assertThat(send(transport(), post(peer.uri("/"), "{}")).failure().kind())
                .isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(send(transport(), streaming(peer.uri("/"))).failure().kind())
                .isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    }

    @Test
    void a_coding_nobody_asked_for_is_named() throws Exception {
        TransportFailure failure = send(
                        transport(), post(peer(answering("br", new byte[4])).uri("/"), "{}"))
                .failure();

        assertThat(failure.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(failure.message()).contains("'br'");
    }

    @Test
    void an_empty_packed_answer_is_whole() throws Exception {
        assertThat(send(transport(), post(peer(answering("gzip", new byte[0])).uri("/"), "{}"))
                        .text())
                .isEmpty();
        assertThat(send(
                                transport(),
                                post(peer(answering("deflate", new byte[0])).uri("/"), "{}"))
                        .text())
                .isEmpty();
    }

    @Test
    void a_packed_stream_is_held_back_too() throws Exception {
        byte[] packed = gzip(new byte[20_000_000]);
        HttpTransport transport = transport();
        Recorder reply = new Recorder();
        reply.consuming = false;
        transport.send(streaming(peer(answering("gzip", packed)).uri("/")), reply);
        reply.awaitBytes(1_000_000);
        // 4 KiB of zeros is 4 MB unpacked: the first window is all that comes
        assertThat(reply.received.get()).isLessThan(10_000_000);
        assertThat(reply.over()).isFalse();

        reply.consuming = true;
        reply.exchange().consumed((int) reply.received.get());

        reply.awaitEnd();
        assertThat(reply.received.get()).isEqualTo(20_000_000);
    }
}
