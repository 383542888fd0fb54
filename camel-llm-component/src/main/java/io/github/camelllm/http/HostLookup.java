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
    /** More than any client needs; a message may name the host of its call. */
    private static final int MOST_ANSWERS = 1000;

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
            Answer answer = new Answer(source.resolve(host), clock.getAsLong());
            if (answers.size() >= MOST_ANSWERS) {
                forgetSome();
            }
            answers.put(host, answer);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        } finally {
            running.remove(host);
        }
    }

    private void forgetSome() {
        answers.values().removeIf(answer -> !isFresh(answer));
        if (answers.size() >= MOST_ANSWERS) {
            answers.clear();
        }
    }

    private InetAddress @Nullable [] fresh(String host) {
        Answer answer = answers.get(host);
        return answer != null && isFresh(answer) ? answer.addresses() : null;
    }

    private boolean isFresh(Answer answer) {
        return clock.getAsLong() - answer.at() < KEEP_NANOS;
    }

    /** How many names are remembered. */
    int remembered() {
        return answers.size();
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
