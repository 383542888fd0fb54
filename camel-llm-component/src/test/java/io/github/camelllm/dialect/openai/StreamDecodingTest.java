/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamDecodingTest {

    static final String FINISH = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    static String chunk(String delta) {
        return "{\"id\":\"id-1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":null}]}";
    }

    static String text(String text) {
        return chunk("{\"content\":\"" + text + "\"}");
    }

    private static ChatResponse decode(String... payloads) {
        return Streams.decode(Targets.plain(), Streams.events(payloads));
    }

    private static LlmException failure(String... payloads) {
        return Streams.failure(Targets.plain(), Streams.events(payloads));
    }

    @Test
    void the_events_of_a_plain_stream_come_in_order_and_the_beginning_once() {
        byte[] stream = Streams.events(
                chunk("{\"role\":\"assistant\",\"content\":\"\"}"),
                text("Hel"),
                text("lo"),
                FINISH,
                "{\"id\":\"id-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}",
                "[DONE]");

        assertThat(Streams.read(Targets.plain(), stream, 7))
                .containsExactly(
                        new StreamEvent.Started("id-1", "m"),
                        new StreamEvent.TextDelta(0, "Hel"),
                        new StreamEvent.TextDelta(0, "lo"),
                        new StreamEvent.Finished(0, new Finish(FinishReason.STOP, "stop")),
                        new StreamEvent.UsageSeen(Usage.of(3, 2), null));
    }

    @Test
    void members_may_come_in_any_order_and_the_beginning_still_comes_first() {
        byte[] stream = Streams.events(
                "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":[]}",
                "{\"usage\":{\"prompt_tokens\":1},\"choices\":[{\"finish_reason\":\"stop\",\"delta\":{\"content\":\"a\"},\"index\":0}],"
                        + "\"model\":\"m\",\"id\":\"id-1\"}");

        assertThat(Streams.read(Targets.plain(), stream, 1))
                .containsExactly(
                        new StreamEvent.Started("id-1", "m"),
                        new StreamEvent.TextDelta(0, "a"),
                        new StreamEvent.Finished(0, new Finish(FinishReason.STOP, "stop")),
                        new StreamEvent.UsageSeen(new Usage(Map.of(Bucket.INPUT, 1L)), null));
    }

    @Test
    void comments_blank_lines_carriage_returns_and_unknown_members_are_passed_over() {
        String stream = "\r\n: OPENROUTER PROCESSING\r\n\r\ndata:"
                + text("a").replace("{\"id\"", "{\"p\":\"xyz\",\"id\"")
                + "\r\n\r\n:\r\n\r\nevent: ping\r\n\r\ndata: " + FINISH + "\r\n\r\n";

        assertThat(Streams.decode(Targets.plain(), stream.getBytes(UTF_8), 1).text())
                .isEqualTo("a");
    }

    @Test
    void a_finish_reason_and_a_clean_end_make_a_whole_answer_without_done() {
        ChatResponse answer = decode(text("a"), FINISH);

        assertThat(answer.text()).isEqualTo("a");
        assertThat(answer.finish()).isEqualTo(new Finish(FinishReason.STOP, "stop"));
    }

    @Test
    void done_alone_makes_a_whole_answer_too() {
        assertThat(decode(text("a"), "[DONE]").finish()).isEqualTo(new Finish(FinishReason.STOP, null));
    }

    @Test
    void a_last_event_without_its_empty_line_counts_when_it_is_whole() {
        byte[] whole = (new String(Streams.events(text("a")), UTF_8) + "data: " + FINISH).getBytes(UTF_8);

        assertThat(Streams.decode(Targets.plain(), whole).finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(Streams.failure(Targets.plain(), Arrays.copyOf(whole, whole.length - 1))
                        .kind())
                .isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    }

    @Test
    void a_cut_stream_is_an_error_not_an_answer() {
        LlmException e = failure(text("a"), text("b"));

        assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        assertThat(e).hasMessageContaining("ended without a finish reason");
    }

    /** Even after the finish reason: what does not come any more may be the usage. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "d",
                "data",
                "data:",
                "data: ",
                "data: [",
                "data: [DONE",
                "data: {\"usage\":{\"prompt_tokens\":3",
                "event: x"
            })
    void a_stream_that_ends_within_an_event_is_cut_wherever_it_is(String half) {
        byte[] stream = (new String(Streams.events(text("a"), FINISH), UTF_8) + half).getBytes(UTF_8);

        LlmException e = Streams.failure(Targets.plain(), stream);

        assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        assertThat(e).hasMessageContaining("ended within an event");
    }

    @Test
    void an_empty_stream_is_an_error_that_hints_at_the_prompt() {
        assertThat(failure().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        assertThat(failure()).hasMessageContaining("over-long prompt");
        assertThat(failure("[DONE]").kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(failure("[DONE]")).hasMessageContaining("over-long prompt");
    }

    @Test
    void one_choice_that_never_ends_makes_the_stream_cut() {
        String two = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"},"
                + "{\"index\":1,\"delta\":{\"content\":\"b\"}}]}";

        assertThat(failure(two).kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        ChatResponse answer = decode(two, "{\"choices\":[{\"index\":1,\"delta\":{},\"finish_reason\":\"length\"}]}");
        assertThat(answer.choices()).extracting(c -> c.text()).containsExactly("a", "b");
        assertThat(answer.choices().get(1).finish().reason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void D13_a_malformed_chunk_is_an_error_and_keeps_what_came() {
        List<RuntimeException> failures = new ArrayList<>();
        ChatAssembler assembler =
                Streams.untilFailure(Targets.plain(), Streams.events(text("a"), "{\"choices\":[{", FINISH), failures);

        assertThat(failures).singleElement().isInstanceOfSatisfying(LlmException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
            assertThat(e).hasMessageContaining("an event of the stream is malformed: not valid JSON");
        });
        assertThat(assembler.partial()).hasValueSatisfying(partial -> {
            assertThat(partial.text()).isEqualTo("a");
            assertThat(partial.finish().reason()).isEqualTo(FinishReason.ERROR);
        });
    }

    @Test
    void an_error_after_content_is_the_providers_error() {
        LlmException e = failure(
                text("a"),
                "{\"error\":{\"message\":\"engine died\",\"type\":\"InternalServerError\",\"param\":null,\"code\":500}}",
                "[DONE]");

        assertThat(e.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
        assertThat(e.details().providerMessage()).isEqualTo("engine died");
    }

    @Test
    void an_error_in_a_chunk_that_also_has_choices_and_usage_is_an_error_with_that_usage() {
        List<RuntimeException> failures = new ArrayList<>();
        ChatAssembler assembler = Streams.untilFailure(
                Targets.plain(),
                Streams.events(
                        "{\"id\":\"gen-2\",\"provider\":\"Vendor\",\"error\":{\"code\":429,\"message\":\"slow down\"},"
                                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}],"
                                + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":0,\"total_tokens\":10}}",
                        "[DONE]"),
                failures);

        assertThat(((LlmException) failures.get(0)).kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(assembler.partial())
                .hasValueSatisfying(p -> assertThat(p.usage().inputTokens()).hasValue(10));
    }

    @Test
    void an_event_of_type_error_is_an_error_whatever_it_holds() {
        byte[] groq = ("event: error\ndata: {\"error\":{\"message\":\"Tool call validation failed\","
                        + "\"type\":\"invalid_request_error\",\"code\":\"tool_use_failed\",\"status_code\":400}}\n\n")
                .getBytes(UTF_8);
        byte[] text = "event: error\ndata: out of memory\n\n".getBytes(UTF_8);
        byte[] flat = "event: error\ndata: {\"error\":\"gone\",\"message\":\"gone\"}\n\n".getBytes(UTF_8);

        assertThat(Streams.failure(Targets.plain(), groq).kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(Streams.failure(Targets.plain(), groq).details().providerCode())
                .isEqualTo("tool_use_failed");
        assertThat(Streams.failure(Targets.plain(), text).details().providerMessage())
                .isEqualTo("out of memory");
        assertThat(Streams.failure(Targets.plain(), flat).details().providerMessage())
                .isEqualTo("gone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"object\":\"error\",\"message\":\"bad\",\"type\":\"x\",\"code\":\"1\"}",
                "{\"detail\":\"bad\"}",
                "{\"error\":\"bad\"}",
                "[{\"error\":{\"message\":\"bad\"}}]",
                "\"bad\""
            })
    void an_event_that_is_no_chunk_is_an_error(String payload) {
        LlmException e = failure(payload);

        assertThat(e.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
        assertThat(e.details().providerMessage()).isEqualTo("bad");
    }

    @Test
    void a_finish_reason_that_means_breaking_off_is_an_error() {
        String broken = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}";

        assertThat(failure(text("a"), broken.formatted("insufficient_system_resource"))
                        .kind())
                .isEqualTo(ErrorKind.OVERLOADED);
        assertThat(failure(text("a"), broken.formatted("error")).kind()).isEqualTo(ErrorKind.SERVER_ERROR);
        assertThat(failure(text("a"), broken.formatted("abort")).details().providerCode())
                .isEqualTo("abort");
    }

    @Test
    void a_finish_reason_that_came_twice_counts_once() {
        List<StreamEvent> events = Streams.read(Targets.plain(), Streams.events(text("a"), FINISH, FINISH), 100);

        assertThat(events).filteredOn(StreamEvent.Finished.class::isInstance).hasSize(1);
    }

    @Test
    void the_last_usage_counts_wherever_it_stands() {
        ChatResponse answer = decode(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}",
                "{\"choices\":null,\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":3}}");

        assertThat(answer.usage().outputTokens()).hasValue(3);
    }

    @Test
    void usage_can_stand_in_a_place_of_the_providers_own() {
        Target target = Targets.with(OpenAiQuirks.USAGE_FALLBACK, "x_groq.usage");
        String own = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                + "\"x_groq\":{\"id\":\"r\",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}}";

        assertThat(Streams.decode(target, Streams.events(text("a"), own)).usage())
                .isEqualTo(Usage.of(1, 2));
        assertThat(Streams.failure(target, Streams.events("{\"choices\":[],\"x_groq\":{\"error\":\"gone\"}}"))
                        .kind())
                .isEqualTo(ErrorKind.SERVER_ERROR);
    }

    @Test
    void finish_reasons_are_unified_and_the_profile_can_add_some() {
        Target target = Targets.with(OpenAiQuirks.FINISH_REASONS, Map.of("repetition", "LENGTH"));

        assertThat(finish(target, "repetition")).isEqualTo(FinishReason.LENGTH);
        assertThat(finish(target, "eos")).isEqualTo(FinishReason.STOP);
        assertThat(finish(target, "model_length")).isEqualTo(FinishReason.LENGTH);
        assertThat(finish(target, "content_filter")).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(finish(target, "brand_new")).isEqualTo(FinishReason.OTHER);
    }

    private static FinishReason finish(Target target, String raw) {
        String payload =
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"" + raw + "\"}]}";
        return Streams.decode(target, Streams.events(payload)).finish().reason();
    }

    @Test
    void a_stream_that_is_plain_json_is_read_as_a_whole_answer() {
        byte[] answer =
                ("\n\n {\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"hi\"},"
                                + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}")
                        .getBytes(UTF_8);

        assertThat(Streams.decode(Targets.plain(), answer, 1).text()).isEqualTo("hi");
    }

    @Test
    void a_stream_that_is_a_plain_error_is_that_error() {
        byte[] xai = "{\"code\":\"x\",\"error\":\"The service is currently unavailable\"}".getBytes(UTF_8);
        byte[] page = "<html><head><title>Sign in</title></head></html>".getBytes(UTF_8);
        byte[] broken = "{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"error\"}]}".getBytes(UTF_8);

        assertThat(Streams.failure(Targets.plain(), xai).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(Streams.failure(Targets.plain(), page))
                .hasMessageContaining("a web page, not JSON; check the base URL");
        assertThat(Streams.failure(Targets.plain(), broken).kind()).isEqualTo(ErrorKind.SERVER_ERROR);
    }
}
