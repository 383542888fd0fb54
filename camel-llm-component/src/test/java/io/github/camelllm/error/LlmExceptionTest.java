/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LlmExceptionTest {

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void the_class_says_who_may_help(ErrorKind kind) {
        LlmException e = ErrorDetails.of(kind, "it failed").exception();

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e instanceof LlmRetryableException).isEqualTo(kind.worthRetrying());
        assertThat(e instanceof LlmFailoverException).isEqualTo(kind.worthFailover());
        assertThat(e instanceof LlmFinalException).isEqualTo(!kind.worthFailover());
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, LlmRateLimitedException",
        "STREAM_INTERRUPTED, LlmStreamInterruptedException",
        "CONTEXT_TOO_LONG, LlmContextTooLongException",
        "CONTENT_BLOCKED, LlmContentBlockedException",
        "BUDGET_EXCEEDED, LlmBudgetExceededException"
    })
    void what_routes_catch_apart_has_a_class_of_its_own(ErrorKind kind, String name) {
        assertThat(ErrorDetails.of(kind, "it failed").exception().getClass().getSimpleName())
                .isEqualTo(name);
    }

    @Test
    void whoever_can_retry_can_fail_over() {
        for (ErrorKind kind : ErrorKind.values()) {
            assertThat(!kind.worthRetrying() || kind.worthFailover())
                    .as(kind.name())
                    .isTrue();
        }
        assertThat(ErrorKind.TIMEOUT_IDLE.timeout()).isTrue();
        assertThat(ErrorKind.OVERLOADED.timeout()).isFalse();
        assertThat(ErrorKind.CONTEXT_TOO_LONG.coolsTarget()).isFalse();
    }

    @Test
    void the_message_says_who_what_why_and_what_to_do() {
        LlmException e = ErrorDetails.of(ErrorKind.RATE_LIMITED, "too many requests")
                .target("acme", "large")
                .operation("chat")
                .status(429)
                .said("slow\ndown", "rate_limit")
                .retryAfter(Duration.ofSeconds(2))
                .requestId("req-1")
                .exception();

        assertThat(e)
                .hasMessage("acme/large chat: too many requests (HTTP 429, code rate_limit). "
                        + "The provider said: slow down. Retry after 2000 ms [request id req-1]");
        assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(2));
        assertThat(e.partial()).isEmpty();
    }

    @Test
    void what_is_known_survives_serialization() throws Exception {
        LlmException e = ErrorDetails.of(ErrorKind.RATE_LIMITED, "too many requests")
                .target("acme", "large")
                .status(429)
                .retryAfter(Duration.ofSeconds(2))
                .exception();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
        }

        LlmException read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (LlmException) in.readObject();
        }

        assertThat(read.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(read.details()).isEqualTo(e.details());
        assertThat(read.retryAfter()).hasValue(Duration.ofSeconds(2));
        assertThat(read.partial()).isEmpty();
    }

    @Test
    void the_providers_words_are_cut() {
        ErrorDetails details = ErrorDetails.of(ErrorKind.SERVER_ERROR, "it failed")
                .said("x".repeat(1000), null)
                .build();

        assertThat(details.providerMessage()).hasSize(301).endsWith("…");
        assertThat(details.toBuilder().build()).isEqualTo(details);
    }
}
