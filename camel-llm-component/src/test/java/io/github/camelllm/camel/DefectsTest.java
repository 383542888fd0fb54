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
import io.github.camelllm.error.LlmRateLimitedException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedExchangeAggregationStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The defects that were found in another client of many providers, none of which may come back. D9 (examples that do not
 * run) is the business of the tests of README, docs and quickstart; D11 has a route's start here.
 */
class DefectsTest extends Routes {

    private static final String[] MODELS = {
        "openai/gpt-4o", "mistral/mistral-small-latest", "groq/llama-3.3-70b-versatile", "deepseek/deepseek-chat"
    };

    private ChatResponse ask(String uri) {
        return send(uri, "x").getMessage().getBody(ChatResponse.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/gpt-4o",
                "mistral/mistral-small-latest",
                "groq/llama-3.3-70b-versatile",
                "deepseek/deepseek-chat",
                "perplexity/sonar",
                "openrouter/openai/gpt-4o"
            })
    void d1_a_temperature_of_zero_is_sent_as_zero(String target) {
        assertThat(send("llm:" + target + "?temperature=0", "x").getException()).isNull();

        assertThat(simulator.lastRequest().json().path("temperature").isNumber())
                .isTrue();
        assertThat(simulator.lastRequest().json().path("temperature").asDouble())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openai/gpt-4", "mistral/open-mixtral-8x22b", "groq/llama-3.1-8b-instant", "openrouter/a/b"})
    void d2_the_model_that_was_named_is_the_one_that_is_asked(String target) {
        context().getComponent("llm", LlmComponent.class).setDefaultModel("some-default");

        send("llm:" + target, "x");

        assertThat(simulator.lastRequest().json().path("model").asText())
                .isEqualTo(target.substring(target.indexOf('/') + 1));
    }

    @Test
    void d3_a_thousand_tokens_each_way_cost_thousandths_of_the_price_of_a_million() {
        provider("openai").enqueue(Reply.text("y").usage(1_000, 1_000));
        provider("openai").enqueue(Reply.text("y").usage(1_000_000, 1_000_000));

        Cost thousand = ask("llm:openai/gpt-4o?responseType=response").cost();
        Cost million = ask("llm:openai/gpt-4o?responseType=response").cost();

        assertThat(thousand.basis()).isEqualTo(CostBasis.PRICED);
        assertThat(thousand.amount().orElseThrow().multiply(BigDecimal.valueOf(1_000)))
                .isEqualByComparingTo(million.amount().orElseThrow());
        assertThat(million.amount().orElseThrow()).isEqualByComparingTo("12.50");
    }

    @Test
    void d4_the_bill_of_openrouter_is_taken_as_it_is() {
        provider("openrouter").enqueue(Reply.text("y").usage(1_000, 1_000).cost("0.09"));

        Cost cost = ask("llm:openrouter/openai/gpt-4o?responseType=response").cost();

        assertThat(cost.basis()).isEqualTo(CostBasis.REPORTED);
        assertThat(cost.amount().orElseThrow()).isEqualByComparingTo("0.09");
    }

    @Test
    void d5_a_429_is_typed_with_status_and_time_to_wait() {
        provider("mistral").enqueue(Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(3)));

        LlmException problem = failure(send("llm:mistral/mistral-small-latest", "x"));

        assertThat(problem).isInstanceOf(LlmRateLimitedException.class);
        assertThat(problem.details().httpStatus()).isEqualTo(429);
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void d6_another_question_gets_another_answer() {
        provider("mistral")
                .respond(request -> Reply.text("re: "
                        + request.json().path("messages").get(0).path("content").asText()));

        assertThat(send("llm:mistral/mistral-small-latest", "A").getMessage().getBody())
                .isEqualTo("re: A");
        assertThat(send("llm:mistral/mistral-small-latest", "B").getMessage().getBody())
                .isEqualTo("re: B");
    }

    @Test
    void d7_two_questions_that_begin_alike_get_two_answers() {
        provider("mistral")
                .respond(request -> Reply.text("re: "
                        + request.json().path("messages").get(0).path("content").asText()));
        String beginning = "complaint ".repeat(20);

        assertThat(send("llm:mistral/mistral-small-latest", beginning + "1")
                        .getMessage()
                        .getBody(String.class))
                .endsWith("1");
        assertThat(send("llm:mistral/mistral-small-latest", beginning + "2")
                        .getMessage()
                        .getBody(String.class))
                .endsWith("2");
    }

    @Test
    void d8_nothing_is_kept_behind_the_users_back_so_that_two_calls_are_two_attempts() {
        send("llm:mistral/mistral-small-latest", "same");
        send("llm:mistral/mistral-small-latest", "same");

        assertThat(simulator.requests()).hasSize(2);
        assertThat(attempts).hasSize(2);
    }

    @Test
    void d10_of_three_parts_at_once_each_has_its_own_answer_or_its_own_error() throws Exception {
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:batch")
                        .split(body(), new GroupedExchangeAggregationStrategy())
                        .parallelProcessing()
                        .doTry()
                        .to("llm:mistral/mistral-small-latest")
                        .doCatch(LlmException.class)
                        .setBody(simple("failed: ${exception.kind}"))
                        .end();
            }
        });
        provider("mistral")
                .respond(request ->
                        request.bodyText().contains("two") ? Reply.error(ErrorCase.OVERLOADED) : Reply.text("fine"));

        List<?> answers = send("direct:batch", List.of("one", "two", "three"))
                .getMessage()
                .getBody(List.class);

        assertThat(answers)
                .map(answer -> ((Exchange) answer).getMessage().getBody(String.class))
                .containsExactlyInAnyOrder("fine", "failed: OVERLOADED", "fine");
    }

    @Test
    void d11_a_start_asks_nothing_that_costs() throws Exception {
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String model : MODELS) {
                    from("direct:" + model.replace('/', '-')).to("llm:" + model);
                }
            }
        });

        assertThat(simulator.requests()).isEmpty();
        assertThat(simulator.acceptedConnections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/gpt-4o",
                "mistral/mistral-small-latest",
                "groq/llama-3.3-70b-versatile",
                "deepseek/deepseek-chat"
            })
    void d12_a_streamed_tool_call_is_assembled(String target) {
        provider(target.substring(0, target.indexOf('/')))
                .enqueue(Reply.toolCall("weather", "{\"city\":\"Rome\",\"days\":3}"));

        Exchange exchange = send(
                "llm:" + target + "?stream=true",
                "Weather?",
                Map.of(
                        LlmHeaders.SET_TOOLS,
                        List.of(Map.of("name", "weather", "parameters", Map.of("type", "object")))));

        LlmStream stream = exchange.getMessage().getBody(LlmStream.class);
        List<Object> events = new ArrayList<>();
        stream.forEachRemaining(events::add);
        assertThat(events).hasAtLeastOneElementOfType(StreamEvent.ToolCallStarted.class);
        assertThat(stream.response().orElseThrow().toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("weather");
            assertThat(call.arguments()).isEqualTo("{\"city\":\"Rome\",\"days\":3}");
        });
    }

    @Test
    void d13_a_frame_that_is_no_json_and_an_error_inside_a_stream_reach_the_route() {
        provider("openai").enqueue(Reply.chunks("a ", "b ", "c").malformedAfterChunks(1));
        assertThatThrownBy(() -> read("llm:openai/gpt-4o?stream=true"))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID));

        provider("openrouter").enqueue(Reply.chunks("a ", "b ", "c").failingAfterChunks(1, ErrorCase.OVERLOADED));
        assertThatThrownBy(() -> read("llm:openrouter/openai/gpt-4o?stream=true"))
                .isInstanceOf(LlmException.class);
    }

    @Test
    void d14_the_component_itself_never_tries_again() {
        provider("groq").always(Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofMillis(1)));

        LlmException problem = failure(send("llm:groq/llama-3.3-70b-versatile", "x"));

        assertThat(simulator.requests()).hasSize(1);
        assertThat(problem.details().attempts()).isEqualTo(1);
    }

    @Test
    void d15_a_stream_that_falls_silent_is_an_error() {
        provider("openai").enqueue(Reply.chunks("a ", "b ", "c").stallAfterChunks(2));

        assertThatThrownBy(() -> read("llm:openai/gpt-4o?stream=true&streamIdleTimeout=200&firstTokenTimeout=5s"))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TIMEOUT_IDLE));
        simulator.awaitClosedByClient(1);
    }

    @Test
    void d16_an_answer_of_several_parts_keeps_them_all() {
        provider("deepseek").enqueue(Reply.text("answer").reasoning("thought").andToolCall("weather", "{}"));

        ChatResponse response = ask("llm:deepseek/deepseek-reasoner?responseType=response");

        assertThat(response.first().parts())
                .hasAtLeastOneElementOfType(Part.Reasoning.class)
                .hasAtLeastOneElementOfType(Part.Text.class)
                .hasAtLeastOneElementOfType(Part.ToolCall.class);
        assertThat(response.usage()).isNotEqualTo(Usage.UNKNOWN);
        assertThat(response.usage().count(Bucket.INPUT)).isPresent();
    }

    private void read(String uri) {
        Exchange exchange = send(uri, "x");
        if (exchange.getException() != null) {
            throw exchange.getException(RuntimeException.class);
        }
        exchange.getMessage().getBody(LlmStream.class).forEachRemaining(event -> {});
    }
}
