/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the transport share: a transport whose time stands still, and calls. */
abstract class TransportTest {

    static final Deadlines DEADLINES = new Deadlines(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(7),
            Duration.ofSeconds(100));

    final ManualTime time = new ManualTime();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        time.shutdownNow();
    }

    <T extends AutoCloseable> T closing(T thing) {
        open.add(thing);
        return thing;
    }

    HttpTransport transport() {
        return transport(TransportConfig.STANDARD);
    }

    HttpTransport transport(TransportConfig config) {
        return closing(new HttpClient5Transport(config, time, time));
    }

    Peer peer(Peer.Script... scripts) throws IOException {
        return closing(new Peer(scripts));
    }

    static HttpCall post(URI uri, String body) {
        return new HttpCall(
                "POST",
                uri,
                List.of(new HttpHeader("User-Agent", "test"), new HttpHeader("Content-Type", "application/json")),
                ByteChunks.utf8(body),
                DEADLINES,
                1_000_000,
                false);
    }

    static HttpCall streaming(URI uri) {
        HttpCall call = post(uri, "{}");
        return new HttpCall(call.method(), uri, call.headers(), call.body(), call.deadlines(), Long.MAX_VALUE, true);
    }

    static HttpCall with(HttpCall call, Deadlines deadlines) {
        return new HttpCall(
                call.method(),
                call.uri(),
                call.headers(),
                call.body(),
                deadlines,
                call.maxReplyBytes(),
                call.streaming());
    }

    static HttpCall with(HttpCall call, long maxReplyBytes) {
        return new HttpCall(
                call.method(),
                call.uri(),
                call.headers(),
                call.body(),
                call.deadlines(),
                maxReplyBytes,
                call.streaming());
    }

    static Recorder send(HttpTransport transport, HttpCall call) {
        Recorder recorder = new Recorder();
        transport.send(call, recorder);
        return recorder;
    }

    static void awaitNothingLeased(HttpTransport transport) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(transport.stats().leased()).isZero();
            assertThat(transport.stats().inFlight()).isZero();
        });
    }
}
