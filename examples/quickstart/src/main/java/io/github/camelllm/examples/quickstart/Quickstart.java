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
            Result result = new Quickstart(job).run(out);
            new Report(out).print(job, result);
            System.exit(result.complete() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Runs to the last ticket. */
    Result run(PrintStream out) throws Exception {
        Files.createDirectories(job.output());
        Files.deleteIfExists(job.enriched());
        Files.deleteIfExists(job.errors());
        try (CustomerDirectory customers = CustomerDirectory.start(job.customers())) {
            if (job.live()) {
                out.println("Mistral and OpenAI answer, with your keys; that costs money.");
                process(properties(customers));
            } else {
                try (SimulatedProviders providers = SimulatedProviders.start(job.faults())) {
                    out.println("No keys: Mistral and OpenAI are simulated, as real HTTP on " + providers.url()
                            + ", with the faults of " + job.faults() + ".");
                    Properties properties = properties(customers);
                    properties.putAll(providers.properties());
                    process(properties);
                }
            }
        }
        return new Result(lines(job.tickets()), lines(job.enriched()), lines(job.errors()), summary);
    }

    private Properties properties(CustomerDirectory customers) {
        Properties properties = new Properties();
        properties.setProperty("tickets.input", job.data().toString());
        properties.setProperty("tickets.output", job.output().toString());
        properties.setProperty("customers.url", customers.url());
        properties.setProperty("llm.timeout", job.patience().toMillis() + "");
        return properties;
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
        main.start();
        boolean inTime = fileDone.matches(MOST_MINUTES, TimeUnit.MINUTES);
        main.stop();
        if (!inTime) {
            throw new IllegalStateException("not done after " + MOST_MINUTES + " minutes");
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
