/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** What calls in flight cost: measured, printed, and held to a limit. */
class FootprintTest extends Routes {

    private static final int CALLS = 2_000;
    private static final int MOST_THREADS = 24;
    private static final long MOST_BYTES = 16 * 1024;

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:warm").to("llm:openai/gpt-4o?connectionsPerRoute=4096&connectTimeout=0");
            }
        };
    }

    @Test
    void two_thousand_calls_in_flight_need_few_threads_and_little_heap() throws Exception {
        try (RemoteProvider remote = RemoteProvider.start()) {
            context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:ask")
                            .to("llm:mistral/mistral-small-latest?connectionsPerRoute=4096&connectTimeout=0&baseUrl="
                                    + remote.baseUrl());
                }
            });
            end(begin("direct:warm", 50));
            Set<Long> idle = threads();
            long empty = usedHeap();

            List<CompletableFuture<Exchange>> calls = begin("direct:ask", CALLS);
            remote.awaitReached(CALLS);
            long full = usedHeap();
            Set<Long> more = threads();
            more.removeAll(idle);
            Set<Long> ours = threadsOfTheComponent();
            remote.release();
            end(calls);

            long bytes = Math.max(0, full - empty) / CALLS;
            System.out.printf(
                    "FOOTPRINT %d calls in flight: %d threads of the component, %d more than idle; %d bytes of heap for"
                            + " each: exchange, call and connection%n",
                    CALLS, ours.size(), more.size(), bytes);
            assertThat(ours).hasSizeLessThanOrEqualTo(MOST_THREADS);
            assertThat(more).hasSizeLessThanOrEqualTo(MOST_THREADS);
            assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private List<CompletableFuture<Exchange>> begin(String route, int calls) {
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            all.add(template()
                    .asyncSend(route, exchange -> exchange.getMessage().setBody("question")));
        }
        return all;
    }

    private static void end(List<CompletableFuture<Exchange>> calls) throws Exception {
        for (CompletableFuture<Exchange> call : calls) {
            assertThat(call.get(60, TimeUnit.SECONDS).getException()).isNull();
        }
    }

    private static Set<Long> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getId).collect(Collectors.toSet());
    }

    private static Set<Long> threadsOfTheComponent() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().contains("llm") || thread.getName().contains("httpclient"))
                .map(Thread::getId)
                .collect(Collectors.toSet());
    }

    /** After full collections: the least of several, since others allocate meanwhile. */
    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
