/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures what it is told to and prints the table of all that was measured so far. */
public final class Benchmark {

    private static final int WINDOWS = 15;
    private static final int STREAM_PIECES = 200;
    private static final Figure[] IN_FLIGHT = {
        Figure.RATE_64, Figure.RATE_1000, Figure.RATE_5000, Figure.CPU_5000, Figure.THREADS_5000, Figure.HEAP_5000
    };

    /** What can be measured apart. */
    private enum Piece {
        SMOKE,
        CALLS,
        STREAMS,
        FLIGHT,
        TLS,
        LIVE
    }

    private final Figures figures;

    private Benchmark(Figures figures) {
        this.figures = figures;
    }

    /** @param args what to measure: smoke, full, table, jmh, dialects, or pieces with commas between them; and the file for figures */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("jmh")) {
            jmh();
            return;
        }
        if (args[0].equals("dialects")) {
            System.out.println(Dialects.table());
            return;
        }
        Figures figures = Figures.in(Path.of(args[1]));
        Benchmark benchmark = new Benchmark(figures);
        for (Piece piece : pieces(args[0])) {
            System.err.println("Measuring " + piece);
            benchmark.measure(piece);
            figures.save();
        }
        System.out.println(new Table(figures).text());
    }

    private static void jmh() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(CallBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    private static List<Piece> pieces(String words) {
        return switch (words) {
            case "table" -> List.of();
            case "full" ->
                Arrays.stream(Piece.values())
                        .filter(piece -> piece != Piece.SMOKE)
                        .toList();
            default ->
                Arrays.stream(words.toUpperCase(Locale.ROOT).split(","))
                        .map(Piece::valueOf)
                        .toList();
        };
    }

    private void measure(Piece piece) throws IOException {
        if (piece == Piece.TLS) {
            tls();
            return;
        }
        try (Child server = Child.server(MockServer.class)) {
            String root = "http://127.0.0.1:" + server.hear();
            switch (piece) {
                case SMOKE -> smoke(root + "/think/0/pieces/20/v1");
                case CALLS -> calls(root + "/think/0/v1");
                case STREAMS -> streams(root + "/think/0/pieces/" + STREAM_PIECES + "/v1");
                case FLIGHT -> flight(root + "/think/200/v1");
                default -> live(root + "/think/0/pieces/20/gap/50/v1");
            }
        }
    }

    /** Whether everything works, in a few seconds; the figures mean nothing. */
    private void smoke(String url) throws IOException {
        figures.forget(Figure.values());
        try (Workers workers = new Workers(url, 64)) {
            workers.rounds(1, new Order(0, 8, 500, 500), this::noteCall);
            workers.rounds(1, new Order(20, 2, 500, 500), this::notePieces);
        }
    }

    private void calls(String url) throws IOException {
        figures.forget(Figure.ALLOCATION, Figure.CPU, Figure.LATENCY_P50, Figure.LATENCY_P99);
        try (Workers workers = new Workers(url, 128)) {
            workers.rounds(4, new Order(0, 64, 0, 4000), (contender, warming) -> {});
            workers.rounds(WINDOWS, new Order(0, 64, 150, 1000), this::noteCall);
            workers.rounds(5, new Order(0, 1, 100, 500), (contender, measured) -> {
                figures.add(Figure.LATENCY_P50, contender, measured.p50());
                figures.add(Figure.LATENCY_P99, contender, measured.p99());
            });
        }
    }

    private void noteCall(Contender contender, Measured measured) {
        figures.add(Figure.CPU, contender, measured.cpuMicrosPerAnswer());
        figures.add(Figure.ALLOCATION, contender, measured.bytesPerAnswer());
    }

    private void streams(String url) throws IOException {
        figures.forget(Figure.PIECE_ALLOCATION, Figure.PIECE_CPU);
        try (Workers workers = new Workers(url, 128)) {
            workers.rounds(4, new Order(STREAM_PIECES, 4, 0, 4000), (contender, warming) -> {});
            workers.rounds(WINDOWS, new Order(STREAM_PIECES, 4, 150, 1000), this::notePieces);
        }
    }

    private void notePieces(Contender contender, Measured measured) {
        figures.add(Figure.PIECE_CPU, contender, measured.cpuMicrosPerText());
        figures.add(Figure.PIECE_ALLOCATION, contender, measured.bytesPerText());
    }

    /** At 200 ms of think time: the engine and {@code llm:} in turns, five times each at 5,000; the peers once. */
    private void flight(String url) throws IOException {
        figures.forget(IN_FLIGHT);
        try (Child bare = Child.worker(Contender.BARE, url, 6000);
                Child llm = Child.worker(Contender.LLM, url, 6000)) {
            bare.measure(new Order(0, 5000, 0, 25_000));
            llm.measure(new Order(0, 5000, 0, 25_000));
            for (int run = 0; run < 5; run++) {
                fiveThousand(Contender.BARE, bare);
                fiveThousand(Contender.LLM, llm);
            }
            fewer(Contender.BARE, bare);
            fewer(Contender.LLM, llm);
        }
        for (Contender peer : List.of(Contender.CAMEL_HTTP, Contender.LANGCHAIN4J, Contender.OPENAI_SDK)) {
            try (Child worker = Child.worker(peer, url, 6000)) {
                worker.measure(new Order(0, 1000, 0, 6000));
                fewer(peer, worker);
                fiveThousand(peer, worker);
            }
        }
    }

    private void fewer(Contender contender, Child worker) throws IOException {
        Measured few = worker.measure(new Order(0, 64, 500, 2000));
        figures.add(Figure.RATE_64, contender, few.perSecond());
        Measured many = worker.measure(new Order(0, 1000, 1000, 3000));
        figures.add(Figure.RATE_1000, contender, many.perSecond());
    }

    private void fiveThousand(Contender contender, Child worker) throws IOException {
        Measured measured = worker.measure(new Order(0, 5000, 3000, 4000).withHeap());
        figures.add(Figure.RATE_5000, contender, measured.perSecond());
        figures.add(Figure.CPU_5000, contender, measured.cpuMicrosPerAnswer());
        figures.add(Figure.THREADS_5000, contender, measured.threads());
        figures.add(Figure.HEAP_5000, contender, measured.heap() / 5000.0);
    }

    private void tls() throws IOException {
        figures.forget(Figure.HEAP_5000_TLS);
        Path trustStore = Files.createTempFile("benchmark", ".p12");
        try (Child server = Child.server(TlsServer.class, trustStore)) {
            String url = "https://127.0.0.1:" + server.hear() + "/think/200/v1";
            try (Child worker = Child.worker(Contender.LLM, url, 6000, trustStore)) {
                Measured measured = worker.measure(new Order(0, 5000, 40_000, 3000).withHeap());
                figures.add(Figure.HEAP_5000_TLS, Contender.LLM, measured.heap() / 5000.0);
            }
        } finally {
            Files.delete(trustStore);
        }
    }

    /** 500 streams whose chunks come one by one. */
    private void live(String url) throws IOException {
        figures.forget(Figure.STREAMS_CPU, Figure.STREAMS_FIRST, Figure.STREAMS_FIRST_P99, Figure.STREAMS_THREADS);
        for (Contender contender : Contender.values()) {
            try (Child worker = Child.worker(contender, url, 1000)) {
                Measured measured = worker.measure(new Order(20, 500, 5000, 4000));
                figures.add(Figure.STREAMS_CPU, contender, measured.cpuMicrosPerText());
                figures.add(Figure.STREAMS_FIRST, contender, measured.p50());
                figures.add(Figure.STREAMS_FIRST_P99, contender, measured.p99());
                figures.add(Figure.STREAMS_THREADS, contender, measured.threads());
            }
        }
    }
}
