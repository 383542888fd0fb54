/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;

/** Runs the ticket routes over the tickets of {@code data}, prints what it took, and ends. */
public final class Quickstart {

    private static final long MOST_MINUTES = 30;

    private final Job job;
    private final Consumer<Main> routes;
    private final Summary summary = new Summary();

    Quickstart(Job job) {
        this(job, job.dsl().equals("java") ? Quickstart::javaRoutes : Quickstart::yamlRoutes);
    }

    Quickstart(Job job, Consumer<Main> routes) {
        this.job = job;
        this.routes = routes;
    }

    public static void main(String... args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Job job = Job.of(System.getProperty("quickstart.dsl", "java"), System.getenv());
            if (Boolean.getBoolean("quickstart.serve")) {
                serve(job, out);
            }
            Result result = new Quickstart(job).run(out);
            new Report(out).print(job, result);
            System.exit(result.good() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Only serves, until the process is ended. */
    private static void serve(Job job, PrintStream out) throws Exception {
        Path file = Files.createDirectories(job.output()).resolve("servers.properties");
        try (Servers servers = Servers.start(job)) {
            servers.writeDown(file);
            out.println(servers);
            out.println("The addresses are in " + file + "; Ctrl-C ends the servers.");
            Thread.currentThread().join();
        }
    }

    /** Runs to the last ticket. */
    Result run(PrintStream out) throws Exception {
        Files.createDirectories(job.output());
        Files.deleteIfExists(job.enriched());
        Files.deleteIfExists(job.errors());
        try (Servers servers = Servers.start(job)) {
            out.println(servers);
            Properties properties = servers.properties();
            properties.setProperty("tickets.input", job.data().toString());
            properties.setProperty("tickets.output", job.output().toString());
            process(properties);
        }
        return new Result(lines(job.tickets()), lines(job.enriched()), lines(job.errors()), summary);
    }

    // tag::main[]
    private void process(Properties properties) throws Exception {
        Main main = new Main();
        main.setInitialProperties(properties);
        main.bind("summary", summary);
        routes.accept(main);
        main.init();
        NotifyBuilder fileDone = new NotifyBuilder(main.getCamelContext())
                .fromRoute("tickets")
                .filter(exchange -> exchange.getProperty("CamelSplitIndex") == null)
                .whenDone(1)
                .create();
        try {
            main.start();
            if (!fileDone.matches(MOST_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("not done after " + MOST_MINUTES + " minutes");
            }
        } finally {
            main.stop();
        }
    }

    private static void javaRoutes(Main main) {
        main.configure().addRoutesBuilder(new TicketRoutes());
    }

    private static void yamlRoutes(Main main) {
        main.configure().withRoutesIncludePattern("classpath:tickets.camel.yaml");
    }
    // end::main[]

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).count();
        }
    }
}
