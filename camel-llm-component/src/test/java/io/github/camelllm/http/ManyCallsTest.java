/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ManyCallsTest extends TransportTest {

    private static final int CALLS = 5000;
    private static final long MAX_HEAP_PER_CALL = 16 * 1024;

    /** Counts, and keeps nothing, so that the heap is the transport's own. */
    private static final class Counter implements ReplyHandler {
        private final CountDownLatch ended;
        private final AtomicInteger failed;

        Counter(CountDownLatch ended, AtomicInteger failed) {
            this.ended = ended;
            this.failed = failed;
        }

        @Override
        public void head(HttpHead head) {}

        @Override
        public void data(java.nio.ByteBuffer bytes) {}

        @Override
        public void end() {
            ended.countDown();
        }

        @Override
        public void failed(TransportFailure failure) {
            failed.incrementAndGet();
            ended.countDown();
        }
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static Set<String> transportThreads() {
        Set<String> names = new HashSet<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("camel-llm-http-") && !name.contains("names"))
                .forEach(names::add);
        return names;
    }

    @Test
    void five_thousand_calls_in_flight_need_two_io_threads_and_little_heap() throws Exception {
        SlowServer server = closing(new SlowServer());
        Set<String> before = transportThreads();
        HttpTransport transport = transport(TransportConfig.builder()
                .connectionsPerRoute(CALLS)
                .maxTotalConnections(CALLS)
                .build());
        HttpCall call = with(post(server.uri(), "{}"), DEADLINES.withConnect(Duration.ZERO));
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch warm = new CountDownLatch(1);
        transport.send(call, new Counter(warm, failed));
        Awaitility.await().until(() -> server.requests() == 1);
        server.answerAll();
        assertThat(warm.await(20, TimeUnit.SECONDS)).isTrue();
        long empty = usedHeap();

        CountDownLatch ended = new CountDownLatch(CALLS);
        for (int i = 0; i < CALLS; i++) {
            transport.send(call, new Counter(ended, failed));
        }
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> server.requests() == CALLS + 1);
        long perCall = (usedHeap() - empty) / CALLS;
        Set<String> threads = transportThreads();
        threads.removeAll(before);
        System.out.printf(
                "%d calls in flight over plain HTTP: %d bytes of heap each, threads %s%n", CALLS, perCall, threads);

        assertThat(transport.stats().leased()).isEqualTo(CALLS);
        assertThat(perCall).isLessThan(MAX_HEAP_PER_CALL);
        // Two serve the connections, one waits for them to end.
        assertThat(threads).hasSizeLessThanOrEqualTo(3);
        time.tick();
        server.answerAll();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failed).hasValue(0);
        awaitNothingLeased(transport);
    }

    @Test
    void cancels_deadlines_and_answers_that_race_end_each_exchange_once() throws Exception {
        Peer peer = peer(wire -> {
            while (true) {
                wire.request();
                wire.stream().chunk("data: a\n\n").chunk("data: b\n\n").lastChunk();
            }
        });
        HttpTransport transport =
                transport(TransportConfig.builder().connectionsPerRoute(20).build());
        Random random = new Random(1);
        List<Recorder> replies = new ArrayList<>();
        int cancelled = 0;
        for (int i = 0; i < 3000; i++) {
            Recorder reply = send(transport, streaming(peer.uri("/")));
            replies.add(reply);
            if (random.nextInt(3) == 0) {
                Recorder victim = replies.get(random.nextInt(replies.size()));
                if (victim.exchange().cancel()) {
                    victim.cancelled = true;
                    cancelled++;
                }
            }
            if (random.nextInt(50) == 0) {
                time.tick();
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> replies.stream().allMatch(reply -> reply.over() != reply.cancelled));

        awaitNothingLeased(transport);
        assertThat(cancelled).isPositive();
        for (Recorder reply : replies) {
            assertThat(reply.wrongs).isEmpty();
            if (!reply.cancelled) {
                assertThat(reply.text()).isEqualTo("data: a\n\ndata: b\n\n");
            }
        }
        assertThat(peer.problems).isEmpty();
    }
}
