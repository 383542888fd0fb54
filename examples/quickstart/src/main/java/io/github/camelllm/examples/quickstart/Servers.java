/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What the routes talk to: the customer directory and, without keys, the simulated providers. */
final class Servers implements AutoCloseable {

    private final Job job;
    private final CustomerDirectory customers;
    private final Optional<SimulatedProviders> providers;

    private Servers(Job job, CustomerDirectory customers, Optional<SimulatedProviders> providers) {
        this.job = job;
        this.customers = customers;
        this.providers = providers;
    }

    static Servers start(Job job) throws IOException {
        Optional<SimulatedProviders> providers =
                job.live() ? Optional.empty() : Optional.of(SimulatedProviders.start(job.faults()));
        return new Servers(job, CustomerDirectory.start(job.customers()), providers);
    }

    /** Writes down where they are, for routes that run elsewhere. */
    void writeDown(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            properties().store(out, "Where the servers are that run now");
        }
    }

    /** Properties that point the routes here, and how long they may wait for an answer. */
    Properties properties() {
        Properties properties = new Properties();
        providers.ifPresent(simulated -> properties.putAll(simulated.properties()));
        properties.setProperty("customers.url", customers.url());
        properties.setProperty("llm.timeout", String.valueOf(job.patience().toMillis()));
        return properties;
    }

    @Override
    public void close() {
        customers.close();
        providers.ifPresent(SimulatedProviders::close);
    }

    /** Who answers, in a sentence. */
    @Override
    public String toString() {
        return providers
                .map(simulated -> "No keys: " + simulated)
                .orElse("Mistral and OpenAI answer, with your keys; that costs money.");
    }
}
