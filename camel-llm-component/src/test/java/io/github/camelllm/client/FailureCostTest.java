/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money truth of failures: zero only where it is certain that no model worked. */
class FailureCostTest {

    private static final ChatRequest ASK = ChatRequest.of("Name a prime.");

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final LlmClient client = LlmClient.builder().listener(attempts::add).build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 413, 422, 429})
    void a_request_that_was_turned_away_costs_nothing(int status) {
        assertThat(whole(Reply.emptyBody(status)).amount())
                .hasValueSatisfying(amount -> assertThat(amount).isZero());
        assertThat(streamed(Reply.emptyBody(status)).amount())
                .hasValueSatisfying(amount -> assertThat(amount).isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 424, 425, 499, 500, 501, 502, 503, 504, 520, 524, 529})
    void what_may_have_come_after_the_model_worked_costs_nobody_knows_what(int status) {
        assertThat(whole(Reply.html(status))).satisfies(FailureCostTest::isUnknown);
        assertThat(streamed(Reply.html(status))).satisfies(FailureCostTest::isUnknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content_filter", "tool_use_failed", "json_validate_failed", "server_error"})
    void a_refusal_whose_words_say_that_something_worked_is_not_free(String code) {
        Reply refusal =
                Reply.raw(400, "application/json", "{\"error\":{\"message\":\"No.\",\"code\":\"" + code + "\"}}");

        assertThat(whole(refusal)).satisfies(FailureCostTest::isUnknown);
        assertThat(streamed(refusal)).satisfies(FailureCostTest::isUnknown);
    }

    @Test
    void an_error_behind_a_status_of_success_is_not_free() {
        Reply error = Reply.raw(200, "application/json", "{\"error\":{\"message\":\"Slow down.\",\"code\":429}}");

        assertThat(whole(error)).satisfies(FailureCostTest::isUnknown);
        assertThat(streamed(error)).satisfies(FailureCostTest::isUnknown);
    }

    @Test
    void an_error_inside_a_stream_costs_what_may_have_been_used_until_then() {
        Cost cost = streamed(Reply.text("Two.").failingAfterChunks(0, ErrorCase.RATE_LIMITED));

        assertThat(cost.basis()).isEqualTo(CostBasis.ESTIMATED);
        assertThat(cost.amount())
                .hasValueSatisfying(amount -> assertThat(amount).isPositive());
    }

    @Test
    void what_a_model_thought_unseen_before_its_stream_broke_is_not_left_out() {
        Cost seen = streamed(Reply.text("one two three four").cutAfterChunks(2));
        Cost thinking = streamed("gpt-5-mini", Reply.text("one two three four").cutAfterChunks(2));

        BigDecimal most = client.load(
                        "openai",
                        "gpt-5-mini",
                        settings(simulator.provider("openai").baseUrl()))
                .estimate(ASK)
                .amount()
                .orElseThrow();
        assertThat(thinking.basis()).isEqualTo(CostBasis.ESTIMATED);
        assertThat(thinking.amount())
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo(most));
        assertThat(seen.amount())
                .hasValueSatisfying(amount -> assertThat(amount).isLessThan(most));
    }

    @Test
    void a_call_whose_connection_was_never_made_costs_nothing() throws IOException {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + free.getLocalPort() + "/v1";
        }
        LoadedModel model = client.load("openai", "gpt-4o-mini", settings(nobody));

        assertThat(costOf(model.complete(ASK).result()).amount())
                .hasValueSatisfying(amount -> assertThat(amount).isZero());
        attempts.clear();
        assertThat(costOf(model.stream(ASK).started()).amount())
                .hasValueSatisfying(amount -> assertThat(amount).isZero());
    }

    @Test
    void a_call_whose_connection_broke_after_it_was_sent_costs_nobody_knows_what() {
        assertThat(whole(Reply.text("Two.").cutAtOnce())).satisfies(FailureCostTest::isUnknown);
    }

    private static void isUnknown(Cost cost) {
        assertThat(cost.basis()).isEqualTo(CostBasis.UNKNOWN);
        assertThat(cost.amount()).isEmpty();
    }

    private Cost whole(Reply reply) {
        attempts.clear();
        simulator.provider("openai").enqueue(reply);
        return costOf(model().complete(ASK).result());
    }

    private Cost streamed(Reply reply) {
        return streamed("gpt-4o-mini", reply);
    }

    private Cost streamed(String model, Reply reply) {
        attempts.clear();
        simulator.provider("openai").enqueue(reply);
        StreamCall call = client
                .load("openai", model, settings(simulator.provider("openai").baseUrl()))
                .stream(ASK);
        call.events().subscribe(new EndOfStream());
        Awaitility.await().untilAsserted(() -> assertThat(attempts).hasSize(1));
        return attempts.get(0).cost();
    }

    private Cost costOf(CompletionStage<?> call) {
        assertThat(call.toCompletableFuture()).failsWithin(Duration.ofSeconds(20));
        Awaitility.await().untilAsserted(() -> assertThat(attempts).hasSize(1));
        return attempts.get(0).cost();
    }

    private LoadedModel model() {
        return client.load(
                "openai", "gpt-4o-mini", settings(simulator.provider("openai").baseUrl()));
    }

    private static TargetSettings settings(String baseUrl) {
        return TargetSettings.STANDARD.withBaseUrl(baseUrl).withApiKey(SecretSource.of("k"));
    }
}
