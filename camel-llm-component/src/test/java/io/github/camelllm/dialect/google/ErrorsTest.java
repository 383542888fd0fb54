/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What errors mean. The bodies are those of providers/google-ai and vertex-ai, Errors, read 2026-11-25. */
class ErrorsTest {

    private static final String DETAIL =
            "{\"error\":{\"code\":%d,\"message\":\"m\",\"status\":\"%s\",\"details\":[%s]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | INVALID_ARGUMENT | API key not valid. Please pass a valid API key. | AUTHENTICATION_FAILED",
                "400 | INVALID_ARGUMENT | API key expired. Please renew the API key. | AUTHENTICATION_FAILED",
                "400 | INVALID_ARGUMENT | The input token count (1200000) exceeds the maximum number of tokens allowed (1048576). | CONTEXT_TOO_LONG",
                "400 | INVALID_ARGUMENT | Penalty is not enabled for this model | UNSUPPORTED_FEATURE",
                "400 | INVALID_ARGUMENT | Thinking level is not supported for this model. | UNSUPPORTED_FEATURE",
                "400 | INVALID_ARGUMENT | Invalid JSON payload received. Unknown name \"x\": Cannot find field. | INVALID_REQUEST",
                "400 | FAILED_PRECONDITION | User location is not supported for the API use. | PERMISSION_DENIED",
                "400 | FAILED_PRECONDITION | Please enable billing on project 1. | QUOTA_EXHAUSTED",
                "401 | UNAUTHENTICATED | Request had invalid authentication credentials. | AUTHENTICATION_FAILED",
                "403 | PERMISSION_DENIED | Your API key was reported as leaked. | PERMISSION_DENIED",
                "404 | NOT_FOUND | models/x is not found for API version v1beta, or is not supported for generateContent. | MODEL_NOT_FOUND",
                "429 | RESOURCE_EXHAUSTED | Resource exhausted. Please try again later. | RATE_LIMITED",
                "429 | RESOURCE_EXHAUSTED | Quota exceeded for metric: x, limit: 0, model: y | QUOTA_EXHAUSTED",
                "429 | RESOURCE_EXHAUSTED | Your prepayment credits are depleted. | QUOTA_EXHAUSTED",
                "499 | CANCELLED | The operation was cancelled. | SERVER_ERROR",
                "500 | INTERNAL | An internal error has occurred. | SERVER_ERROR",
                "501 | UNIMPLEMENTED | Operation is not implemented. | UNSUPPORTED_FEATURE",
                "503 | UNAVAILABLE | The model is overloaded. Please try again later. | OVERLOADED",
                "504 | DEADLINE_EXCEEDED | Deadline expired before operation could complete. | SERVER_ERROR"
            })
    void name_and_words_tell_the_kind(int status, String name, String words, ErrorKind kind) {
        String error = "{\"error\":{\"code\":" + status + ",\"message\":\"" + words.replace("\"", "\\\"")
                + "\",\"status\":\"" + name + "\"}}";

        for (String body : new String[] {error, "[" + error + "]"}) {
            LlmException problem = Wire.error(status, body);

            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem).hasMessageContaining(words.substring(0, 20));
            assertThat(problem.details().providerCode()).isEqualTo(name);
            assertThat(problem.details().httpStatus()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, API_KEY_INVALID, AUTHENTICATION_FAILED",
        "401, UNAUTHENTICATED, ACCESS_TOKEN_EXPIRED, AUTHENTICATION_FAILED",
        "403, PERMISSION_DENIED, SERVICE_DISABLED, PERMISSION_DENIED",
        "403, PERMISSION_DENIED, BILLING_DISABLED, QUOTA_EXHAUSTED"
    })
    void a_reason_among_the_details_tells_more_than_the_name(int status, String name, String reason, ErrorKind kind) {
        LlmException problem = Wire.error(
                status,
                DETAIL.formatted(
                        status,
                        name,
                        "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"" + reason + "\"}"));

        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.details().providerCode()).isEqualTo(reason);
    }

    @Test
    void a_quota_of_a_minute_comes_back_and_one_of_a_day_does_not() {
        LlmException minute = quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "5");
        LlmException day = quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "250");
        LlmException none = quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "0");

        assertThat(minute.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(minute.retryAfter()).hasValue(Duration.ofMillis(34_400));
        assertThat(day.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(day.retryAfter()).isEmpty();
        assertThat(none.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
    }

    private static LlmException quota(String id, String value) {
        return Wire.error(
                429,
                DETAIL.formatted(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaId\":\""
                                + id
                                + "\",\"quotaValue\":\"" + value + "\"}]},"
                                + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34.4s\"}"));
    }

    @ParameterizedTest
    @CsvSource({"soon", "1e99s", "-1s", "s", "99999999999999999999999999999999999s"})
    void an_impossible_wait_is_none(String delay) {
        LlmException problem = Wire.error(
                429,
                DETAIL.formatted(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "{\"@type\":\"google.rpc.RetryInfo\",\"retryDelay\":\"" + delay + "\"}"));

        assertThat(problem.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(problem.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "404 | <!DOCTYPE html><title>Error 404</title> | MODEL_NOT_FOUND | a web page",
                "502 | upstream | SERVER_ERROR | upstream",
                "503 | `` | OVERLOADED | no capacity",
                "500 | [] | SERVER_ERROR | failed",
                "500 | null | SERVER_ERROR | failed",
                "400 | {\"error\":\"text\"} | INVALID_REQUEST | text",
                "400 | {\"error\":{\"code\":\"invalid_request\",\"message\":\"of interactions\"}} | INVALID_REQUEST | of interactions",
                "500 | {\"error\":{\"details\":[7,{\"@type\":1}]}} | SERVER_ERROR | failed"
            })
    void whatever_else_comes_follows_its_status(int status, String body, ErrorKind kind, String words) {
        LlmException problem = Wire.error(status, body);

        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem).hasMessageContaining(words);
    }
}
