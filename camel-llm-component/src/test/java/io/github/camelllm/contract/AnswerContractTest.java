/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.Call;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Deadlines;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** What every provider's whole answers come to. */
class AnswerContractTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @EachProvider
    void a_plain_answer_has_its_text_its_end_and_its_origin(String provider) {
        bench.at(provider).enqueue(Reply.text("Two is a prime.").usage(11, 5));

        ChatResponse response = bench.ask(provider, "Name a prime.");

        assertThat(response.text()).isEqualTo("Two is a prime.");
        assertThat(response.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(response.provider()).isEqualTo(provider);
        assertThat(response.requestModel()).isEqualTo(bench.modelOf(provider));
        if (bench.words(provider).namesModel()) {
            assertThat(response.model()).isNotBlank();
        } else {
            assertThat(response.model()).isNull();
        }
        assertThat(response.id() != null && !response.id().isBlank())
                .isEqualTo(bench.words(provider).namesAnswer());
        assertThat(response.notices()).isEmpty();
    }

    @EachProvider
    void usage_stands_in_buckets_that_sum_to_the_providers_totals(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").usage(11, 5));

        ChatResponse response = bench.ask(provider, "Name a prime.");

        assertThat(response.usage().inputTokens()).hasValue(11);
        assertThat(response.usage().outputTokens()).hasValue(5);
        assertThat(response.usage().totalTokens()).hasValue(16);
    }

    @EachProvider
    void an_attempt_is_told_once_with_usage_and_cost(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").usage(11, 5));

        ChatResponse response = bench.ask(provider, "Name a prime.");

        Attempt attempt = bench.attempt();
        assertThat(attempt.succeeded()).isTrue();
        assertThat(attempt.provider()).isEqualTo(provider);
        assertThat(attempt.operation()).isEqualTo("chat");
        assertThat(attempt.streamed()).isFalse();
        assertThat(attempt.httpStatus()).isEqualTo(200);
        assertThat(attempt.usage()).isEqualTo(response.usage());
        assertThat(attempt.cost()).isEqualTo(response.cost());
        assertThat(attempt.latency()).isPositive();
    }

    @EachProvider
    void a_cost_is_exact_or_unknown_and_never_a_silent_zero(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").usage(1_000_000, 1_000_000));

        ChatResponse response = bench.ask(provider, "Name a prime.");

        if (response.cost().basis() == CostBasis.UNKNOWN) {
            assertThat(response.cost().amount()).isEmpty();
            assertThat(response.cost().reason()).isNotBlank();
        } else {
            assertThat(response.cost().amount())
                    .hasValueSatisfying(amount -> assertThat(amount.signum()).isEqualTo(bench.free(provider) ? 0 : 1));
        }
    }

    @EachProvider
    void an_answer_without_usage_has_unknown_usage_and_an_unknown_cost(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").rewrite(bench.words(provider)::withoutUsage));

        ChatResponse response = bench.ask(provider, "Name a prime.");

        assertThat(response.text()).isEqualTo("Two.");
        assertThat(response.usage().known()).isFalse();
        assertThat(response.cost().basis()).isEqualTo(CostBasis.UNKNOWN);
    }

    @EachProvider
    void every_character_survives(String provider) {
        String text = "Grüße, 世界! 🐪 \"quoted\" \\ back\n\ttab\u0001 \u2028 end";
        bench.at(provider).enqueue(Reply.text(text));

        assertThat(bench.ask(provider, "Say 🐪").text()).isEqualTo(text);
        assertThat(bench.request().bodyText()).contains("Say ");
        assertThat(bench.request().json().toString()).contains("Say 🐪");
    }

    @EachProvider.WithTools
    void a_tool_call_has_its_name_and_arguments(String provider) {
        bench.at(provider).enqueue(Reply.toolCall("lookup", "{\"word\":\"cat\"}"));

        ChatResponse response = bench.ask(provider, Requests.withTool());

        assertThat(response.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.id()).isNotBlank();
            assertThat(call.name()).isEqualTo("lookup");
            assertThat(call.arguments()).isEqualTo("{\"word\":\"cat\"}");
        });
    }

    @EachProvider.WithTools
    void parallel_tool_calls_stay_apart(String provider) {
        bench.at(provider)
                .enqueue(Reply.toolCall("lookup", "{\"word\":\"cat\"}").andToolCall("lookup", "{\"word\":\"dog\"}"));

        ChatResponse response = bench.ask(provider, Requests.withTool());

        assertThat(response.toolCalls())
                .extracting(Part.ToolCall::arguments)
                .containsExactly("{\"word\":\"cat\"}", "{\"word\":\"dog\"}");
        assertThat(response.toolCalls()).extracting(Part.ToolCall::id).doesNotHaveDuplicates();
    }

    @EachProvider.WithTools
    void a_tool_round_trip_ends_in_an_answer(String provider) {
        bench.at(provider)
                .enqueue(
                        Reply.toolCall("lookup", "{\"word\":\"cat\"}")
                                .andToolCall("lookup", "{\"word\":\"dog\"}")
                                .reasoning("Use the tool."),
                        Reply.text("Both are animals."));
        ChatRequest first = Requests.withTool();
        ChatResponse calls = bench.ask(provider, first);

        ChatResponse response = bench.ask(provider, Requests.withResults(first, calls, "an animal"));

        assertThat(response.text()).isEqualTo("Both are animals.");
        assertThat(bench.simulator.requests()).hasSize(2);
        assertThat(bench.request().json().toString()).contains("an animal");
    }

    @EachProvider
    void a_truncated_answer_says_so(String provider) {
        bench.at(provider)
                .enqueue(Reply.text("Two is").finish(bench.words(provider).length()));

        ChatResponse response = bench.ask(provider, "Name a prime.");

        assertThat(response.finish().reason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.finish().raw()).isEqualTo(bench.words(provider).length());
    }

    @EachProvider.Withholding
    void a_withheld_answer_is_a_typed_error_with_what_came(String provider) {
        String withheld = bench.words(provider).withheld().orElseThrow();
        bench.at(provider).enqueue(Reply.text("Two is").finish(withheld).usage(11, 5));

        LlmException problem = bench.refusal(provider, ChatRequest.of("Name a prime."));

        assertThat(problem.kind()).isEqualTo(ErrorKind.CONTENT_BLOCKED);
        assertThat(problem.partial()).hasValueSatisfying(partial -> {
            assertThat(partial.text()).isEqualTo("Two is");
            assertThat(partial.usage().inputTokens()).hasValue(11);
        });
        assertThat(bench.attempt().failure()).isEqualTo(ErrorKind.CONTENT_BLOCKED);
        assertThat(bench.attempt().usage().outputTokens()).hasValue(5);
    }

    @EachProvider.WithReasoning
    void reasoning_is_no_text(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").reasoning("Small primes first."));

        ChatResponse response = bench.ask(provider, "Name a prime.");

        assertThat(response.text()).isEqualTo("Two.");
        assertThat(response.first().parts(Part.Reasoning.class))
                .extracting(part -> part.text().strip())
                .containsExactly("Small primes first.");
    }

    @EachProvider
    void fields_that_nobody_knows_are_ignored(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").rewrite(json -> {
            json.put("brand_new", true);
            json.putObject("nested").putArray("list").add(1);
        }));

        assertThat(bench.ask(provider, "Name a prime.").text()).isEqualTo("Two.");
    }

    @EachProvider
    void a_gzipped_answer_is_unpacked(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").gzip());

        assertThat(bench.ask(provider, "Name a prime.").text()).isEqualTo("Two.");
        assertThat(bench.request().header("Accept-Encoding")).contains("gzip");
    }

    @EachProvider
    void the_providers_body_is_kept_on_request(String provider) {
        bench.at(provider).enqueue(Reply.text("Two."), Reply.text("Three."));

        assertThat(bench.ask(provider, "Name a prime.").raw()).isNull();
        assertThat(bench.ask(
                                provider,
                                ChatRequest.builder()
                                        .user("Another.")
                                        .rawResponse(true)
                                        .build())
                        .raw())
                .contains("Three.");
    }

    @EachProvider
    void an_answer_of_a_megabyte_arrives_whole(String provider) {
        String text = "prime ".repeat(180_000) + "end";
        bench.at(provider).enqueue(Reply.text(text));

        assertThat(bench.ask(provider, "Name all primes.").text()).isEqualTo(text);
    }

    @EachProvider
    void malformed_json_is_an_invalid_response(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").malformed());

        assertThat(bench.refusal(provider, ChatRequest.of("Name a prime.")).kind())
                .isEqualTo(ErrorKind.RESPONSE_INVALID);
    }

    @EachProvider
    void an_empty_body_is_an_invalid_response(String provider) {
        bench.at(provider).enqueue(Reply.emptyBody(200));

        assertThat(bench.refusal(provider, ChatRequest.of("Name a prime.")).kind())
                .isEqualTo(ErrorKind.RESPONSE_INVALID);
    }

    @EachProvider
    void a_body_that_breaks_off_is_an_interrupted_answer(String provider) {
        bench.at(provider).enqueue(Reply.text("Two is a prime.").cutAfterBytes(20));

        LlmException problem = bench.refusal(provider, ChatRequest.of("Name a prime."));

        assertThat(problem.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        assertThat(bench.attempt().cost().basis()).isEqualTo(CostBasis.UNKNOWN);
    }

    @EachProvider
    void a_reset_before_the_answer_is_a_failed_connection_and_is_not_repeated(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").resetAtOnce());

        LlmException problem = bench.refusal(provider, ChatRequest.of("Name a prime."));

        assertThat(problem.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(problem.getMessage()).startsWith(provider + "/");
        assertThat(bench.simulator.requests()).hasSize(1);
    }

    @EachProvider
    void silence_is_a_response_timeout_and_closes_the_connection(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").stallAtOnce());
        Deadlines short_ = bench.settings(provider).deadlines().withResponse(Duration.ofMillis(200));

        LlmException problem =
                Bench.failure(bench.model(provider, bench.settings(provider).withDeadlines(short_))
                        .complete(ChatRequest.of("Name a prime.")));

        assertThat(problem.kind()).isEqualTo(ErrorKind.TIMEOUT_RESPONSE);
        bench.simulator.awaitClosedByClient(1);
    }

    @EachProvider
    void a_cancelled_call_closes_the_connection(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").stallAtOnce());
        Call<ChatResponse> call = bench.model(provider).complete(ChatRequest.of("Name a prime."));
        bench.simulator.awaitRequests(1);

        call.cancel();

        assertThat(Bench.failure(call).kind()).isEqualTo(ErrorKind.CANCELLED);
        bench.simulator.awaitClosedByClient(1);
        assertThat(bench.attempt().failure()).isEqualTo(ErrorKind.CANCELLED);
    }

    @EachProvider
    void cached_prompt_tokens_are_counted_once(String provider) {
        bench.at(provider).enqueue(Reply.text("Two.").usage(100, 5).rewrite(bench.words(provider)::with64CachedTokens));

        ChatResponse response = bench.ask(provider, "Name a prime.");

        assertThat(response.usage().inputTokens()).hasValue(100);
        response.usage()
                .count(Bucket.CACHE_READ)
                .ifPresent(cached -> assertThat(cached).isEqualTo(64));
    }
}
