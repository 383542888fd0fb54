/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.test.Hold;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A simulated provider in a process of its own, so that its heap is not counted as ours. It holds all answers until it is
 * told to release them.
 */
final class RemoteProvider implements AutoCloseable {

    private final Process process;
    private final BufferedReader words;
    private final PrintStream orders;
    private final String baseUrl;

    private RemoteProvider(Process process) throws IOException {
        this.process = process;
        this.words = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.baseUrl = words.readLine();
    }

    static RemoteProvider start() throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        classes,
                        RemoteProvider.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new RemoteProvider(process);
    }

    String baseUrl() {
        return baseUrl;
    }

    /** Waits until so many calls wait for their answer. */
    void awaitReached(int calls) throws IOException {
        orders.println("await " + calls);
        words.readLine();
    }

    /** Lets all answers go. */
    void release() throws IOException {
        orders.println("release");
        words.readLine();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The other process. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().keepRequests(1).start()) {
            Hold hold = new Hold();
            simulator.provider("mistral").always(Reply.text("fine").heldBy(hold));
            out.println(simulator.provider("mistral").baseUrl());
            for (String order = in.readLine(); order != null; order = in.readLine()) {
                if (order.startsWith("await ")) {
                    hold.awaitReached(Integer.parseInt(order.substring("await ".length())));
                } else {
                    hold.release();
                }
                out.println("done");
            }
        }
    }
}
