/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An error of the machine, such as a lack of memory, ends the call that it meets and no other. */
class ErrorsTest extends TransportTest {

    @Test
    void an_error_while_deadlines_are_looked_at_ends_one_call_and_leaves_the_deadlines_of_the_others()
            throws Exception {
        AtomicBoolean sick = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        Peer peer = peer(wire -> {
            wire.request();
            asked.incrementAndGet();
            Peer.awaitClose(wire);
        });
        HttpTransport transport = closing(new HttpClient5Transport(TransportConfig.STANDARD, time, () -> {
            if (sick.compareAndSet(true, false)) {
                throw new InternalError("no room for a number");
            }
            return time.getAsLong();
        }));
        Recorder one = send(transport, post(peer.uri("/"), "{}"));
        Recorder other = send(transport, post(peer.uri("/"), "{}"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() == 2);

        sick.set(true);
        time.tick();

        List<Recorder> over = Stream.of(one, other).filter(Recorder::over).toList();
        assertThat(over).hasSize(1);
        assertThat(over.get(0).failure().message()).contains("no room for a number");
        Recorder left = over.get(0) == one ? other : one;
        time.advance(DEADLINES.response());
        assertThat(left.failure().kind()).isEqualTo(ErrorKind.TIMEOUT_RESPONSE);
        awaitNothingLeased(transport);
    }

    @Test
    void an_error_while_a_call_starts_ends_that_call() throws Exception {
        TransportConfig config = TransportConfig.builder()
                .proxy(new ProxyAddress(
                        "http",
                        "localhost",
                        1,
                        "user",
                        () -> {
                            throw new NoClassDefFoundError("org/example/Vault");
                        },
                        List.of()))
                .build();
        HttpTransport transport = transport(config);

        Recorder reply = send(transport, post(URI.create("https://example.invalid/"), "{}"));

        assertThat(reply.failure().kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(reply.failure().message()).contains("org/example/Vault");
        awaitNothingLeased(transport);
    }

    @Test
    void an_error_while_a_connection_is_closed_does_not_keep_the_failure_from_its_call() throws Exception {
        Recorder reply = new Recorder();
        AtomicBoolean released = new AtomicBoolean();
        Outlet outlet = new Outlet(
                reply,
                () -> {
                    throw new InternalError("no room to close");
                },
                () -> released.set(true));

        outlet.fail(Diagnosis.ofHandler(new IllegalStateException("broken")));

        assertThat(reply.failure().message()).contains("broken");
        assertThat(released).isTrue();
    }
}
