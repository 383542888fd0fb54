/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostLookupTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile long now;

    private final HostLookup lookup = new HostLookup(
            new DnsResolver() {
                @Override
                public InetAddress[] resolve(String host) {
                    asked.add(host);
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                }

                @Override
                public String resolveCanonicalHostname(String host) {
                    return host;
                }
            },
            thread,
            () -> now);

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void a_name_is_asked_for_again_after_half_a_minute() throws Exception {
        lookup.prepare("a.example").join();
        assertThat(lookup.resolve("a.example")).hasSize(1);
        now = Duration.ofSeconds(29).toNanos();
        lookup.prepare("a.example").join();
        assertThat(asked).containsExactly("a.example");

        now = Duration.ofSeconds(30).toNanos();
        lookup.prepare("a.example").join();

        assertThat(asked).containsExactly("a.example", "a.example");
    }

    @Test
    void names_that_messages_bring_do_not_fill_the_memory() {
        for (int i = 0; i < 5000; i++) {
            lookup.prepare("host-" + i + ".example").join();
        }

        assertThat(asked).hasSize(5000);
        assertThat(lookup.remembered()).isBetween(1, 1000);
    }
}
