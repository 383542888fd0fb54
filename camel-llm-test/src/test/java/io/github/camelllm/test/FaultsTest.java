/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What breaks on the way when a script says so. */
class FaultsTest {

    private static final String CHAT = "/openai/v1/chat/completions";

    private static final String UNARY = "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private static final String STREAM =
            "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true,"
                    + "\"stream_options\":{\"include_usage\":true,\"include_obfuscation\":false}}";

    private final ManualTimer timer = new ManualTimer();

    private final ProviderSimulator simulator =
            ProviderSimulator.builder().timer(timer).start();

    private final SimulatedProvider openai = simulator.provider("openai");

    @AfterEach
    void close() {
        simulator.close();
    }

    private RawClient.Read exchange(String body, Reply reply) {
        openai.enqueue(reply);
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(CHAT, body, "Connection: close\r\n");
            return client.readToEnd();
        }
    }

    @Test
    void a_cut_stream_has_neither_an_end_mark_nor_a_last_chunk() {
        RawClient.Read read = exchange(STREAM, Reply.text("one two three").cutAfterChunks(2));

        assertThat(read.reset()).isFalse();
        assertThat(read.body())
                .contains("one")
                .contains("two")
                .doesNotContain("three")
                .doesNotContain("[DONE]")
                .doesNotContain("\r\n0\r\n");
    }

    @Test
    void a_stream_is_cut_at_every_byte() {
        String whole = unchunked(exchange(STREAM, Reply.text("é")).body());
        int length = whole.getBytes(StandardCharsets.UTF_8).length;
        for (int at = 0; at < length; at += 7) {
            RawClient.Read read = exchange(STREAM, Reply.text("é").cutAfterBytes(at));

            assertThat(read.reset()).isFalse();
            assertThat(sizeOfBody(read.body())).isEqualTo(at);
        }
    }

    @Test
    void a_unary_body_is_cut_and_its_length_stays_a_promise() {
        RawClient.Read read = exchange(UNARY, Reply.text("Paris").cutAfterBytes(10));

        assertThat(read.body()).hasSize(10);
        assertThat(read.text()).doesNotContain("Content-Length: 10\r\n");
    }

    @Test
    void a_head_is_cut() {
        assertThat(exchange(UNARY, Reply.text("x").cutInHead(12)).text()).isEqualTo("HTTP/1.1 200");
        assertThat(exchange(UNARY, Reply.text("x").cutAtOnce()).text()).isEmpty();
    }

    @Test
    void a_reset_is_a_reset() {
        RawClient.Read atOnce = exchange(UNARY, Reply.text("x").resetAtOnce());
        RawClient.Read later = exchange(STREAM, Reply.text("one two").resetAfterChunks(1));

        assertThat(atOnce.reset()).isTrue();
        assertThat(atOnce.text()).isEmpty();
        assertThat(later.reset()).isTrue();
        assertThat(simulator.requests()).allMatch(r -> r.outcome() == RecordedRequest.Outcome.ENDED);
    }

    @Test
    void a_stalled_answer_is_silent_until_the_client_leaves() {
        openai.enqueue(Reply.text("one two three").stallAfterChunks(2));
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(CHAT, STREAM);
            client.readUntil(
                    "\"content\":\" two\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n\r\n");

            assertThat(client.silent()).isTrue();
            assertThat(simulator.lastRequest().outcome()).isEqualTo(RecordedRequest.Outcome.RUNNING);
        }
        simulator.awaitClosedByClient(1);
        assertThat(simulator.lastRequest().awaitEnd().closedByClient()).isTrue();
        assertThat(simulator.openConnections()).isZero();
    }

    @Test
    void a_silent_server_sends_nothing_at_all() {
        openai.enqueue(Reply.text("never").stallAtOnce());
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(CHAT, UNARY);
            simulator.awaitRequests(1);

            assertThat(client.silent()).isTrue();
        }
        simulator.lastRequest().awaitClosedByClient();
        assertThat(simulator.lastRequest().bytesSent()).isZero();
    }

    @Test
    void a_wrong_length_is_announced() {
        RawClient.Read longer =
                exchange(UNARY, Reply.raw(200, "text/plain", "12345").lengthOff(3));
        RawClient.Read shorter =
                exchange(UNARY, Reply.raw(200, "text/plain", "12345").lengthOff(-3));

        assertThat(longer.text()).contains("Content-Length: 8\r\n").endsWith("12345");
        assertThat(shorter.text()).contains("Content-Length: 2\r\n").endsWith("12345");
    }

    @Test
    void malformed_json_has_its_right_length() {
        RawClient.Read unary = exchange(UNARY, Reply.text("Paris").malformed());
        RawClient.Read stream = exchange(STREAM, Reply.text("one two").malformedAfterChunks(1));

        assertThat(unary.text()).contains("Content-Length: " + unary.body().length());
        assertThat(unary.body()).doesNotEndWith("}");
        assertThat(stream.body()).containsSubsequence("one", "\"bro\n\n", "two", "[DONE]");
    }

    @Test
    void an_error_can_stand_inside_a_success() {
        RawClient.Read unary =
                exchange(UNARY, Reply.error(ErrorCase.RATE_LIMITED).status(200));
        RawClient.Read stream = exchange(STREAM, Reply.text("one two").failingAfterChunks(1, ErrorCase.SERVER_ERROR));

        assertThat(unary.text()).startsWith("HTTP/1.1 200 OK").contains("rate_limit_exceeded");
        assertThat(stream.body())
                .contains("one")
                .doesNotContain("two")
                .contains("data: {\"error\":")
                .doesNotContain("[DONE]");
    }

    @Test
    void an_ending_can_come_twice_or_not_at_all() {
        String twice = exchange(STREAM, Reply.text("one").endingTwice()).body();
        String noDone = exchange(STREAM, Reply.text("one").withoutDone()).body();
        String noFinish = exchange(STREAM, Reply.text("one").withoutFinish()).body();
        String noUsage = exchange(STREAM, Reply.text("one").withoutUsage()).body();

        assertThat(twice.split("data: \\[DONE\\]", -1)).hasSize(3);
        assertThat(twice.split("\"finish_reason\":\"stop\"", -1)).hasSize(3);
        assertThat(noDone).doesNotContain("[DONE]").contains("\"stop\"").endsWith("0\r\n\r\n");
        assertThat(noFinish).doesNotContain("\"stop\"").contains("[DONE]");
        assertThat(noUsage).doesNotContain("total_tokens").contains("[DONE]");
    }

    @Test
    void a_connection_can_be_closed_with_and_without_a_word() {
        openai.enqueue(Reply.text("x").closing(), Reply.text("x").closingUnannounced());
        try (RawClient said = new RawClient(simulator.port());
                RawClient silent = new RawClient(simulator.port())) {
            said.post(CHAT, UNARY);
            assertThat(said.readToEnd().text()).contains("Connection: close");
            silent.post(CHAT, UNARY);
            assertThat(silent.readToEnd().text())
                    .doesNotContain("Connection: close")
                    .endsWith("}");
        }
    }

    @Test
    void idle_connections_are_closed_or_reset_on_demand() {
        assertThat(closedWhileIdle(simulator::closeIdleConnections).reset()).isFalse();
        assertThat(closedWhileIdle(simulator::resetIdleConnections).reset()).isTrue();
    }

    private RawClient.Read closedWhileIdle(Runnable closing) {
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(CHAT, UNARY);
            client.readUntil("\"system_fingerprint\":null}");
            simulator.awaitIdle();
            closing.run();
            return client.readToEnd();
        }
    }

    @Test
    void a_flood_stops_when_the_reader_pauses_and_ends_when_it_leaves() {
        try (ProviderSimulator small =
                ProviderSimulator.builder().sendBufferBytes(4096).start()) {
            small.provider("openai").enqueue(Reply.flood("word"));
            try (RawClient client = new RawClient(small.port())) {
                client.post(CHAT, STREAM);
                small.awaitRequests(1).get(0).awaitBytesSent(20_000);
                assertThat(small.running()).isEqualTo(1);
            }
            small.lastRequest().awaitClosedByClient();
        }
    }

    @Test
    void a_script_that_fails_is_seen_by_caller_and_test() {
        openai.respond(request -> {
            throw new IllegalStateException("no idea");
        });
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(CHAT, UNARY, "Connection: close\r\n");
            assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 500").contains("no idea");
        }
        assertThat(simulator.problems()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    /** The body without its chunk framing. */
    private static String unchunked(String body) {
        StringBuilder whole = new StringBuilder();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            int line = at;
            while (bytes[line] != '\r') {
                line++;
            }
            int size = Integer.parseInt(new String(bytes, at, line - at, StandardCharsets.UTF_8), 16);
            whole.append(new String(bytes, line + 2, size, StandardCharsets.UTF_8));
            at = line + 2 + size + 2;
        }
        return whole.toString();
    }

    /** Bytes of a body whose last chunk may be broken. A broken letter counts as what it was replaced by. */
    private static int sizeOfBody(String body) {
        byte[] bytes = body.replace("\uFFFD", "?").getBytes(StandardCharsets.UTF_8);
        int sum = 0;
        int at = 0;
        while (at < bytes.length) {
            int line = at;
            while (bytes[line] != '\r') {
                line++;
            }
            int size = Integer.parseInt(new String(bytes, at, line - at, StandardCharsets.UTF_8), 16);
            sum += Math.min(size, bytes.length - line - 2);
            at = line + 2 + size + 2;
        }
        return sum;
    }
}
