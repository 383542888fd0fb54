/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BackPressureTest extends TransportTest {

    private static final int CHUNK = 16 * 1024;
    private static final int CHUNKS = 1000;

    /** Sends more than sockets and windows can hold and counts what it got rid of. */
    private static Peer.Script flood(AtomicLong written) {
        byte[] flood = new byte[CHUNK];
        Arrays.fill(flood, (byte) 'x');
        return wire -> {
            wire.request();
            wire.stream();
            for (int i = 0; i < CHUNKS; i++) {
                wire.chunk(flood);
                written.addAndGet(CHUNK);
            }
            wire.lastChunk();
            Peer.awaitClose(wire);
        };
    }

    private static void awaitStandstill(AtomicLong written, Recorder reply) {
        AtomicLong last = new AtomicLong(-1);
        Awaitility.await().pollInterval(java.time.Duration.ofMillis(200)).until(() -> {
            long now = written.get() + reply.received.get();
            return now > 0 && last.getAndSet(now) == now;
        });
    }

    private void check(Peer peer, AtomicLong written, HttpTransport transport) throws Exception {
        Recorder reply = new Recorder();
        reply.consuming = false;
        transport.send(streaming(peer.uri("/")), reply);
        reply.awaitBytes(1);
        awaitStandstill(written, reply);
        long got = reply.received.get();
        assertThat(got).as("at most a window and a buffer").isLessThanOrEqualTo(80 * 1024);
        assertThat(written.get()).as("the server cannot go on").isLessThan((long) CHUNK * CHUNKS);

        reply.consuming = true;
        reply.exchange().consumed((int) got);

        assertThat(reply.text()).hasSize(CHUNK * CHUNKS);
    }

    @Test
    void a_reader_that_does_not_consume_stops_the_server_and_loses_nothing() throws Exception {
        AtomicLong written = new AtomicLong();
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Peer peer = closing(new Peer(server, flood(written)));

        check(peer, written, transport());
    }

    @Test
    void the_same_over_tls() throws Exception {
        AtomicLong written = new AtomicLong();
        Peer peer = closing(Peer.tls(Certificates.server(), false, flood(written)));

        check(
                peer,
                written,
                transport(TransportConfig.builder()
                        .sslContext(Certificates.trusting())
                        .build()));
    }

    @Test
    void a_plain_call_is_never_held_back() throws Exception {
        AtomicLong written = new AtomicLong();
        Peer peer = peer(flood(written));
        Recorder reply = new Recorder();
        reply.consuming = false;
        HttpCall call = with(post(peer.uri("/"), "{}"), Long.MAX_VALUE);

        transport().send(call, reply);

        assertThat(reply.text()).hasSize(CHUNK * CHUNKS);
    }

    @Test
    void a_stalled_reader_does_not_hold_up_others() throws Exception {
        AtomicLong written = new AtomicLong();
        Peer peer = peer(flood(written), wire -> wire.answer(wire.request().text()));
        HttpTransport transport =
                transport(TransportConfig.builder().ioThreads(1).build());
        Recorder stalled = new Recorder();
        stalled.consuming = false;
        transport.send(streaming(peer.uri("/")), stalled);
        stalled.awaitBytes(1);
        awaitStandstill(written, stalled);

        assertThat(send(transport, post(peer.uri("/"), "other")).text()).isEqualTo("other");
    }
}
