/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A status has told the error when its body breaks off, as it does when a server refuses a request that still comes. */
class BrokenRefusalTest {

    private static final ChatRequest ASK = ChatRequest.of("Name a prime.");

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final LlmClient client = LlmClient.builder().build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION_FAILED",
        "403, PERMISSION_DENIED",
        "404, MODEL_NOT_FOUND",
        "413, CONTEXT_TOO_LONG",
        "429, RATE_LIMITED",
        "503, OVERLOADED",
        "400, STREAM_INTERRUPTED"
    })
    void an_error_whose_body_breaks_off_is_what_its_status_says(int status, ErrorKind kind) {
        Reply cut = Reply.raw(status, "application/json", "{\"error\":{\"message\":\"It is not to be.\"}}")
                .cutAfterBytes(20);
        simulator.provider("openai").enqueue(cut, cut);

        LlmException whole = failure(model().complete(ASK).result());
        LlmException streamed = failure(model().stream(ASK).started());

        assertThat(whole.kind()).isEqualTo(kind);
        assertThat(whole.details().httpStatus()).isEqualTo(status);
        assertThat(streamed.kind()).isEqualTo(kind);
        assertThat(streamed.details().httpStatus()).isEqualTo(status);
    }

    @Test
    void a_rate_limit_whose_body_breaks_off_still_says_how_long_to_wait_and_that_it_broke_off() {
        simulator
                .provider("openai")
                .enqueue(Reply.raw(429, "application/json", "{\"error\":{\"message\":\"Slow down.\"}}")
                        .header("Retry-After", "7")
                        .cutAfterBytes(20));

        LlmException problem = failure(model().stream(ASK).started());

        assertThat(problem.retryAfter()).hasValue(Duration.ofSeconds(7));
        assertThat(problem.getSuppressed())
                .singleElement()
                .satisfies(broken -> assertThat(broken).hasMessageContaining("cut off"));
    }

    private LoadedModel model() {
        return client.load(
                "openai",
                "gpt-4o-mini",
                TargetSettings.STANDARD
                        .withBaseUrl(simulator.provider("openai").baseUrl())
                        .withApiKey(SecretSource.of("k")));
    }

    private static LlmException failure(CompletionStage<?> stage) {
        CompletionException thrown = catchThrowableOfType(
                CompletionException.class,
                () -> stage.toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join());
        assertThat(thrown).hasCauseInstanceOf(LlmException.class);
        return (LlmException) thrown.getCause();
    }
}
