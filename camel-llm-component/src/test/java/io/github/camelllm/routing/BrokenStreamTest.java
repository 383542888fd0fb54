/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams that break off in the middle: no missing and no double character, whatever the cut. */
class BrokenStreamTest {

    private static final List<String> CHUNKS = chunks();
    private static final String WHOLE = String.join("", CHUNKS);

    private final VirtualTime time = new VirtualTime();

    /** 200 chunks with all that makes joints hard: repeated words, blanks at both ends, line ends, pairs of surrogates. */
    private static List<String> chunks() {
        List<String> chunks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            chunks.add(
                    switch (i % 8) {
                        case 0 -> i == 0 ? "The" : " the";
                        case 1 -> " ha";
                        case 2 -> " ha";
                        case 3 -> " \n\n";
                        case 4 -> "word" + i;
                        case 5 -> "  ";
                        case 6 -> "\uD83D\uDE00";
                        default -> " end.\t";
                    });
        }
        return chunks;
    }

    private static class Reader implements Flow.Subscriber<StreamEvent> {
        final StringBuilder text = new StringBuilder();
        final boolean oneByOne;
        StreamEvent.@Nullable Done done;

        @Nullable
        LlmException problem;

        int ends;
        Flow.@Nullable Subscription subscription;

        Reader(boolean oneByOne) {
            this.oneByOne = oneByOne;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(oneByOne ? 1 : Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {
            if (event instanceof StreamEvent.TextDelta delta) {
                text.append(delta.text());
            } else if (event instanceof StreamEvent.Done last) {
                done = last;
            }
            if (oneByOne) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable why) {
            problem = (LlmException) why;
            ends++;
        }

        @Override
        public void onComplete() {
            ends++;
        }
    }

    private Reader read(Recovery recovery, ChatRequest request, boolean oneByOne, RouterTarget... targets) {
        RouterPlan plan = RouterPlan.of("test", List.of(targets))
                .withFailover(FailoverRules.STANDARD.withAttempts(1, 8).withRecovery(recovery));
        Router router = new Router(plan, new HealthBook(time), time, List.of(), () -> 0.5);
        RoutedStream stream = router.stream(request, Map.of());
        Reader reader = new Reader(oneByOne);
        stream.started().whenComplete((begun, problem) -> stream.events().subscribe(reader));
        time.pass(Duration.ofSeconds(30));
        assertThat(reader.ends).isEqualTo(1);
        assertThat(time.waiting()).isZero();
        return reader;
    }

    private static Scripted.Act cut(List<String> pieces) {
        return new Scripted.Act(Duration.ofMillis(10), pieces, Scripted.error(ErrorKind.STREAM_INTERRUPTED, null));
    }

    private Scripted broken(List<String> pieces) {
        return new Scripted(time, n -> cut(pieces));
    }

    private Scripted healthy() {
        return new Scripted(time, n -> new Scripted.Act(Duration.ofMillis(10), CHUNKS, null));
    }

    private void check(Recovery recovery, List<String> before, boolean oneByOne) {
        Scripted a = broken(before);
        Scripted b = healthy();
        Reader reader = read(
                recovery,
                ChatRequest.of("Tell"),
                oneByOne,
                a.target("a"),
                b.target("b", TargetTraits.NONE.withPrefill(Prefill.CONTINUES)));

        String came = String.join("", before);
        if (recovery == Recovery.FAIL && !before.isEmpty()) {
            assertThat(reader.text.toString()).isEqualTo(came);
            assertThat(reader.problem.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
            assertThat(reader.problem.partial())
                    .hasValueSatisfying(part -> assertThat(part.text()).isEqualTo(came));
            assertThat(b.attempts).isEmpty();
        } else {
            assertThat(reader.problem).isNull();
            assertThat(reader.text.toString()).isEqualTo(WHOLE);
            assertThat(reader.done.response().text()).isEqualTo(WHOLE);
        }
        assertThat(a.open + b.open).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_cut_after_any_chunk_loses_and_doubles_nothing(Recovery recovery) {
        for (int chunk = 0; chunk <= CHUNKS.size(); chunk++) {
            check(recovery, CHUNKS.subList(0, chunk), chunk % 2 == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_cut_at_any_character_loses_and_doubles_nothing(Recovery recovery) {
        Random random = new Random(20261125);
        for (int i = 0; i < 500; i++) {
            int at = 1 + random.nextInt(WHOLE.length() - 1);
            List<String> before = new ArrayList<>();
            for (int from = 0; from < at; from += 5) {
                before.add(WHOLE.substring(from, Math.min(at, from + 5)));
            }
            check(recovery, before, i % 2 == 0);
        }
    }

    @Test
    void a_target_that_repeats_the_beginning_is_joined_as_exactly() {
        for (int chunk = 1; chunk < CHUNKS.size(); chunk++) {
            Scripted echo = new Scripted(time, n -> new Scripted.Act(Duration.ofMillis(10), CHUNKS, null), "1", true);
            Reader reader = read(
                    Recovery.CONTINUE,
                    ChatRequest.of("Tell"),
                    chunk % 2 == 0,
                    broken(CHUNKS.subList(0, chunk)).target("a"),
                    echo.target("b", TargetTraits.NONE.withPrefill(Prefill.ECHOES)));

            assertThat(reader.text.toString()).isEqualTo(WHOLE);
        }
    }

    @Test
    void a_repetition_that_leaves_the_beginning_is_not_joined() {
        Scripted other = new Scripted(
                time, n -> new Scripted.Act(Duration.ofMillis(10), List.of("The ha something else"), null), "1", true);
        Reader reader = read(
                Recovery.CONTINUE,
                ChatRequest.of("Tell"),
                false,
                broken(CHUNKS.subList(0, 5)).target("a"),
                other.target("b", TargetTraits.NONE.withPrefill(Prefill.ECHOES)));

        assertThat(reader.problem.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(reader.text.toString()).isEqualTo(String.join("", CHUNKS.subList(0, 5)));
        assertThat(other.open).isZero();
    }

    @Test
    void without_a_target_that_can_continue_the_cut_is_the_error() {
        Scripted b = healthy();
        Reader reader = read(
                Recovery.CONTINUE,
                ChatRequest.of("Tell"),
                false,
                broken(CHUNKS.subList(0, 40)).target("a"),
                b.target("b"));

        assertThat(reader.problem.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        assertThat(reader.problem.partial().orElseThrow().text()).isEqualTo(String.join("", CHUNKS.subList(0, 40)));
        assertThat(b.attempts).isEmpty();
    }

    @Test
    void an_answer_that_was_to_be_json_is_never_continued() {
        Scripted b = healthy();
        ChatRequest json = ChatRequest.of("Tell").toBuilder()
                .output(new OutputFormat.JsonObject())
                .build();
        Reader reader = read(
                Recovery.CONTINUE,
                json,
                false,
                broken(CHUNKS.subList(0, 40)).target("a"),
                b.target("b", TargetTraits.NONE.withPrefill(Prefill.CONTINUES)));

        assertThat(reader.problem.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        assertThat(b.attempts).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_reader_that_leaves_closes_the_stream(Recovery recovery) {
        Scripted a = healthy();
        RouterPlan plan = RouterPlan.of("test", List.of(a.target("a")))
                .withFailover(FailoverRules.STANDARD.withRecovery(recovery));
        RoutedStream stream = new Router(plan, new HealthBook(time), time, List.of(), () -> 0.5)
                .stream(ChatRequest.of("Tell"), Map.of());
        time.pass(Duration.ofMillis(20));
        Reader reader = new Reader(true) {
            @Override
            public void onNext(StreamEvent event) {
                subscription.cancel();
            }
        };
        stream.events().subscribe(reader);
        stream.cancel();

        assertThat(a.open).isZero();
        assertThat(time.waiting()).isZero();
        assertThat(reader.problem).isNull();
    }
}
