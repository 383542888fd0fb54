/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.script.ScriptFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Both providers as real HTTP servers on the loopback address: they fail as a script says, else they answer. */
final class SimulatedProviders implements AutoCloseable {

    private static final List<String> IDS = List.of("mistral", "openai");

    private final ProviderSimulator simulator;
    private final Path faults;

    private SimulatedProviders(ProviderSimulator simulator, Path faults) {
        this.simulator = simulator;
        this.faults = faults;
    }

    /** Starts them with the faults of this file. */
    static SimulatedProviders start(Path faults) throws IOException {
        ScriptFile script;
        try (InputStream yaml = Files.newInputStream(faults)) {
            script = ScriptFile.read(faults.toString(), yaml);
        }
        SimulatedAgent agent = new SimulatedAgent();
        ProviderSimulator simulator = ProviderSimulator.start();
        IDS.forEach(id -> simulator
                .provider(id)
                .respond(request -> script.ruled(request).orElseGet(() -> agent.answer(request))));
        return new SimulatedProviders(simulator, faults);
    }

    /** Properties that point {@code llm:mistral} and {@code llm:openai} here. */
    Properties properties() {
        return simulator.properties();
    }

    @Override
    public void close() {
        simulator.close();
    }

    @Override
    public String toString() {
        return "Mistral and OpenAI are simulated, as real HTTP on " + simulator.url() + ", and fail as " + faults
                + " says.";
    }
}
