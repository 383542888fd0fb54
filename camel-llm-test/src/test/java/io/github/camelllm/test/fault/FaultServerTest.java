/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelllm.test.fault.Outcome.Kind;
import io.github.camelllm.test.fault.Outcome.Problem;
import io.github.camelllm.test.fault.WireAttempt.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultServerTest {

    private static final FaultProfile QUICK = new FaultProfile(
            "quick",
            0.05,
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofNanos(100_000),
            new FaultProfile.Pace(3, Duration.ofMillis(10), Duration.ofSeconds(1)));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FaultServer server = FaultServer.start(QUICK);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_answer_has_sixty_words_and_no_two_of_them_follow_each_other_twice() {
        List<String> words = Arrays.asList(FaultServer.ANSWER.split(" "));
        List<String> pairs = IntStream.range(1, words.size())
                .mapToObj(i -> words.get(i - 1) + " " + words.get(i))
                .toList();

        assertThat(words).hasSize(60);
        assertThat(pairs).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void each_model_has_its_fault_with_any_prefix_and_in_any_case(Fault fault) {
        assertThat(Fault.of(fault.model())).contains(fault);
        assertThat(Fault.of("any/thing/" + fault.model().toUpperCase(Locale.ROOT)))
                .contains(fault);
    }

    @Test
    void the_fourteenth_and_sixteenth_scenario_share_the_faults_of_others() {
        assertThat(Fault.of("fb-s14-stream-cut")).contains(Fault.CUT);
        assertThat(Fault.of("fb-s16-503-persistent")).contains(Fault.OVERLOADED);
        assertThat(Fault.of("gpt-4")).isEmpty();
    }

    @Test
    void a_healthy_model_streams_the_answer_with_its_usage() {
        Outcome outcome = stream(Fault.NONE);

        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.model()).isEqualTo("fb-ok");
        assertThat(outcome.inputTokens()).isEqualTo(7);
        assertThat(outcome.outputTokens()).isEqualTo(60);
    }

    @Test
    void a_healthy_model_answers_whole() {
        Outcome outcome = plain(Fault.NONE);

        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.counted()).isTrue();
        assertThat(server.log()).singleElement().satisfies(attempt -> {
            assertThat(attempt.ending()).isEqualTo(Ending.WHOLE);
            assertThat(attempt.status()).isEqualTo(200);
            assertThat(attempt.promptTokens()).isEqualTo(7);
            assertThat(attempt.authorized()).isTrue();
            assertThat(attempt.streamed()).isFalse();
            assertThat(attempt.endedAt()).isGreaterThanOrEqualTo(attempt.at());
        });
    }

    @Test
    void a_stream_has_an_event_for_each_word_and_five_more_lines_of_data() {
        String wire = raw(Fault.NONE.model(), true, "[{\"role\":\"user\",\"content\":\"Hi\"}]");

        assertThat(wire)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("text/event-stream")
                .endsWith("0\r\n\r\n");
        assertThat(wire.lines().filter(line -> line.startsWith("data:"))).hasSize(64);
        assertThat(wire)
                .contains("data: [DONE]")
                .contains("\"role\":\"assistant\"")
                .contains("\"finish_reason\":\"stop\"");
    }

    @Test
    void a_first_attempt_is_rate_limited_and_says_for_how_long() {
        String wire = raw(Fault.RATE_LIMITED_ONCE.model(), true, "[]");
        Outcome second = stream(Fault.RATE_LIMITED_ONCE);

        assertThat(wire)
                .startsWith("HTTP/1.1 429 ")
                .contains("Retry-After: 1\r\n")
                .contains("rate_limit_exceeded");
        assertThat(second.complete()).isTrue();
        assertThat(server.log()).extracting(WireAttempt::number).containsExactly(1, 2);
    }

    @Test
    void a_reset_begins_to_count_anew() {
        stream(Fault.FAILS_ONCE);
        server.reset();
        Outcome again = stream(Fault.FAILS_ONCE);

        assertThat(again.error()).isEqualTo(new Problem(500, null, "Something broke."));
        assertThat(server.log()).hasSize(1);
    }

    @Test
    void refusals_carry_status_and_code() {
        assertThat(problem(Fault.RATE_LIMITED)).startsWith("429 rate_limit_exceeded");
        assertThat(problem(Fault.OVERLOADED)).startsWith("503 overloaded");
        assertThat(problem(Fault.CONTEXT_TOO_LONG)).startsWith("400 context_length_exceeded");
        assertThat(problem(Fault.CONTENT_BLOCKED)).startsWith("400 content_policy_violation");
        assertThat(problem("gpt-4")).startsWith("404 model_not_found");
        assertThat(raw(Fault.RATE_LIMITED.model(), true, "[]")).doesNotContain("Retry-After");
    }

    @Test
    void a_first_attempt_is_reset_before_any_byte() throws IOException {
        try (Socket socket = connect()) {
            post(socket, Fault.RESET_ONCE.model(), true, "[]");

            assertThat(read(socket)).isEqualTo("RST");
        }
        assertThat(stream(Fault.RESET_ONCE).complete()).isTrue();
    }

    @Test
    void a_silent_model_closes_without_a_byte() {
        assertThat(raw(Fault.SILENT.model(), true, "[]")).isEmpty();
        assertThat(server.log().get(0).ending()).isEqualTo(Ending.BROKEN);
        assertThat(server.log().get(0).endedAt()).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    @Test
    void a_client_that_gives_up_on_a_silent_model_is_logged() throws IOException {
        FaultServer patient = FaultServer.start(FaultProfile.FULL);
        try (patient) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), patient.port())) {
                post(socket, Fault.SILENT.model(), true, "[]");
                await().until(() -> !patient.log().isEmpty());
            }

            await().until(() -> patient.log().get(0).ending() == Ending.HUNG_UP);
            await().until(() -> patient.openConnections() == 0);
        }
    }

    @Test
    void a_slow_stream_sends_its_headers_at_once() throws IOException {
        FaultServer patient = FaultServer.start(FaultProfile.FULL);
        try (patient;
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), patient.port())) {
            post(socket, Fault.SLOW_FIRST_TOKEN.model(), true, "[]");
            socket.setSoTimeout(5_000);

            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
        assertThat(stream(Fault.SLOW_FIRST_TOKEN).complete()).isTrue();
    }

    @Test
    void a_cut_stream_ends_after_forty_words_without_the_end_of_http() {
        String wire = raw(Fault.CUT.model(), true, "[]");

        assertThat(words(wire)).isEqualTo(40);
        assertThat(wire).doesNotContain("[DONE]").doesNotContain("\"stop\"").doesNotEndWith("0\r\n\r\n");
        assertThat(stream(Fault.CUT).kind()).isEqualTo(Kind.ERROR);
    }

    @Test
    void a_stalled_stream_says_twenty_words_and_then_nothing() {
        String wire = raw(Fault.STALLED.model(), true, "[]");

        assertThat(words(wire)).isEqualTo(20);
        assertThat(wire).doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void a_malformed_event_comes_on_top_of_a_whole_answer() {
        String wire = raw(Fault.MALFORMED_EVENT.model(), true, "[]");

        assertThat(words(wire)).isEqualTo(60);
        assertThat(wire).contains("\"content\":\"oo\n\n").contains("[DONE]");
        assertThat(stream(Fault.MALFORMED_EVENT).complete()).isTrue();
    }

    @Test
    void an_answer_without_done_lacks_nothing_else() {
        String wire = raw(Fault.NO_DONE.model(), true, "[]");

        assertThat(wire).doesNotContain("[DONE]").contains("\"usage\"").endsWith("0\r\n\r\n");
        assertThat(stream(Fault.NO_DONE).complete()).isTrue();
    }

    @Test
    void faults_of_streams_have_a_counterpart_for_whole_answers() {
        assertThat(plain(Fault.CUT).kind()).isEqualTo(Kind.ERROR);
        assertThat(plain(Fault.STALLED).kind()).isEqualTo(Kind.ERROR);
        assertThat(plain(Fault.MALFORMED_EVENT).kind()).isEqualTo(Kind.ERROR);
        assertThat(plain(Fault.SLOW_FIRST_TOKEN).complete()).isTrue();
        assertThat(plain(Fault.NO_DONE).complete()).isTrue();
    }

    @Test
    void a_flapping_model_recovers_after_the_outage() {
        Outcome first = stream(Fault.FLAPPING);
        await().pollInterval(Duration.ofMillis(50))
                .until(() -> stream(Fault.FLAPPING).complete());

        assertThat(Objects.requireNonNull(first.error()).status()).isEqualTo(503);
        assertThat(server.log().get(server.log().size() - 1).at()).isGreaterThanOrEqualTo(QUICK.outage());
    }

    @Test
    void a_partial_answer_is_gone_on_from_exactly_there() {
        String part = FaultServer.ANSWER.substring(0, FaultServer.ANSWER.indexOf("worn") + 2);
        String wire = raw(
                Fault.NONE.model(),
                true,
                "[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"" + part + "\"}]");

        assertThat(content(wire)).isEqualTo(FaultServer.ANSWER.substring(part.length()));
        assertThat(server.log().get(0).prefilled()).isTrue();
    }

    @Test
    void the_cut_model_completes_a_partial_answer_of_forty_words() {
        String part = Stream.of(FaultServer.ANSWER.split(" "))
                .limit(40)
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
        String messages = "[{\"role\":\"assistant\",\"content\":\"" + part + "\"}]";

        assertThat(part + content(raw(Fault.CUT.model(), true, messages))).isEqualTo(FaultServer.ANSWER);
        assertThat(part + content(raw(Fault.STALLED.model(), true, messages))).isEqualTo(FaultServer.ANSWER);
    }

    @Test
    void a_model_can_refuse_a_partial_answer() {
        String wire = raw(
                Fault.NONE_WITHOUT_PREFILL.model(), true, "[{\"role\":\"assistant\",\"content\":\"A lighthouse\"}]");

        assertThat(wire).startsWith("HTTP/1.1 400 ").contains("invalid_prefill");
        assertThat(stream(Fault.NONE_WITHOUT_PREFILL).complete()).isTrue();
    }

    @Test
    void a_kept_connection_carries_several_calls_and_chunked_requests() throws IOException {
        String body = body(Fault.NONE.model(), false, "[]");
        String chunked = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(10) + "\r\n" + body.substring(0, 10) + "\r\n"
                + Integer.toHexString(body.length() - 10) + "\r\n" + body.substring(10) + "\r\n0\r\n\r\n";
        try (Socket socket = connect()) {
            socket.getOutputStream().write(chunked.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream()
                    .write("GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream()
                    .write("GET /v1/x HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));

            assertThat(read(socket))
                    .contains("\"chat.completion\"")
                    .contains("\"id\":\"fb-s09-stream-stall\"")
                    .contains("HTTP/1.1 404 ");
        }
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void a_client_may_wait_for_the_server_to_agree() throws IOException {
        try (Socket socket = connect()) {
            String body = body(Fault.NONE.model(), false, "[]");
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nExpect: 100-continue\r\nConnection: close\r\n"
                                    + "Content-Length: " + body.length() + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));

            assertThat(read(socket)).contains("A lighthouse keeper");
        }
    }

    @Test
    void what_cannot_be_read_is_refused() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("hello\r\n\r\n".getBytes(StandardCharsets.UTF_8));

            assertThat(read(socket)).startsWith("HTTP/1.1 400 ");
        }
        assertThat(raw("x\"", false, "[]")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void a_call_that_never_ends_is_a_hang_and_one_without_a_word_an_error() {
        try (FaultServer patient = FaultServer.start(FaultProfile.FULL)) {
            HttpCaller patientWithWords = new HttpCaller(patient.baseUrl(), "key");
            HttpCaller strict = new HttpCaller(patient.baseUrl(), "key", Duration.ofMillis(10));
            Outcome silent = patientWithWords.call(ask(Fault.SILENT.model(), true, Duration.ofMillis(100)));
            Outcome endless = strict.call(ask(Fault.NONE.model(), true, Duration.ofMillis(400)));

            assertThat(silent.kind()).isEqualTo(Kind.ERROR);
            assertThat(endless.kind()).isEqualTo(Kind.HANG);
        }
    }

    private Outcome stream(Fault fault) {
        return new HttpCaller(server.baseUrl(), "key").call(ask(fault.model(), true, PATIENCE));
    }

    private Outcome plain(Fault fault) {
        return new HttpCaller(server.baseUrl(), "key").call(ask(fault.model(), false, PATIENCE));
    }

    private String problem(Fault fault) {
        return problem(fault.model());
    }

    private String problem(String model) {
        Problem problem = Objects.requireNonNull(new HttpCaller(server.baseUrl(), "key")
                .call(ask(model, true, PATIENCE))
                .error());
        return problem.status() + " " + problem.code() + " " + problem.message();
    }

    private static Ask ask(String model, boolean streamed, Duration limit) {
        return new Ask(model, List.of(), "Tell me something", streamed, limit);
    }

    private static long words(String wire) {
        return content(wire).split(" ").length;
    }

    /** The texts of all events that are whole, joined. */
    private static String content(String wire) {
        StringBuilder all = new StringBuilder();
        wire.lines()
                .filter(line -> line.startsWith("data: {") && line.endsWith("}"))
                .map(line -> line.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1"))
                .filter(text -> !text.startsWith("data:"))
                .forEach(all::append);
        return all.toString();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private String raw(String model, boolean streamed, String messages) {
        try (Socket socket = connect()) {
            post(socket, model, streamed, messages);
            return read(socket);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void post(Socket socket, String model, boolean streamed, String messages) throws IOException {
        String body = body(model, streamed, messages);
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String body(String model, boolean streamed, String messages) {
        return "{\"model\":\"" + model + "\",\"stream\":" + streamed
                + ",\"stream_options\":{\"include_usage\":true},\"messages\":" + messages + "}";
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "RST";
        }
    }
}
