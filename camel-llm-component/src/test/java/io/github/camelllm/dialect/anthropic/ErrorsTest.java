/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static io.github.camelllm.dialect.anthropic.Wire.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What refusals mean. (providers/anthropic, Errors, read 2026-11-25) */
class ErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | invalid_request_error | max_tokens: Field required | INVALID_REQUEST
            400 | invalid_request_error | prompt is too long: 210000 tokens > 200000 maximum | CONTEXT_TOO_LONG
            400 | invalid_request_error | input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000 | CONTEXT_TOO_LONG
            400 | invalid_request_error | You have reached your specified API usage limits. | QUOTA_EXHAUSTED
            400 | invalid_request_error | Your credit balance is too low to access the API. | QUOTA_EXHAUSTED
            400 | invalid_request_error | Output blocked by content filtering policy | CONTENT_BLOCKED
            400 | invalid_request_error | `temperature` is deprecated for this model. | UNSUPPORTED_FEATURE
            400 | invalid_request_error | This model does not support effort level 'xhigh'. Supported levels: high, low. | UNSUPPORTED_FEATURE
            400 | invalid_request_error | role 'system' is not supported on this model | UNSUPPORTED_FEATURE
            401 | authentication_error | invalid x-api-key | AUTHENTICATION_FAILED
            402 | billing_error | There is a problem with the payment. | QUOTA_EXHAUSTED
            403 | permission_error | Your API key may not use this. | PERMISSION_DENIED
            404 | not_found_error | model: no-such-model | MODEL_NOT_FOUND
            409 | conflict_error | Try again. | SERVER_ERROR
            413 | request_too_large | Request exceeds the maximum size | CONTEXT_TOO_LONG
            429 | rate_limit_error | This request would exceed the rate limit. | RATE_LIMITED
            500 | api_error | Internal server error | SERVER_ERROR
            504 | timeout_error | Request timed out. | SERVER_ERROR
            529 | overloaded_error | Overloaded | OVERLOADED
            418 | teapot_error | a type that nobody knows | INVALID_REQUEST
            529 | teapot_error | a type that nobody knows | OVERLOADED
            """)
    void each_type_and_its_words_tell_the_kind(int status, String type, String words, ErrorKind kind) {
        LlmException problem = error(
                status,
                "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + words
                        + "\"},\"request_id\":\"req_1\"}",
                "request-id",
                "req_1");

        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.details().providerMessage()).isEqualTo(words);
        assertThat(problem.details().providerCode()).isEqualTo(type);
        assertThat(problem.details().httpStatus()).isEqualTo(status);
        assertThat(problem.details().requestId()).isEqualTo("req_1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            413 | Payload too large | CONTEXT_TOO_LONG
            502 | <html>Bad gateway</html> | SERVER_ERROR
            503 | `` | OVERLOADED
            401 | `` | AUTHENTICATION_FAILED
            500 | null | SERVER_ERROR
            400 | [1] | INVALID_REQUEST
            500 | {"error":"words alone"} | SERVER_ERROR
            500 | {"error":{"message":{},"type":7}} | SERVER_ERROR
            """)
    void what_is_not_the_providers_form_follows_the_status(int status, String body, ErrorKind kind) {
        assertThat(error(status, body).kind()).isEqualTo(kind);
    }

    @Test
    void a_rate_limit_says_how_long_to_wait() {
        LlmException problem = error(
                429,
                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down.\"}}",
                "retry-after",
                "17");

        assertThat(problem.retryAfter()).hasValue(Duration.ofSeconds(17));
    }

    @Test
    void a_spending_limit_is_no_rate_limit_and_waiting_does_not_help() {
        LlmException problem = error(
                429,
                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Monthly limit.\","
                        + "\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}");

        assertThat(problem.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(problem.details().providerCode()).isEqualTo("enforced_spend_limit_reached");
        assertThat(problem.retryAfter()).isEmpty();
    }

    @Test
    void an_error_with_a_status_of_success_is_no_answer() {
        String body = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";

        LlmException problem =
                catchThrowableOfType(LlmException.class, () -> Wire.answer(body, Wire.HELLO, Wire.target()));

        assertThat(problem.kind()).isEqualTo(ErrorKind.OVERLOADED);
    }
}
