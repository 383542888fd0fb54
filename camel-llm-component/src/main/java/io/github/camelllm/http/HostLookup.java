/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up beside the I/O threads, which a slow name server would stop for every call. The engine itself asks in
 * its connecting thread; by then the answer is here. Answers are kept as long as the JDK keeps them, 30 s.
 */
final class HostLookup implements DnsResolver {

    private static final long KEEP_NANOS = Duration.ofSeconds(30).toNanos();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(InetAddress[] addresses, long at) {}

    private final DnsResolver source;
    private final Executor executor;
    private final LongSupplier clock;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    HostLookup(DnsResolver source, Executor executor, LongSupplier clock) {
        this.source = source;
        this.executor = executor;
        this.clock = clock;
    }

    /** Ends when {@link #resolve} can answer for the host without waiting, or with UnknownHostException. */
    CompletableFuture<Void> prepare(String host) {
        if (isAddress(host) || fresh(host) != null) {
            return CompletableFuture.completedFuture(null);
        }
        return running.computeIfAbsent(host, this::start);
    }

    private CompletableFuture<Void> start(String host) {
        CompletableFuture<Void> lookup = CompletableFuture.runAsync(() -> ask(host), executor);
        return lookup;
    }

    private void ask(String host) {
        try {
            answers.put(host, new Answer(source.resolve(host), clock.getAsLong()));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        } finally {
            running.remove(host);
        }
    }

    private InetAddress @Nullable [] fresh(String host) {
        Answer answer = answers.get(host);
        return answer != null && clock.getAsLong() - answer.at() < KEEP_NANOS ? answer.addresses() : null;
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] known = fresh(host);
        return known != null ? known : source.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return source.resolveCanonicalHostname(host);
    }
}
