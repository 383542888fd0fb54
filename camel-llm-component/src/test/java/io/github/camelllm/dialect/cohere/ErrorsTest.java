/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Cohere's errors mean. Bodies and statuses are those of providers/cohere, Errors, and of cohere-ai's page of error codes
 * (cohere-developer-experience, pull request 189); the words of a trial key's limits are those that users reported.
 */
class ErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {\"id\":\"e1\",\"message\":\"too many tokens: size limit exceeded by 25836 tokens.\",\"error_type\":\"TOO_MANY_TOKENS\"} | CONTEXT_TOO_LONG | size limit exceeded by 25836 tokens | TOO_MANY_TOKENS",
                "400 | {\"message\":\"Too many tokens: total number of tokens in the prompt exceeds the limit\"} | CONTEXT_TOO_LONG | total number of tokens |",
                "400 | {\"message\":\"invalid request: all elements in messages must have a role\"} | INVALID_REQUEST | must have a role |",
                "400 | {\"message\":\"invalid request: image content is not supported with the model\"} | UNSUPPORTED_FEATURE | image content |",
                "401 | {\"message\":\"invalid api token\"} | AUTHENTICATION_FAILED | invalid api token |",
                "402 | {\"message\":\"billing limit reached\"} | QUOTA_EXHAUSTED | billing limit |",
                "403 | {\"message\":\"forbidden\"} | PERMISSION_DENIED | forbidden |",
                "404 | {\"message\":\"model 'x' not found, make sure the correct model ID was used\"} | MODEL_NOT_FOUND | not found |",
                "422 | {\"message\":\"cannot process\"} | INVALID_REQUEST | cannot process |",
                "429 | {\"message\":\"You are using a Trial key, which is limited to 20 API calls / minute.\"} | RATE_LIMITED | 20 API calls |",
                "429 | {\"message\":\"You are using a Trial key, which is limited to 1000 API calls / month.\"} | QUOTA_EXHAUSTED | 1000 API calls |",
                "498 | {\"message\":\"invalid token: the output is blocked\"} | CONTENT_BLOCKED | blocked |",
                "499 | {\"message\":\"request cancelled\"} | SERVER_ERROR | request cancelled |",
                "500 | {\"message\":\"internal server error\"} | SERVER_ERROR | internal server error |",
                "501 | {\"message\":\"not implemented\"} | UNSUPPORTED_FEATURE | not implemented |",
                "503 | {\"message\":\"service unavailable\"} | OVERLOADED | service unavailable |",
                "504 | {\"message\":\"timeout\"} | SERVER_ERROR | timeout |",
                "502 | <html>Bad Gateway</html> | SERVER_ERROR | Bad Gateway |",
                "500 | `` | SERVER_ERROR | |",
                "400 | {\"message\":{\"a\":1}} | INVALID_REQUEST | |",
                "400 | [1] | INVALID_REQUEST | |",
                "400 | {\"error\":\"plain\"} | INVALID_REQUEST | plain |"
            })
    void an_error_means_what_body_and_status_say(int status, String body, ErrorKind kind, String words, String code) {
        LlmException error = Wire.error(status, body == null ? "" : body, "x-debug-trace-id", "trace-1");

        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error).hasMessageStartingWith("cohere/command-a-03-2025 chat: ");
        if (words != null) {
            assertThat(error).hasMessageContaining(words);
        }
        assertThat(error.details().httpStatus()).isEqualTo(status);
        assertThat(error.details().providerCode()).isEqualTo(code);
        assertThat(error.details().requestId()).isEqualTo("trace-1");
    }

    @Test
    void a_rate_limit_says_how_long_to_wait_and_a_quota_does_not() {
        assertThat(Wire.error(429, "{\"message\":\"slow down\"}", "Retry-After", "7")
                        .retryAfter())
                .hasValue(Duration.ofSeconds(7));
        assertThat(Wire.error(429, "{\"message\":\"1000 API calls / month\"}", "Retry-After", "7")
                        .retryAfter())
                .isEmpty();
    }
}
