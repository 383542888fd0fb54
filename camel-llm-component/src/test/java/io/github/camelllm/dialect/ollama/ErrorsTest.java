/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Ollama's errors mean. Bodies and statuses are those of providers/ollama, Errors. */
class ErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "404 | {\"error\":\"model \\\"qwen9\\\" not found, try pulling it first\"} | MODEL_NOT_FOUND | try pulling it first",
                "400 | {\"error\":\"registry.ollama.ai/library/gemma3 does not support tools\"} | UNSUPPORTED_FEATURE | does not support tools",
                "400 | {\"error\":\"\\\"gemma3\\\" does not support thinking\"} | UNSUPPORTED_FEATURE | does not support thinking",
                "400 | {\"error\":\"invalid think value: \\\"often\\\"\"} | INVALID_REQUEST | invalid think value",
                "400 | {\"error\":\"prompt too long; exceeded max context length by 1119046 tokens\"} | CONTEXT_TOO_LONG | prompt too long",
                "400 | {\"error\":\"the input length exceeds the context length\"} | CONTEXT_TOO_LONG | the input length",
                "401 | {\"error\":\"unauthorized\",\"signin_url\":\"https://ollama.com/connect\"} | AUTHENTICATION_FAILED | unauthorized",
                "403 | {\"error\":\"this model requires a subscription\"} | PERMISSION_DENIED | subscription",
                "429 | {\"error\":\"too many requests\"} | RATE_LIMITED | too many requests",
                "500 | {\"error\":\"model requires more system memory\"} | SERVER_ERROR | system memory",
                "502 | {\"error\":\"ollama.com is not reachable\"} | SERVER_ERROR | not reachable",
                "503 | {\"error\":\"server busy, please try again.  maximum pending requests exceeded\"} | OVERLOADED | server busy",
                "400 | {\"error\":{\"message\":\"wrapped by a proxy\"}} | INVALID_REQUEST | wrapped by a proxy",
                "404 | 404 page not found | MODEL_NOT_FOUND | page not found",
                "500 | `` | SERVER_ERROR |",
                "400 | [] | INVALID_REQUEST |"
            })
    void an_error_means_what_words_and_status_say(int status, String body, ErrorKind kind, String words) {
        LlmException error = Wire.error(status, body == null ? "" : body);

        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error).hasMessageStartingWith("ollama/qwen3:8b chat: ");
        if (words != null) {
            assertThat(error).hasMessageContaining(words);
        }
        assertThat(error.details().httpStatus()).isEqualTo(status);
    }
}
