/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bodies of megabytes are not copied over and over. */
class BigBodiesTest {

    private static final int MEGABYTE = 1 << 20;
    private static final int PROMPT = 8 * MEGABYTE;
    private static final int ANSWER = 4 * MEGABYTE;

    @Test
    void eight_megabytes_out_and_four_in_need_at_most_half_as_much_heap_again() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.provider("openai").enqueue(Reply.text("warm"), Reply.text("a".repeat(ANSWER)));
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xms96m",
                            "-Xmx96m",
                            "-Xmn1m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BigBodies.class.getName(),
                            simulator.provider("openai").baseUrl(),
                            String.valueOf(PROMPT),
                            String.valueOf((PROMPT + ANSWER) * 3L / 2))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("answer " + ANSWER);
            assertThat(child.exitValue()).isZero();
            assertThat(simulator.lastRequest().body().length).isGreaterThan(PROMPT);
        }
    }
}
