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
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of a run. It ends when its standard input does, so also when the process that started it has died. */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader from;
    private final PrintStream to;

    /** A server; {@link #hear} tells its port. */
    static Child server(Class<?> main, Object... args) throws IOException {
        return new Child(main, List.of("-Xmx512m", "-XX:+UseSerialGC"), args);
    }

    /** A candidate on a JVM with as much heap as it can use, whose compilers do not come and go. */
    static Child worker(Object... args) throws IOException {
        Child worker = new Child(
                Worker.class,
                List.of(
                        "-Xms2g",
                        "-Xmx2g",
                        "-XX:-UseDynamicNumberOfCompilerThreads",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                args);
        worker.hear();
        return worker;
    }

    private Child(Class<?> main, List<String> options, Object... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Arrays.stream(args).map(String::valueOf).forEach(command::add);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** The next line that it says. */
    String hear() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new IOException("a process ended too early: see what it wrote to the standard error");
        }
        return line;
    }

    Measured measure(Order order) throws IOException {
        to.println(order.line());
        return Measured.parse(hear());
    }

    @Override
    public void close() throws IOException {
        to.close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** In a server's process: ends it when the standard input does. */
    static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(PrintStream.nullOutputStream());
                    } catch (IOException e) {
                        System.err.println("The parent cannot be heard any more: " + e);
                    }
                    System.exit(0);
                },
                "parent");
        watch.start();
    }
}
