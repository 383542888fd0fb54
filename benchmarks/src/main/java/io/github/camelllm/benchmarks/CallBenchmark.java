/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One caller under JMH, as a second opinion on time and, with its profiler {@code gc}, on allocation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class CallBenchmark {

    private static final int PIECES = 200;

    @Param({"LLM", "BARE", "CAMEL_HTTP", "LANGCHAIN4J", "OPENAI_SDK"})
    public Contender contender;

    private Child server;
    private Candidate candidate;

    /** Starts the server, in a process of its own, and the candidate. */
    @Setup(Level.Trial)
    public void start() throws Exception {
        server = Child.server(MockServer.class);
        String url = "http://127.0.0.1:" + server.hear() + "/think/0/pieces/" + PIECES + "/v1";
        candidate = contender.start(new Setting(url, 8, null));
    }

    /** Ends both. */
    @TearDown(Level.Trial)
    public void stop() throws Exception {
        candidate.close();
        server.close();
    }

    /** A whole answer. */
    @Benchmark
    public Answer call() {
        Ended ended = new Ended();
        candidate.ask(ended);
        return ended.join();
    }

    /** A chunk of a streamed answer. */
    @Benchmark
    @OperationsPerInvocation(PIECES)
    public Answer chunk() {
        Ended ended = new Ended();
        candidate.stream(ended, ended);
        return ended.join();
    }

    /** Waits for the end of a call. */
    private static final class Ended extends CompletableFuture<Answer> implements Candidate.Done, Consumer<String> {

        @Override
        public void accept(String piece) {
            // the answer has them all
        }

        @Override
        public void got(Answer answer) {
            complete(answer);
        }

        @Override
        public void failed(Throwable problem) {
            completeExceptionally(problem);
        }
    }
}
