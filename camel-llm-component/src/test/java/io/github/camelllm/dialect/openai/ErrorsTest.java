/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmRateLimitedException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.profile.ErrorRule;
import io.github.camelllm.profile.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsTest {

    private static final OpenAiChatDialect DIALECT =
            new OpenAiChatDialect(Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC));

    private static LlmException error(int status, String body, String... headers) {
        return error(Targets.plain(), status, body, headers);
    }

    private static LlmException error(Target target, int status, String body, String... headers) {
        return DIALECT.error(new WireReply(status, Headers.of(headers), ByteChunks.utf8(body)), "chat", target);
    }

    /** The bodies are those of the providers' facts, sections Errors and Streaming. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // openai
                "400 | {\"error\":{\"message\":\"Unsupported parameter: 'max_tokens'\",\"type\":\"invalid_request_error\",\"param\":\"max_tokens\",\"code\":\"unsupported_parameter\"}} | UNSUPPORTED_FEATURE | Unsupported parameter: 'max_tokens' | unsupported_parameter",
                "400 | {\"error\":{\"message\":\"Your input exceeds the context window of this model.\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}} | CONTEXT_TOO_LONG | Your input exceeds the context window of this model. | context_length_exceeded",
                "401 | {\"error\":{\"message\":\"Incorrect API key provided\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}} | AUTHENTICATION_FAILED | Incorrect API key provided | invalid_api_key",
                "429 | {\"error\":{\"message\":\"Rate limit reached\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}} | RATE_LIMITED | Rate limit reached | rate_limit_exceeded",
                "429 | {\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"insufficient_quota\"}} | QUOTA_EXHAUSTED | You exceeded your current quota | insufficient_quota",
                "503 | {\"error\":{\"message\":\"busy\",\"code\":\"server_is_overloaded\"}} | OVERLOADED | busy | server_is_overloaded",
                "404 | {\"error\":{\"message\":\"no such model\",\"code\":\"model_not_found\"}} | MODEL_NOT_FOUND | no such model | model_not_found",
                // mistral
                "401 | {\"detail\":\"Invalid API Key\"} | AUTHENTICATION_FAILED | Invalid API Key |",
                "400 | {\"object\":\"error\",\"message\":\"bad id\",\"type\":\"invalid_function_call\",\"param\":null,\"code\":\"3280\"} | INVALID_REQUEST | bad id | 3280",
                "422 | {\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"seed\"],\"msg\":\"Extra inputs\",\"input\":7}]},\"type\":\"invalid_request_error\",\"param\":null,\"code\":null} | INVALID_REQUEST | body.seed: Extra inputs | invalid_request_error",
                "422 | {\"detail\":[{\"loc\":[\"body\"],\"msg\":\"a\"},{\"loc\":[],\"msg\":\"b\"},7]} | INVALID_REQUEST | body: a; b |",
                "422 | {\"detail\":[]} | INVALID_REQUEST | |",
                "429 | {\"object\":\"error\",\"message\":\"Rate limit exceeded\",\"type\":\"rate_limited\",\"code\":\"1300\",\"raw_status_code\":429} | RATE_LIMITED | Rate limit exceeded | 1300",
                "429 | {\"message\":\"Requests rate limit exceeded\"} | RATE_LIMITED | Requests rate limit exceeded |",
                "429 | {\"message\":\"Service tier capacity exceeded for this model.\"} | OVERLOADED | Service tier capacity exceeded for this model. |",
                "403 | {\"error\":{\"message\":\"Content blocked by guardrail\",\"status\":403},\"guardrails\":{\"results\":{}}} | CONTENT_BLOCKED | Content blocked by guardrail |",
                // groq
                "400 | {\"error\":{\"message\":\"Failed to call a function.\",\"type\":\"invalid_request_error\",\"code\":\"tool_use_failed\",\"failed_generation\":\"x\"}} | RESPONSE_INVALID | Failed to call a function. | tool_use_failed",
                "413 | {\"error\":{\"message\":\"Request too large\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}} | CONTEXT_TOO_LONG | Request too large | rate_limit_exceeded",
                "498 | {\"error\":{\"message\":\"Flex tier capacity exceeded\",\"code\":\"capacity_exceeded\"}} | OVERLOADED | Flex tier capacity exceeded | capacity_exceeded",
                // openrouter
                "429 | {\"error\":{\"code\":429,\"message\":\"Provider returned error\",\"metadata\":{\"error_type\":\"rate_limit_exceeded\",\"provider_name\":\"V\",\"raw\":\"slow down\"}},\"user_id\":\"u\"} | RATE_LIMITED | Provider returned error: slow down | rate_limit_exceeded",
                "400 | {\"error\":{\"code\":400,\"message\":\"too long\",\"metadata\":{\"error_type\":\"context_length_exceeded\"}}} | CONTEXT_TOO_LONG | too long | context_length_exceeded",
                "403 | {\"error\":{\"code\":403,\"message\":\"flagged\",\"metadata\":{\"reasons\":[\"hate\"],\"flagged_input\":\"x\"}}} | CONTENT_BLOCKED | flagged |",
                "402 | {\"error\":{\"code\":402,\"message\":\"requires more credits, or fewer max_tokens\"}} | QUOTA_EXHAUSTED | requires more credits, or fewer max_tokens |",
                "529 | {\"error\":{\"code\":529,\"message\":\"x\"}} | OVERLOADED | x |",
                // perplexity
                "400 | {\"error\":{\"message\":\"too many\",\"type\":\"too_many_prompt_tokens\",\"code\":400}} | CONTEXT_TOO_LONG | too many | too_many_prompt_tokens",
                "401 | {\"error\":{\"message\":\"Invalid key\",\"type\":\"invalid_api_key\",\"code\":401}} | AUTHENTICATION_FAILED | Invalid key | invalid_api_key",
                // deepseek
                "400 | {\"error\":{\"message\":\"This model's maximum context length is 1048565 tokens.\",\"type\":\"invalid_request_error\",\"code\":\"invalid_request_error\"}} | CONTEXT_TOO_LONG | This model's maximum context length is 1048565 tokens. | invalid_request_error",
                "401 | {\"error\":{\"message\":\"fails\",\"type\":\"authentication_error\",\"code\":\"invalid_request_error\"}} | AUTHENTICATION_FAILED | fails | invalid_request_error",
                "402 | {\"error\":{\"message\":\"Insufficient Balance\"}} | QUOTA_EXHAUSTED | Insufficient Balance |",
                // vLLM, llama.cpp, LM Studio, TGI
                "400 | {\"object\":\"error\",\"message\":\"x\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400} | INVALID_REQUEST | x | BadRequestError",
                "400 | {\"error\":{\"message\":\"tool choice requires --enable-auto-tool-choice\",\"type\":\"BadRequestError\",\"code\":400}} | UNSUPPORTED_FEATURE | tool choice requires --enable-auto-tool-choice | BadRequestError",
                "500 | {\"error\":{\"code\":500,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\",\"n_ctx\":8192}} | CONTEXT_TOO_LONG | the request exceeds the available context size | exceed_context_size_error",
                "503 | {\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}} | OVERLOADED | Loading model | unavailable_error",
                "400 | {\"error\":\"text\"} | INVALID_REQUEST | text |",
                "422 | {\"error\":\"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096\",\"error_type\":\"validation\"} | CONTEXT_TOO_LONG | Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096 | validation",
                // xai, together, fireworks, deepinfra, huggingface
                "400 | {\"code\":\"invalid-argument\",\"error\":\"Incorrect API key provided. You can obtain one\"} | AUTHENTICATION_FAILED | Incorrect API key provided. You can obtain one | invalid-argument",
                "429 | {\"code\":\"x\",\"error\":\"Your team has used all available credits or reached its monthly spending limit\"} | QUOTA_EXHAUSTED | Your team has used all available credits or reached its monthly spending limit | x",
                "401 | {\"detail\":{\"error\":\"User is not authenticated\"}} | AUTHENTICATION_FAILED | User is not authenticated |",
                "423 | {\"error\":\"Deployment is being started\"} | OVERLOADED | Deployment is being started |",
                "404 | {\"error\":\"Model not found, inaccessible, and/or not deployed\"} | MODEL_NOT_FOUND | Model not found, inaccessible, and/or not deployed |",
                "400 | {\"error\":{\"message\":\"The requested model 'x/y' is not supported by any provider you have enabled.\"}} | MODEL_NOT_FOUND | The requested model 'x/y' is not supported by any provider you have enabled. |",
                // lists, pages, texts, nothing
                "400 | [{\"error\":{\"code\":400,\"message\":\"wrapped\",\"status\":\"INVALID_ARGUMENT\"}}] | INVALID_REQUEST | wrapped |",
                "400 | {\"errors\":[{\"message\":\"first\",\"code\":\"c\"}]} | INVALID_REQUEST | first | c",
                "502 | <html><head><title>502 Bad Gateway</title></head></html> | SERVER_ERROR | 502 Bad Gateway |",
                "502 | <!DOCTYPE html> | SERVER_ERROR | a web page |",
                "504 | upstream request timeout | SERVER_ERROR | upstream request timeout |",
                "500 | `` | SERVER_ERROR | |",
                "500 | null | SERVER_ERROR | |",
                "500 | 17 | SERVER_ERROR | 17 |",
                "500 | {\"error\":{\"message\":{}}} | SERVER_ERROR | |"
            })
    void each_body_shape_tells_its_kind_its_words_and_its_code(
            int status, String body, ErrorKind kind, String words, String code) {
        LlmException e = error(status, body);

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.details().providerMessage()).isEqualTo(words);
        assertThat(e.details().providerCode()).isEqualTo(code);
        assertThat(e.details().httpStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "302,SERVER_ERROR",
        "400,INVALID_REQUEST",
        "401,AUTHENTICATION_FAILED",
        "402,QUOTA_EXHAUSTED",
        "403,PERMISSION_DENIED",
        "404,MODEL_NOT_FOUND",
        "408,SERVER_ERROR",
        "409,SERVER_ERROR",
        "412,PERMISSION_DENIED",
        "413,CONTEXT_TOO_LONG",
        "422,INVALID_REQUEST",
        "423,OVERLOADED",
        "424,SERVER_ERROR",
        "429,RATE_LIMITED",
        "500,SERVER_ERROR",
        "501,UNSUPPORTED_FEATURE",
        "503,OVERLOADED",
        "524,SERVER_ERROR",
        "529,OVERLOADED"
    })
    void a_status_alone_tells_a_kind(int status, ErrorKind kind) {
        assertThat(error(status, "").kind()).isEqualTo(kind);
    }

    @Test
    void the_profiles_rules_come_before_all_others() {
        Target target = Targets.of(
                Map.of(),
                List.of(
                        new ErrorRule(ErrorKind.CONTEXT_TOO_LONG, 403, null, "tokens"),
                        new ErrorRule(ErrorKind.OVERLOADED, null, "odd_type", null)),
                Map.of());

        assertThat(error(target, 403, "{\"error\":{\"message\":\"too many tokens\"}}")
                        .kind())
                .isEqualTo(ErrorKind.CONTEXT_TOO_LONG);
        assertThat(error(target, 403, "{\"error\":{\"message\":\"no\"}}").kind())
                .isEqualTo(ErrorKind.PERMISSION_DENIED);
        assertThat(error(target, 400, "{\"error\":{\"message\":\"no\",\"code\":\"x\",\"type\":\"ODD_TYPE\"}}")
                        .kind())
                .isEqualTo(ErrorKind.OVERLOADED);
        assertThat(error(
                                Targets.of(
                                        Map.of(),
                                        List.of(new ErrorRule(ErrorKind.OVERLOADED, 418, null, null)),
                                        Map.of()),
                                418,
                                "")
                        .kind())
                .isEqualTo(ErrorKind.OVERLOADED);
    }

    @Test
    void D5_a_rate_limit_has_a_type_a_status_and_a_time_to_wait() {
        LlmException e = error(
                429, "{\"message\":\"Requests rate limit exceeded\"}", "Retry-After", "7", "X-Request-Id", "req-1");

        assertThat(e).isInstanceOf(LlmRateLimitedException.class);
        assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(7));
        assertThat(e.details().httpStatus()).isEqualTo(429);
        assertThat(e)
                .hasMessage(
                        "acme/model-1 chat: too many requests or tokens; wait, or use another key or target (HTTP 429). "
                                + "The provider said: Requests rate limit exceeded. Retry after 7000 ms [request id req-1]");
    }

    @Test
    void D14_every_form_of_the_wait_is_honoured() {
        assertThat(error(429, "", "retry-after-ms", "1500").retryAfter()).hasValue(Duration.ofMillis(1500));
        assertThat(error(503, "", "retry-after", "Wed, 25 Nov 2026 10:00:30 GMT")
                        .retryAfter())
                .hasValue(Duration.ofSeconds(30));
        assertThat(error(429, "", "x-ratelimit-reset-tokens", "2m59.56s").retryAfter())
                .hasValue(Duration.ofMillis(179_560));
        assertThat(error(429, "{\"error\":{\"code\":429,\"message\":\"x\",\"availability\":{\"retry_after\":3}}}")
                        .retryAfter())
                .hasValue(Duration.ofSeconds(3));
        assertThat(error(429, "{\"error\":{\"code\":429,\"metadata\":{\"availability\":{\"retry_after\":0.5}}}}")
                        .retryAfter())
                .hasValue(Duration.ofMillis(500));
        assertThat(error(429, "{\"retry_after\":2}").retryAfter()).hasValue(Duration.ofSeconds(2));
        assertThat(error(429, "").retryAfter()).isEmpty();
    }

    @Test
    void an_error_that_waiting_does_not_help_has_no_time_to_wait() {
        assertThat(error(401, "", "x-ratelimit-reset-tokens", "2s", "retry-after", "5")
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void a_redirect_points_to_the_base_url() {
        assertThat(error(301, "")).hasMessageContaining("redirects are not followed; check the base URL");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorKind.class,
            names = {
                "RATE_LIMITED",
                "OVERLOADED",
                "AUTHENTICATION_FAILED",
                "PERMISSION_DENIED",
                "QUOTA_EXHAUSTED",
                "CONTEXT_TOO_LONG",
                "MODEL_NOT_FOUND",
                "UNSUPPORTED_FEATURE",
                "CONTENT_BLOCKED",
                "RESPONSE_INVALID",
                "INVALID_REQUEST"
            })
    void each_kind_has_words_of_its_own(ErrorKind kind) {
        Target target = Targets.of(Map.of(), List.of(new ErrorRule(kind, 400, null, null)), Map.of());

        assertThat(error(target, 400, "")).hasMessageNotContaining("the provider failed");
    }
}
