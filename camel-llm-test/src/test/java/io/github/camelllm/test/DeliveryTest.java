/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How sound answers travel. */
class DeliveryTest {

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
    void a_unary_answer_has_its_length_and_the_scripted_numbers() throws IOException {
        RawClient.Read read = exchange(UNARY, Reply.text("Paris").usage(12, 3));

        JsonNode body = new ObjectMapper().readTree(read.body());
        assertThat(read.text())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: " + read.body().length());
        assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("Paris");
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(12);
        assertThat(body.at("/usage/total_tokens").asInt()).isEqualTo(15);
    }

    @Test
    void a_stream_is_chunked_and_ends_with_usage_and_the_end_mark() {
        RawClient.Read read = exchange(STREAM, Reply.text("Paris it is").usage(12, 3));

        assertThat(read.text()).contains("Transfer-Encoding: chunked");
        assertThat(read.body())
                .contains("{\"content\":\" it\"}")
                .contains("\"total_tokens\":15")
                .endsWith("data: [DONE]\n\n\r\n0\r\n\r\n");
    }

    @Test
    void a_connection_is_kept_for_the_next_request() {
        openai.enqueue(Reply.text("one"), Reply.text("two"));
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(CHAT, UNARY);
            client.readUntil("\"system_fingerprint\":null}");
            client.post(CHAT, UNARY);
            client.readUntil("\"system_fingerprint\":null}");
        }

        assertThat(simulator.acceptedConnections()).isEqualTo(1);
        assertThat(simulator.requests()).hasSize(2).allMatch(request -> request.connection() == 1);
    }

    @Test
    void two_requests_sent_at_once_are_answered_in_order() {
        openai.enqueue(Reply.text("one"), Reply.text("two"));
        try (RawClient client = new RawClient(simulator.port())) {
            String request = "POST " + CHAT + " HTTP/1.1\r\nAuthorization: Bearer k\r\nContent-Length: "
                    + UNARY.length() + "\r\n\r\n" + UNARY;
            client.send(request + request);

            assertThat(client.readUntil("\"system_fingerprint\":null}")).contains("one");
            assertThat(client.readUntil("\"system_fingerprint\":null}")).contains("two");
        }
    }

    @Test
    void a_chunked_request_body_is_put_together() {
        try (RawClient client = new RawClient(simulator.port())) {
            client.send("POST " + CHAT + " HTTP/1.1\r\nAuthorization: Bearer k\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send(Integer.toHexString(10) + "\r\n" + UNARY.substring(0, 10) + "\r\n");
            client.send(Integer.toHexString(UNARY.length() - 10) + ";x=y\r\n" + UNARY.substring(10)
                    + "\r\n0\r\nA: b\r\n\r\n");
            client.readUntil("\"system_fingerprint\":null}");
        }

        assertThat(simulator.lastRequest().bodyText()).isEqualTo(UNARY);
    }

    @Test
    void a_client_that_waits_for_the_go_ahead_gets_it() {
        try (RawClient client = new RawClient(simulator.port())) {
            client.send(
                    "POST " + CHAT + " HTTP/1.1\r\nAuthorization: Bearer k\r\nExpect: 100-continue\r\nContent-Length: "
                            + UNARY.length() + "\r\n\r\n");
            client.readUntil("HTTP/1.1 100 Continue\r\n\r\n");
            client.send(UNARY);
            assertThat(client.readUntil("\"system_fingerprint\":null}")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void what_is_no_http_is_refused() {
        try (RawClient client = new RawClient(simulator.port())) {
            client.send("HELLO\r\n\r\n");
            assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 400 Bad Request");
        }
        assertThat(simulator.problems()).hasSize(1);
    }

    @Test
    void a_held_answer_goes_on_when_it_is_released() {
        Hold before = new Hold();
        Hold within = new Hold();
        openai.enqueue(
                Reply.text("one two").heldBy(before), Reply.text("one two").heldBy(within, 1));
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(CHAT, STREAM);
            before.awaitReached();
            assertThat(simulator.lastRequest().bytesSent()).isZero();
            before.release();
            client.readUntil("0\r\n\r\n");
            client.post(CHAT, STREAM);
            within.awaitReached();
            assertThat(client.readUntil(
                            "\"content\":\"one\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n\r\n"))
                    .contains("200 OK");
            within.release();
            client.readUntil("0\r\n\r\n");
        }
        simulator.awaitIdle();
        assertThat(simulator.requests()).allMatch(r -> r.outcome() == RecordedRequest.Outcome.ENDED);
    }

    @Test
    void delays_pass_when_the_test_says_so() {
        openai.enqueue(Reply.text("one two")
                .latency(Duration.ofHours(1))
                .firstTokenAfter(Duration.ofHours(2))
                .chunkPause(Duration.ofHours(3)));
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(CHAT, STREAM);
            timer.awaitPending(1);
            timer.advance(Duration.ofHours(1));
            client.readUntil("\r\n\r\n");
            timer.awaitPending(1);
            timer.advance(Duration.ofHours(2));
            client.readUntil(
                    "\"content\":\"\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n\r\n");
            for (int i = 0; i < 5; i++) {
                timer.awaitPending(1);
                timer.advance(Duration.ofHours(3));
            }
            assertThat(client.readUntil("0\r\n\r\n")).contains("[DONE]");
        }
    }

    @Test
    void a_drip_sends_few_bytes_at_a_time() {
        openai.enqueue(Reply.text("x").drip(1, Duration.ofHours(1)));
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(CHAT, UNARY);
            timer.awaitPending(1);
            assertThat(simulator.lastRequest().bytesSent()).isEqualTo(1);
            timer.advance(Duration.ofHours(1));
            client.readUntil("HT");
            assertThat(client.silent()).isTrue();
        }
    }

    @Test
    void a_drip_without_pause_sends_the_same_bytes() {
        RawClient.Read whole = exchange(STREAM, Reply.text("one two"));
        openai.reset();
        RawClient.Read dripped = exchange(STREAM, Reply.text("one two").drip(1, Duration.ZERO));

        assertThat(dripped.body()).isEqualTo(whole.body());
    }

    @Test
    void pages_empty_bodies_and_huge_bodies_come_as_they_are() {
        assertThat(exchange(UNARY, Reply.html(502)).text())
                .startsWith("HTTP/1.1 502 Bad Gateway")
                .contains("<html>");
        assertThat(exchange(UNARY, Reply.emptyBody(200)).text())
                .contains("Content-Length: 0\r\n")
                .endsWith("\r\n\r\n");
        assertThat(unchunked(exchange(UNARY, Reply.hugeBody(100_000)).body())).hasSize(100_000);
    }

    @Test
    void gzip_is_gzip_whole_and_streamed() throws Exception {
        assertThat(gunzip(Reply.text("Paris").gzip(), UNARY)).contains("\"Paris\"");
        assertThat(gunzip(Reply.text("one two").gzip(), STREAM)).contains("two").endsWith("data: [DONE]\n\n");
    }

    @Test
    void an_unknown_path_names_the_providers() {
        try (RawClient client = new RawClient(simulator.port())) {
            client.post("/nobody/v1/chat/completions", UNARY, "Connection: close\r\n");
            assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 404").contains("/openai");
        }
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

    private String gunzip(Reply reply, String body) throws Exception {
        openai.enqueue(reply);
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(openai.baseUrl() + "/chat/completions"))
                                .header("Authorization", "Bearer k")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        return new String(
                new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes(), StandardCharsets.UTF_8);
    }
}
