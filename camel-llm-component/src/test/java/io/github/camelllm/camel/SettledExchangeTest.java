/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.CallListener;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateProducerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exchange is like after its call. */
class SettledExchangeTest extends Routes {

    /** A class with a bug. */
    public static final class Unmakeable {
        static final int ANSWER = Integer.parseInt("not today");
    }

    @Test
    void an_output_type_that_cannot_be_made_is_a_failure_and_never_the_question_as_the_answer() {
        provider("openai").enqueue(Reply.text("{}"));

        Exchange exchange = send("llm:openai/gpt-4o?outputType=" + Unmakeable.class.getName(), "as json");

        assertThat(exchange.getException()).hasStackTraceContaining("not today");
        assertThat(exchange.getMessage().getBody()).isEqualTo("as json");
    }

    /** A class with rules. */
    public record Small(int number) {
        public Small {
            if (number > 9) {
                throw new IllegalArgumentException("not a small number");
            }
        }
    }

    /** A class that JSON cannot make. */
    public interface Faceless {}

    @Test
    void an_output_type_that_refuses_the_value_is_named_with_its_reason() {
        provider("openai").enqueue(Reply.text("{\"number\": 10}"));

        Exchange exchange = send("llm:openai/gpt-4o?outputType=" + Small.class.getName(), "a number as json");

        assertThat(failure(exchange).kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(failure(exchange))
                .hasMessageContaining(Small.class.getName() + " refused")
                .hasMessageContaining("IllegalArgumentException: not a small number")
                .hasMessageNotContaining("not valid JSON")
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage("not a small number");
    }

    @Test
    void json_of_another_form_is_not_called_malformed_and_not_quoted() {
        provider("openai").enqueue(Reply.text("{\"number\": \"of the beast\"}"));

        Exchange exchange = send("llm:openai/gpt-4o?outputType=" + Small.class.getName(), "a number as json");

        assertThat(failure(exchange))
                .hasMessageContaining("does not fit " + Small.class.getName() + " at line 1")
                .hasMessageNotContaining("not valid JSON")
                .hasMessageNotContaining("beast");
    }

    @Test
    void an_output_type_that_json_cannot_make_is_named_before_anything_is_sent() {
        String uri = "llm:openai/gpt-4o?outputType=" + Faceless.class.getName();

        assertThatThrownBy(() -> send(uri, "as json"))
                .isInstanceOf(FailedToCreateProducerException.class)
                .hasMessageContaining("option outputType: " + Faceless.class.getName() + " cannot be made from JSON");
        assertThat(simulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                | java.lang.String | -",
                "-                | String           | -",
                "-                | ''               | -",
                "java.lang.String | -                | -",
                "String           | -                | -",
                "java.util.Map    | -                | json_object",
                "-                | java.util.Map    | json_object",
                "java.util.Map    | java.lang.String | -",
                "java.lang.String | java.util.Map    | json_object"
            })
    void an_output_type_means_the_same_in_a_header_and_in_an_option(
            @Nullable String option, @Nullable String header, @Nullable String format) {
        provider("openai").enqueue(Reply.text("{}"));

        Exchange exchange = send(
                "llm:openai/gpt-4o" + (option == null ? "" : "?outputType=" + option),
                "as json",
                header == null ? Map.of() : Map.of(LlmHeaders.SET_OUTPUT_TYPE, header));

        assertThat(exchange.getException()).isNull();
        assertThat(simulator
                        .lastRequest()
                        .json()
                        .path("response_format")
                        .path("type")
                        .asText())
                .isEqualTo(format == null ? "" : format);
        assertThat(exchange.getMessage().getBody()).isEqualTo(format == null ? "{}" : Map.of());
    }

    @Test
    void the_key_of_a_message_does_not_go_on_after_an_estimate() {
        Exchange exchange = send(
                "llm:openai/gpt-4o?operation=estimate&maxTokens=10&allowHeaderOverride=apiKey",
                "x",
                Map.of(LlmHeaders.SET_API_KEY, "sk-of-the-message"));

        assertThat(exchange.getMessage().getBody()).isInstanceOf(Cost.class);
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(LlmHeaders.SET_API_KEY);
    }

    @Test
    void a_header_chooses_the_type_of_the_response_for_vectors_too() {
        provider("openai").enqueue(Reply.vectors(new float[] {1, 2}));

        Exchange exchange = send(
                "llm:openai/text-embedding-3-small?operation=embed",
                "x",
                Map.of(LlmHeaders.SET_RESPONSE_TYPE, "response"));

        assertThat(exchange.getMessage().getBody()).isInstanceOf(EmbeddingResponse.class);
    }

    @Test
    void a_listener_that_fails_takes_nothing_from_the_others() {
        List<Attempt> heard = new CopyOnWriteArrayList<>();
        CallListener broken = attempt -> {
            heard.add(attempt);
            throw new IllegalStateException("the ledger is closed");
        };
        context().getRegistry().bind("first", CallListener.class, broken);
        context().getRegistry().bind("second", CallListener.class, (CallListener) attempt -> {
            heard.add(attempt);
            throw new NoClassDefFoundError("org/example/Ledger");
        });

        Exchange exchange = send("llm:openai/gpt-4o", "x");

        assertThat(exchange.getException()).isNull();
        assertThat(heard).hasSize(2);
        assertThat(attempts).hasSize(1);
    }

    @Test
    void an_address_from_a_message_cannot_read_the_properties_of_the_application() {
        context().getPropertiesComponent().addInitialProperty("my.secret", "s3cret");

        Exchange exchange = send(
                "llm:openai/gpt-4o?allowHeaderOverride=baseUrl",
                "x",
                Map.of(LlmHeaders.SET_BASE_URL, provider("openai").baseUrl() + "/{{my.secret}}"));

        assertThat(failure(exchange).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(simulator.requests()).isEmpty();
    }
}
