/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A wire form that the kit does not know joins as a service, and gets scripts, faults and record with it. */
class OwnWireTest {

    /** Lines of text instead of JSON. */
    public static final class EchoWire implements SimulatedWire {

        @Override
        public String id() {
            return "echo";
        }

        @Override
        public String basePath() {
            return "/api";
        }

        @Override
        public Optional<Payload> unscripted(WireCall call) {
            return call.request().path().equals("/api/say")
                    ? Optional.empty()
                    : Optional.of(Payload.whole(404, "text/plain", new byte[0]));
        }

        @Override
        public String prompt(JsonNode body) {
            return body.path("say").asText();
        }

        @Override
        public Reply usualReply(WireCall call) {
            return Reply.text(call.request().prompt());
        }

        @Override
        public Payload answer(WireCall call, Answer answer) {
            List<Frame> lines = answer.text()
                    .orElse("")
                    .lines()
                    .map(line -> Frame.of(Frame.Kind.CONTENT, line + "\n"))
                    .toList();
            return Payload.stream("text/plain", lines::iterator);
        }

        @Override
        public Set<ErrorCase> errors() {
            return Set.of(ErrorCase.OVERLOADED);
        }

        @Override
        public Payload error(WireCall call, ErrorCase error) {
            return Payload.whole(503, "text/plain", "busy".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<Frame> errorInStream(WireCall call, ErrorCase error) {
            return List.of(Frame.of(Frame.Kind.ERROR, "!busy\n"));
        }

        @Override
        public Frame malformedEvent(WireCall call) {
            return Frame.of(Frame.Kind.CONTENT, "?");
        }
    }

    @Test
    void a_service_on_the_class_path_is_a_provider() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            SimulatedProvider echo = simulator.provider("echo");
            echo.enqueue(
                    Reply.text("a\nb\nc").failingAfterChunks(2, ErrorCase.OVERLOADED),
                    Reply.error(ErrorCase.OVERLOADED));

            assertThat(Calls.post(echo, "/say", "{}").body()).isEqualTo("a\nb\n!busy\n");
            assertThat(Calls.post(echo, "/say", "{}").statusCode()).isEqualTo(503);
            assertThat(Calls.post(echo, "/say", "{\"say\":\"me\"}").body()).isEqualTo("me\n");
            assertThat(Calls.post(echo, "/shout", "{}").statusCode()).isEqualTo(404);
            assertThat(echo.baseUrl()).endsWith("/echo/api");
        }
    }
}
