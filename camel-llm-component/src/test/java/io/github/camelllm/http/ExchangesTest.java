/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ExchangesTest extends TransportTest {

    @Test
    void a_post_goes_out_as_given_and_its_answer_comes_back() throws Exception {
        AtomicReference<Wire.Request> seen = new AtomicReference<>();
        Peer peer = peer(wire -> {
            seen.set(wire.request());
            wire.write("HTTP/1.1 201 Created\r\nX-Request-Id: r1\r\nContent-Length: 5\r\n\r\nhello");
            Peer.awaitClose(wire);
        });
        HttpTransport transport = transport();

        Recorder reply = send(transport, post(peer.uri("/v1/chat?x=1"), "{\"a\":1}"));

        assertThat(reply.text()).isEqualTo("hello");
        assertThat(reply.awaitHead().status()).isEqualTo(201);
        assertThat(reply.awaitHead().headers().first("x-request-id")).contains("r1");
        assertThat(seen.get().head())
                .startsWith("POST /v1/chat?x=1 HTTP/1.1\r\n")
                .contains("Host: localhost:" + peer.port())
                .contains("User-Agent: test")
                .contains("Content-Type: application/json")
                .contains("Accept-Encoding: gzip")
                .doesNotContain("Apache", "Expect", "Upgrade", "Cookie");
        assertThat(seen.get().text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void a_connection_is_used_again() throws Exception {
        Peer peer = peer(wire -> {
            while (true) {
                wire.answer(wire.request().text());
            }
        });
        HttpTransport transport = transport();

        for (int i = 0; i < 5; i++) {
            assertThat(send(transport, post(peer.uri("/"), "n" + i)).text()).isEqualTo("n" + i);
            awaitNothingLeased(transport);
        }

        assertThat(peer.connections()).isEqualTo(1);
        assertThat(transport.stats().available()).isEqualTo(1);
    }
}
