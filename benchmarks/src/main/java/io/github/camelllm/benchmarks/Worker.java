/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The process of one candidate: does one {@link Order} after the other until the standard input ends. */
final class Worker {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int ownThreads;
    private final Candidate candidate;
    private final Latencies latencies = new Latencies();
    private final long idleHeap;

    private Worker(Candidate candidate, int ownThreads) {
        this.candidate = candidate;
        this.ownThreads = ownThreads;
        new Load(candidate, 0, 1, latencies).close();
        idleHeap = Meter.liveHeap();
    }

    /** @param args name of the contender, base URL, connections, trust store or nothing */
    public static void main(String[] args) throws Exception {
        Path trustStore = args.length > 3 ? Path.of(args[3]) : null;
        Setting setting = new Setting(args[1], Integer.parseInt(args[2]), trustStore);
        int ownThreads = ManagementFactory.getThreadMXBean().getThreadCount();
        try (Candidate candidate = Contender.valueOf(args[0]).start(setting)) {
            new Worker(candidate, ownThreads).serve();
        }
        System.exit(0);
    }

    private void serve() throws IOException, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            System.out.println(measured(Order.parse(line)).line());
        }
    }

    private Measured measured(Order order) throws InterruptedException {
        threads.resetPeakThreadCount();
        long heap = 0;
        Meter begin;
        Meter end;
        long answers;
        long texts;
        try (Load load = new Load(candidate, order.pieces(), order.callers(), latencies)) {
            pause(order.settle());
            latencies.clear();
            answers = -load.answers();
            texts = -load.texts();
            begin = Meter.now();
            pause(order.window());
            end = Meter.now();
            answers += load.answers();
            texts += load.texts();
            if (order.heap()) {
                heap = Meter.liveHeap() - idleHeap;
            }
        }
        Meter used = end.since(begin);
        return new Measured(
                used.nanos(),
                answers,
                texts,
                used.cpuNanos(),
                used.allocatedBytes(),
                threads.getPeakThreadCount() - ownThreads,
                heap,
                latencies.micros(0.5),
                latencies.micros(0.99));
    }

    /** A window of measurement is a stretch of time and nothing else: there is no event to wait for. */
    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
