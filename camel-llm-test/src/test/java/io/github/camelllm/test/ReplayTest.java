/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final SimulatedProvider openai = simulator.provider("openai");

    @AfterEach
    void close() {
        simulator.close();
    }

    private String call(Reply reply) {
        openai.enqueue(reply);
        return Calls.post(openai, "/chat/completions", Calls.chat("m", true)).body();
    }

    @Test
    void recorded_lines_become_events(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.chunks.txt"), "{\"a\":1}\n{\"b\":\"é\"}\n");

        assertThat(call(Replay.sse(file, Replay.End.DONE)))
                .isEqualTo("data: {\"a\":1}\n\ndata: {\"b\":\"é\"}\n\ndata: [DONE]\n\n");
        assertThat(call(Replay.sse(List.of("{\"a\":1}"), Replay.End.NOTHING))).isEqualTo("data: {\"a\":1}\n\n");
    }

    @Test
    void a_replay_one_byte_per_write_is_the_same(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"a\": \"é\"}");

        assertThat(call(Replay.json(file).drip(1, Duration.ZERO))).isEqualTo("{\"a\": \"é\"}");
        assertThat(call(Replay.sse(List.of("{}"), Replay.End.DONE).drip(1, Duration.ZERO)))
                .isEqualTo("data: {}\n\ndata: [DONE]\n\n");
    }

    @Test
    void a_replay_is_cut_like_any_reply() {
        openai.enqueue(
                Replay.json("{\"a\": 1}".getBytes(StandardCharsets.UTF_8)).cutAfterBytes(3));
        try (RawClient client = new RawClient(simulator.port())) {
            client.post("/openai/v1/chat/completions", Calls.chat("m", false));
            assertThat(client.readToEnd().body()).isEqualTo("{\"a");
        }
    }

    @Test
    void a_missing_recording_is_named() {
        assertThatThrownBy(() -> Replay.sse(Path.of("nowhere.txt"), Replay.End.DONE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nowhere.txt");
    }
}
