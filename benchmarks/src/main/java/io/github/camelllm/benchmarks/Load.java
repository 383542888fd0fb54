/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** So many callers, each of which asks again as soon as it has its answer, until this is closed. */
final class Load implements AutoCloseable {

    private static final int MOST_FAILURES = 100;

    private final Candidate candidate;
    private final int pieces;
    private final Latencies latencies;
    private final LongAdder answers = new LongAdder();
    private final LongAdder texts = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
    private final CountDownLatch ended;
    private volatile boolean open = true;

    /**
     * @param pieces of each answer; 0: not streamed
     * @param latencies takes the time of each answer, or to the first piece of each stream
     */
    Load(Candidate candidate, int pieces, int callers, Latencies latencies) {
        this.candidate = candidate;
        this.pieces = pieces;
        this.latencies = latencies;
        this.ended = new CountDownLatch(callers);
        boolean blocks = pieces == 0 ? candidate.blocksToAsk() : candidate.blocksToStream();
        for (int i = 0; i < callers; i++) {
            Caller caller = new Caller(blocks);
            if (blocks) {
                new Thread(null, caller, "caller-" + i, 256 * 1024).start();
            } else {
                caller.next();
            }
        }
    }

    long answers() {
        return answers.sum();
    }

    long texts() {
        return texts.sum();
    }

    /** Waits for the answers that are due. One call in a thousand may fail; the JDK's HTTP client loses one now and then. */
    @Override
    public void close() {
        open = false;
        boolean all;
        try {
            all = ended.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            all = false;
        }
        Throwable why = problem.get();
        if (why != null) {
            System.err.println(failures.sum() + " of " + answers.sum() + " calls failed, the first with " + why);
        }
        if (!all || failures.sum() * 1000 > answers.sum()) {
            throw new IllegalStateException("not every call was answered as it should be", why);
        }
    }

    private final class Caller implements Runnable, Consumer<String>, Candidate.Done {

        private final boolean blocks;
        private long asked;
        private boolean first;

        Caller(boolean blocks) {
            this.blocks = blocks;
        }

        @Override
        public void run() {
            while (open) {
                ask();
            }
            ended.countDown();
        }

        void next() {
            if (open) {
                ask();
            } else {
                ended.countDown();
            }
        }

        private void ask() {
            asked = System.nanoTime();
            first = true;
            if (pieces == 0) {
                candidate.ask(this);
            } else {
                candidate.stream(this, this);
            }
        }

        @Override
        public void accept(String piece) {
            if (first) {
                first = false;
                latencies.add(System.nanoTime() - asked);
            }
            texts.increment();
        }

        @Override
        public void got(Answer answer) {
            if (!Work.right(answer, pieces)) {
                failed(new IllegalStateException("a wrong answer: " + answer));
                return;
            }
            if (pieces == 0) {
                latencies.add(System.nanoTime() - asked);
            }
            answers.increment();
            goOn();
        }

        @Override
        public void failed(Throwable thrown) {
            problem.compareAndSet(null, thrown);
            failures.increment();
            if (failures.sum() > MOST_FAILURES) {
                open = false;
            }
            goOn();
        }

        private void goOn() {
            if (!blocks) {
                next();
            }
        }
    }
}
