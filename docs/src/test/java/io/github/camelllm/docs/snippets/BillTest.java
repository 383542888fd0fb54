/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.PriceCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillTest {

    @Test
    void a_recorded_answer_is_explained_line_by_line() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status;
        try (InputStream answer = getClass().getResourceAsStream("/bill/answer.json")) {
            status = PriceCommand.run(
                    List.of("xai/grok-4.3", "-", "--at", "2026-11-25T12:00:00Z"),
                    answer,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    System.err);
        }

        assertThat(status).isZero();
        try (InputStream bill = getClass().getResourceAsStream("/bill/bill.txt")) {
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualToNormalizingNewlines(new String(bill.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
