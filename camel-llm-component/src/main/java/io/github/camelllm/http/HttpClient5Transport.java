/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.pool.PoolStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport on Apache HttpClient 5's asynchronous engine. A few threads serve every call; the deadlines of all calls
 * are looked at together, in one tick.
 *
 * <p>The engine's loggers {@code org.apache.hc.client5.http.headers} and {@code .wire} print keys and prompts at DEBUG.
 */
public final class HttpClient5Transport implements HttpTransport {

    /** How often deadlines are looked at. */
    public static final Duration TICK = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(HttpClient5Transport.class);
    private static final int TICKS_PER_EVICTION = 20;
    private static final int LOOKUP_THREADS = 2;

    private final TransportConfig config;
    private final LongSupplier clock;
    private final ThreadPoolExecutor lookups;
    private final Engine engine;
    private final ScheduledFuture<?> ticking;
    private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();
    private final ExchangeHome home = new ExchangeHome();
    private volatile boolean closed;
    private int ticks;

    /**
     * @param timer runs the ticks, may be shared, stays open when this closes
     * @param nanoClock such as {@link System#nanoTime}
     */
    public HttpClient5Transport(TransportConfig config, ScheduledExecutorService timer, LongSupplier nanoClock) {
        this(config, timer, nanoClock, SystemDefaultDnsResolver.INSTANCE);
    }

    HttpClient5Transport(
            TransportConfig config, ScheduledExecutorService timer, LongSupplier nanoClock, DnsResolver names) {
        this.config = config;
        this.clock = nanoClock;
        this.lookups = new ThreadPoolExecutor(
                LOOKUP_THREADS,
                LOOKUP_THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons("camel-llm-http-names-"));
        this.lookups.allowCoreThreadTimeOut(true);
        this.engine = new Engine(config, new HostLookup(names, lookups, nanoClock), daemons("camel-llm-http-"));
        this.ticking =
                timer.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public HttpExchange send(HttpCall call, ReplyHandler handler) {
        Exchange exchange = new Exchange(call, handler, config, clock, home);
        inFlight.add(exchange);
        exchange.outlet().started(exchange);
        if (closed) {
            exchange.closed();
        }
        if (!exchange.isOver()) {
            exchange.start();
        }
        return exchange;
    }

    private final class ExchangeHome implements Exchange.Home {

        @Override
        public void start(Attempt attempt) {
            try {
                engine.execute(attempt);
            } catch (RuntimeException e) {
                attempt.broken(e);
            } catch (Error e) {
                LOG.error("A call could not be started", e);
                attempt.broken(e);
            }
        }

        @Override
        public void over(Exchange exchange) {
            inFlight.remove(exchange);
        }
    }

    @Override
    public TransportStats stats() {
        PoolStats pool = engine.stats();
        return new TransportStats(
                pool.getLeased(), pool.getPending(), pool.getAvailable(), pool.getMax(), inFlight.size());
    }

    private void tick() {
        inFlight.forEach(this::look);
        if (++ticks % TICKS_PER_EVICTION == 0) {
            try {
                engine.evict(config.connectionIdleTimeout());
            } catch (RuntimeException | Error e) {
                LOG.error("Closing idle connections failed", e);
            }
        }
    }

    /** What is thrown here would end the ticking, and with it the deadlines of all calls: it ends its own call. */
    private void look(Exchange exchange) {
        try {
            exchange.checkDeadlines();
        } catch (RuntimeException | Error e) {
            LOG.error("Looking at the deadlines of a call failed", e);
            exchange.fail(exchange.diagnosis().unwatched(e));
        }
    }

    @Override
    public void close() {
        closed = true;
        ticking.cancel(false);
        inFlight.forEach(Exchange::closed);
        engine.close();
        lookups.shutdownNow();
    }
}
