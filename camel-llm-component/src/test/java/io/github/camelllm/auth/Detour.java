/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import io.github.camelllm.http.HttpCall;
import io.github.camelllm.http.HttpClient5Transport;
import io.github.camelllm.http.HttpExchange;
import io.github.camelllm.http.HttpTransport;
import io.github.camelllm.http.ReplyHandler;
import io.github.camelllm.http.TransportConfig;
import io.github.camelllm.http.TransportStats;
import io.github.camelllm.test.TokenAuthority;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Real connections; only the names of a cloud's own services lead to a simulated authority. */
public final class Detour implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Set<String> hosts;
    private final TokenAuthority authority;
    private final List<Turned> turned = new CopyOnWriteArrayList<>();

    /** A call that was led to the authority. */
    public record Turned(URI uri, TransportConfig config) {}

    public Detour(TokenAuthority authority, String... hosts) {
        this.authority = authority;
        this.hosts = Set.of(hosts);
    }

    /** The calls that were led to the authority. */
    public List<Turned> turned() {
        return turned;
    }

    public HttpTransport transport(TransportConfig config) {
        HttpTransport real = new HttpClient5Transport(config, timer, System::nanoTime);
        return new HttpTransport() {
            @Override
            public HttpExchange send(HttpCall call, ReplyHandler handler) {
                return real.send(hosts.contains(call.uri().getHost()) ? turn(call, config) : call, handler);
            }

            @Override
            public TransportStats stats() {
                return real.stats();
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    private HttpCall turn(HttpCall call, TransportConfig config) {
        turned.add(new Turned(call.uri(), config));
        String query = call.uri().getRawQuery() == null ? "" : "?" + call.uri().getRawQuery();
        return new HttpCall(
                call.method(),
                URI.create(authority.url() + call.uri().getRawPath() + query),
                call.headers(),
                call.body(),
                call.deadlines(),
                call.maxReplyBytes(),
                call.streaming());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
