/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.StreamCall;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/** What every provider's streamed answers come to. */
class StreamContractTest {

    private static final ChatRequest ASK = ChatRequest.of("Name a prime.");

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @EachProvider
    void a_streamed_answer_is_the_sum_of_its_pieces(String provider) {
        bench.at(provider).enqueue(Reply.text("Two is the only even prime.").usage(11, 6));

        Bench.Reading reading = bench.stream(provider, ASK);

        ChatResponse response = reading.response();
        assertThat(reading.text()).isEqualTo("Two is the only even prime.");
        assertThat(reading.of(StreamEvent.TextDelta.class)).hasSizeGreaterThan(3);
        assertThat(reading.of(StreamEvent.Started.class)).hasSize(1);
        assertThat(response.text()).isEqualTo("Two is the only even prime.");
        assertThat(response.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(response.usage().inputTokens()).hasValue(11);
        assertThat(response.usage().outputTokens()).hasValue(6);
        assertThat(response.provider()).isEqualTo(provider);
    }

    @EachProvider
    void a_stream_and_a_whole_answer_say_the_same(String provider) {
        bench.at(provider).always(Reply.text("Two is a prime.").usage(11, 6));

        ChatResponse whole = bench.ask(provider, ASK);
        ChatResponse streamed = bench.stream(provider, ASK).response();

        assertThat(streamed.first().parts()).isEqualTo(whole.first().parts());
        assertThat(streamed.finish()).isEqualTo(whole.finish());
        assertThat(streamed.usage()).isEqualTo(whole.usage());
        assertThat(streamed.cost()).isEqualTo(whole.cost());
        assertThat(streamed.citations()).isEqualTo(whole.citations());
    }

    @EachProvider
    void the_time_to_the_first_token_is_told(String provider) {
        bench.at(provider).enqueue(Reply.text("Two."));

        bench.stream(provider, ASK).response();

        Awaitility.await().untilAsserted(() -> assertThat(bench.attempts).hasSize(1));
        assertThat(bench.attempt().timeToFirstToken()).isPositive();
        assertThat(bench.attempt().streamed()).isTrue();
        assertThat(bench.attempt().succeeded()).isTrue();
    }

    @EachProvider.WithTools
    void a_streamed_tool_call_is_put_together(String provider) {
        bench.at(provider)
                .enqueue(Reply.toolCall("lookup", "{\"word\":\"cat\"}").andToolCall("lookup", "{\"word\":\"dog\"}"));

        ChatResponse response = bench.stream(provider, Requests.withTool()).response();

        assertThat(response.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(Part.ToolCall::arguments)
                .containsExactly("{\"word\":\"cat\"}", "{\"word\":\"dog\"}");
        assertThat(response.toolCalls()).extracting(Part.ToolCall::name).containsOnly("lookup");
        assertThat(response.toolCalls()).extracting(Part.ToolCall::id).doesNotHaveDuplicates();
    }

    @EachProvider
    void the_stream_starts_with_its_first_content_and_not_before(String provider) {
        Hold hold = new Hold();
        bench.at(provider).enqueue(Reply.text("Two is a prime.").heldBy(hold, 0));
        StreamCall call = bench.model(provider).stream(ASK);
        hold.awaitReached();
        assertThat(call.started().toCompletableFuture()).isNotDone();

        hold.release();

        assertThat(call.started().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS))
                .succeedsWithin(Bench.PATIENCE);
        assertThat(Bench.read(call).text()).isEqualTo("Two is a prime.");
    }

    @EachProvider
    void a_stream_without_its_end_mark_but_with_a_finish_reason_is_whole(String provider) {
        bench.at(provider).enqueue(Reply.text("Two is a prime.").withoutDone());

        assertThat(bench.stream(provider, ASK).response().text()).isEqualTo("Two is a prime.");
    }

    @EachProvider
    void an_end_that_comes_twice_counts_once(String provider) {
        bench.at(provider).enqueue(Reply.text("Two is a prime.").usage(11, 6).endingTwice());

        ChatResponse response = bench.stream(provider, ASK).response();

        assertThat(response.text()).isEqualTo("Two is a prime.");
        assertThat(response.usage().totalTokens()).hasValue(17);
    }

    @EachProvider
    void a_cut_stream_is_an_error_with_exactly_what_came(String provider) {
        bench.at(provider).enqueue(Reply.text("one two three four five six").cutAfterChunks(3));

        Bench.Reading reading = bench.stream(provider, ASK);

        LlmException problem = reading.failure(ErrorKind.STREAM_INTERRUPTED);
        assertThat(reading.text()).isEqualTo("one two three");
        assertThat(problem.partial())
                .hasValueSatisfying(partial -> assertThat(partial.text()).isEqualTo("one two three"));
    }

    @EachProvider
    void a_broken_stream_is_never_booked_as_free(String provider) {
        bench.at(provider).enqueue(Reply.text("one two three four five six").cutAfterChunks(3));

        bench.stream(provider, ASK).failure();

        Awaitility.await().untilAsserted(() -> assertThat(bench.attempts).hasSize(1));
        assertThat(bench.attempt().cost().basis()).isIn(CostBasis.ESTIMATED, CostBasis.UNKNOWN);
        bench.attempt()
                .cost()
                .amount()
                .ifPresent(amount -> assertThat(amount.signum()).isEqualTo(bench.free(provider) ? 0 : 1));
    }

    @EachProvider
    void a_stream_that_ends_properly_without_a_finish_is_an_error(String provider) {
        bench.at(provider).enqueue(Reply.text("one two three").withoutFinish().withoutDone());

        Bench.Reading reading = bench.stream(provider, ASK);

        reading.failure(ErrorKind.STREAM_INTERRUPTED);
        assertThat(reading.text()).isEqualTo("one two three");
    }

    @EachProvider
    void a_stall_is_an_idle_timeout_with_what_came(String provider) {
        bench.at(provider).enqueue(Reply.text("one two three four").stallAfterChunks(2));
        TargetSettings settings = bench.settings(provider)
                .withDeadlines(bench.settings(provider).deadlines().withStreamIdle(Duration.ofMillis(300)));

        Bench.Reading reading = Bench.read(bench.model(provider, settings).stream(ASK));

        LlmException problem = reading.failure(ErrorKind.TIMEOUT_IDLE);
        assertThat(problem.partial())
                .hasValueSatisfying(partial -> assertThat(partial.text()).isEqualTo("one two"));
        bench.simulator.awaitClosedByClient(1);
    }

    @EachProvider
    void headers_without_content_are_a_first_token_timeout(String provider) {
        bench.at(provider).enqueue(Reply.text("one two").stallAfterChunks(0));
        TargetSettings settings = bench.settings(provider)
                .withDeadlines(bench.settings(provider).deadlines().withFirstToken(Duration.ofMillis(300)));

        StreamCall call = bench.model(provider, settings).stream(ASK);

        Bench.read(call).failure(ErrorKind.TIMEOUT_FIRST_TOKEN);
        assertThat(call.started().toCompletableFuture()).isCompletedExceptionally();
        bench.simulator.awaitClosedByClient(1);
    }

    @EachProvider
    void a_malformed_event_reaches_the_reader(String provider) {
        bench.at(provider).enqueue(Reply.text("one two three four").malformedAfterChunks(2));

        Bench.Reading reading = bench.stream(provider, ASK);

        LlmException problem = reading.failure(ErrorKind.RESPONSE_INVALID);
        assertThat(problem.partial())
                .hasValueSatisfying(partial -> assertThat(partial.text()).isEqualTo("one two"));
    }

    @EachProvider
    void an_error_inside_the_stream_is_typed_and_carries_what_came(String provider) {
        bench.at(provider).enqueue(Reply.text("one two three four").failingAfterChunks(2, ErrorCase.SERVER_ERROR));

        Bench.Reading reading = bench.stream(provider, ASK);

        LlmException problem = reading.failure();
        assertThat(problem.kind().worthRetrying()).as(problem.getMessage()).isTrue();
        assertThat(problem.partial())
                .hasValueSatisfying(partial -> assertThat(partial.text()).isEqualTo("one two"));
    }

    @EachProvider
    void an_error_instead_of_a_stream_fails_before_anything_is_handed_on(String provider) {
        bench.at(provider).enqueue(Reply.error(ErrorCase.OVERLOADED));

        StreamCall call = bench.model(provider).stream(ASK);
        Bench.Reading reading = Bench.read(call);

        reading.failure(ErrorKind.OVERLOADED);
        assertThat(reading.events).isEmpty();
        assertThat(call.started().toCompletableFuture()).isCompletedExceptionally();
    }

    @EachProvider
    void a_gzipped_stream_is_unpacked(String provider) {
        bench.at(provider).enqueue(Reply.text("one two three").gzip());

        assertThat(bench.stream(provider, ASK).response().text()).isEqualTo("one two three");
    }

    @EachProvider
    void a_cancelled_stream_closes_its_connection_and_is_settled(String provider) {
        bench.at(provider).enqueue(Reply.text("one two three four").stallAfterChunks(2));
        Bench.Reading reading = new Bench.Reading(Long.MAX_VALUE);
        StreamCall call = bench.model(provider).stream(ASK);
        call.events().subscribe(reading);
        Awaitility.await().until(() -> reading.text().equals("one two"));

        call.cancel();

        reading.awaitEnd();
        reading.failure(ErrorKind.CANCELLED);
        bench.simulator.awaitClosedByClient(1);
        assertThat(bench.attempt().failure()).isEqualTo(ErrorKind.CANCELLED);
    }

    @EachProvider
    void a_reader_that_asks_for_one_event_gets_one(String provider) {
        bench.at(provider).enqueue(Reply.text("one two three four"));
        Bench.Reading reading = new Bench.Reading(1);
        bench.model(provider).stream(ASK).events().subscribe(reading);
        Awaitility.await().until(() -> reading.events.size() == 1);

        reading.subscription().request(1);
        Awaitility.await().until(() -> reading.events.size() == 2);
        reading.subscription().request(Long.MAX_VALUE);

        reading.awaitEnd();
        assertThat(reading.response().text()).isEqualTo("one two three four");
    }

    @EachProvider
    void a_flood_waits_in_the_socket_for_its_reader(String provider) {
        bench.at(provider).enqueue(Reply.flood("word"));
        Bench.Reading reading = new Bench.Reading(1);
        StreamCall call = bench.model(provider).stream(ASK);
        call.events().subscribe(reading);
        Awaitility.await().until(() -> reading.events.size() == 1);

        reading.subscription().cancel();

        bench.simulator.awaitClosedByClient(1);
        Awaitility.await().untilAsserted(() -> assertThat(bench.attempts).hasSize(1));
        assertThat(bench.attempt().failure()).isEqualTo(ErrorKind.CANCELLED);
    }

    @EachProvider
    void a_stream_that_nobody_reads_is_cancelled_after_its_deadline(String provider) {
        bench.at(provider).enqueue(Reply.flood("word"));
        TargetSettings settings = bench.settings(provider).withReaderTimeout(Duration.ofMillis(200));

        StreamCall call = bench.model(provider, settings).stream(ASK);

        bench.simulator.awaitClosedByClient(1);
        LlmException problem = Bench.read(call).failure(ErrorKind.CANCELLED);
        assertThat(problem).hasMessageContaining("readerTimeout");
        assertThat(bench.attempt().failure()).isEqualTo(ErrorKind.CANCELLED);
    }

    @EachProvider.Withholding
    void a_withheld_stream_is_a_typed_error(String provider) {
        String withheld = bench.words(provider).withheld().orElseThrow();
        bench.at(provider).enqueue(Reply.text("one two").finish(withheld));

        Bench.Reading reading = bench.stream(provider, ASK);

        LlmException problem = reading.failure(ErrorKind.CONTENT_BLOCKED);
        assertThat(problem.partial())
                .hasValueSatisfying(partial -> assertThat(partial.text()).isEqualTo("one two"));
    }
}
