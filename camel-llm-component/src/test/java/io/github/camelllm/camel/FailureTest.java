/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmFailoverException;
import io.github.camelllm.error.LlmFinalException;
import io.github.camelllm.error.LlmRateLimitedException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest extends Routes {

    private static final String MISTRAL = "llm:mistral/mistral-small-latest";

    @Test
    void a_rate_limit_is_typed_and_says_when_to_come_back() {
        provider("mistral").enqueue(Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(7)));

        Exchange exchange = send(MISTRAL, "x");

        assertThat(failure(exchange))
                .isInstanceOf(LlmRateLimitedException.class)
                .isInstanceOf(LlmFailoverException.class)
                .hasMessageContaining("mistral/mistral-small-latest chat");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(LlmHeaders.ERROR_KIND, "RATE_LIMITED")
                .containsEntry(LlmHeaders.RETRY_AFTER, Duration.ofSeconds(7))
                .containsEntry(LlmHeaders.PROVIDER, "mistral")
                .containsEntry(LlmHeaders.REQUEST_MODEL, "mistral-small-latest")
                .containsEntry(LlmHeaders.OPERATION, "chat")
                .containsEntry(LlmHeaders.ATTEMPTS, 1)
                .containsKey(LlmHeaders.LATENCY);
        assertThat(simulator.requests()).hasSize(1);
        assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.failure()).isEqualTo(ErrorKind.RATE_LIMITED));
    }

    @ParameterizedTest
    @EnumSource(ErrorCase.class)
    void a_failed_call_leaves_body_and_headers_as_they_were(ErrorCase error) {
        provider("mistral").enqueue(Reply.error(error));
        Map<String, Object> headers =
                Map.of("orderId", 7, LlmHeaders.SET_TEMPERATURE, 0, "x", "y", LlmHeaders.SET_TENANT, "acme");
        byte[] body = "Gr\u00fc\u00dfe".getBytes(StandardCharsets.UTF_8);

        Exchange exchange = send(MISTRAL, body, headers);

        assertThat(exchange.getException()).isInstanceOf(LlmException.class);
        assertThat(exchange.getMessage().getBody()).isSameAs(body);
        Map<String, Object> left = new HashMap<>(exchange.getMessage().getHeaders());
        left.keySet().removeIf(name -> name.startsWith("CamelLlm") && !name.startsWith("CamelLlmSet"));
        assertThat(left).isEqualTo(headers);
    }

    @Test
    void a_stream_that_can_be_read_once_can_be_read_again_after_a_failure() {
        provider("mistral").enqueue(Reply.error(ErrorCase.SERVER_ERROR));
        InputStream once =
                new FilterInputStream(new ByteArrayInputStream("question".getBytes(StandardCharsets.UTF_8))) {
                    @Override
                    public boolean markSupported() {
                        return false;
                    }
                };

        Exchange exchange = send(MISTRAL, once);

        assertThat(exchange.getException()).isInstanceOf(LlmException.class);
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("question");
    }

    @Test
    void a_failed_leg_hands_a_stream_on_to_the_next_even_without_stream_caching() throws Exception {
        provider("mistral").enqueue(Reply.error(ErrorCase.SERVER_ERROR));
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:raw")
                        .streamCache("false")
                        .errorHandler(noErrorHandler())
                        .loadBalance()
                        .failover(LlmFailoverException.class)
                        .to(MISTRAL)
                        .to("llm:openai/gpt-4o");
            }
        });
        InputStream once =
                new FilterInputStream(new ByteArrayInputStream("question".getBytes(StandardCharsets.UTF_8))) {
                    @Override
                    public boolean markSupported() {
                        return false;
                    }
                };

        Exchange exchange = send("direct:raw", once);

        assertThat(exchange.getException()).isNull();
        assertThat(simulator
                        .provider("openai")
                        .requests()
                        .get(0)
                        .json()
                        .path("messages")
                        .get(0)
                        .path("content")
                        .asText())
                .isEqualTo("question");
    }

    @ParameterizedTest
    @CsvSource({
        "CamelLlmSetTemperature, hot, Double",
        "CamelLlmSetMaxTokens, many, Integer",
        "CamelLlmSetReasoningEffort, enormous, allowed are none",
        "CamelLlmSetTemperature, 3, but must be 0.0 to 2.0",
        "CamelLlmSetTools, {}, tools must be a list",
        "CamelLlmSetJsonSchema, nonsense, not a JSON schema",
        "CamelLlmSetOutputType, no.such.Type, no.such.Type",
        "CamelLlmSetStream, perhaps, Boolean",
        "CamelLlmSetApiKey, sk-other, allowHeaderOverride=apiKey",
        "CamelLlmSetBaseUrl, http://elsewhere, allowHeaderOverride=baseUrl",
    })
    void a_header_that_is_wrong_says_so_and_nothing_is_sent(String header, String value, String words) {
        Exchange exchange = send(MISTRAL, "x", Map.of(header, value));

        assertThat(failure(exchange)).isInstanceOf(LlmFinalException.class).hasMessageContaining(words);
        assertThat(failure(exchange).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(failure(exchange).details().attempts()).isZero();
        assertThat(failure(exchange)).hasMessageStartingWith("mistral/mistral-small-latest chat: ");
        assertThat(simulator.requests()).isEmpty();
        assertThat(attempts).isEmpty();
    }

    @Test
    void a_body_that_says_nothing_or_cannot_be_read_is_refused_before_anything_is_sent() {
        assertThat(failure(send(MISTRAL, null))).hasMessageContaining("the body is empty");
        assertThat(failure(send(MISTRAL, ""))).hasMessageContaining("the body is empty");
        assertThat(failure(send(MISTRAL, new byte[] {(byte) 0xc3, 0x28, 0, 1}))).hasMessageContaining("mediaType");
        assertThat(failure(send(MISTRAL, new java.io.File("/no/such/file.txt"))))
                .hasMessageContaining("cannot be read");
        assertThat(failure(send(MISTRAL, Map.of("messages", 7)))).hasMessageContaining("messages");
        assertThat(failure(send(MISTRAL + "?inputFormat=json", "{]"))).hasMessageContaining("inputFormat=json");
        assertThat(failure(send("llm:mistral/mistral-embed?operation=embed", "")))
                .hasMessageContaining("nothing to embed");
        assertThat(simulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "llm:mistrall/x, mistral",
        "llm:mistral/x?temperature=9, temperature",
        "llm:mistral/x?temperature=hot, temperature",
        "llm:mistral/x?operation=sing, 'allowed are chat, embed, estimate'",
        "llm:mistral/x?jsonSchema=classpath:none.json, none.json",
        "llm:mistral/x?jsonSchema=nonsense, jsonSchema",
        "'llm:mistral/x?jsonSchema={\"type\":\"strange\"}', strange",
        "llm:mistral/x?outputType=no.such.Type, no.such.Type",
        "llm:mistral/x?outputType=java.lang.Runnable, an interface",
        "llm:mistral/x?apiKey=k&header.Authorization=mine, header.Authorization",
        "llm:mistral/x?reasoningEffort=huge, reasoningEffort",
        "llm:mistral/x?httpVersion=3, allowed are 1.1 and 2",
        "llm:mistral/x?streamMode=fast, streamMode",
        "llm:mistral/x?responseType=fast, responseType",
        "llm:mistral/x?proxyHost=p, proxyPort",
        "llm:mistral/x?baseUrl=nonsense, baseUrl",
        "llm:mistral/x?region=moon, region",
        "llm:mistral/x?connectTimeout=PT-5S, connect",
        "llm:mistral/x?maxResponseSize=0, maxResponseSize",
        "llm:mistral/x?allowHeaderOverride=everything, allowHeaderOverride",
        "llm:mistral/x?nonsense=1, nonsense",
        "llm:mistral/x?providerOptions.a={b, providerOptions.a",
        "llm:mistral/x?providerOptions=plain, providerOptions",
        "llm:mistral/x?apiKey=#bean:none, none",
    })
    void a_configuration_that_is_wrong_stops_the_start(String uri, String words) {
        assertThatThrownBy(() -> context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:wrong").to(uri);
                    }
                }))
                .satisfies(thrown -> assertThat(messages(thrown)).contains(words));
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_provider_without_an_address_of_its_own_needs_one_at_the_start() {
        LlmComponent llm = context().getComponent("llm", LlmComponent.class);
        llm.getProviders().put("openai-compatible", new ProviderSettings());
        llm.getProviders().remove("openaiCompatible");

        assertThatThrownBy(() -> context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:wrong").to("llm:openai-compatible/x");
                    }
                }))
                .satisfies(thrown -> assertThat(messages(thrown)).contains("option baseUrl"));
    }

    @Test
    void a_missing_key_stops_the_start_and_names_option_and_variable() {
        context()
                .getComponent("llm", LlmComponent.class)
                .getProviders()
                .get("mistral")
                .setApiKey(null);

        assertThatThrownBy(() -> context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:wrong").to(MISTRAL);
                    }
                }))
                .satisfies(thrown ->
                        assertThat(messages(thrown)).contains("option apiKey").contains("MISTRAL_API_KEY"));
    }
}
