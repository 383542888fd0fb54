/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static io.github.camelllm.dialect.anthropic.Wire.HELLO;
import static io.github.camelllm.dialect.anthropic.Wire.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How streams are read. The form is that of providers/anthropic, Streaming (read 2026-11-25). */
class StreamDecodingTest {

    private static final Target TARGET = Wire.target();

    private static final String START =
            "{\"type\":\"message_start\",\"message\":{\"model\":\"a-model-1\",\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                    + "\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":20,\"cache_creation_input_tokens\":7,"
                    + "\"cache_read_input_tokens\":5,\"output_tokens\":3,\"service_tier\":\"standard\"}}}";
    private static final String PING = "{\"type\": \"ping\"}";
    private static final String STOP = "{\"type\":\"message_stop\"   }";

    private static final List<String> WHOLE = List.of(
            START,
            begin(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
            PING,
            delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"Need the \"}"),
            delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"weather.\"}"),
            delta(0, "{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}"),
            end(0),
            begin(1, "{\"type\":\"text\",\"text\":\"\"}"),
            delta(1, "{\"type\":\"text_delta\",\"text\":\"Check\"}    "),
            PING,
            delta(1, "{\"type\":\"text_delta\",\"text\":\"ing 🐪.\"}"),
            end(1),
            begin(2, "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"weather\",\"input\":{}}"),
            delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"\"}"),
            delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"city\\\": \"}"),
            delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"Oslo\\\"}\"}"),
            end(2),
            begin(3, "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"today\",\"input\":{}}"),
            end(3),
            finish("\"tool_use\",\"stop_sequence\":null", "{\"input_tokens\":21,\"output_tokens\":60}"),
            STOP);

    private static String begin(int index, String block) {
        return "{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":" + block + "}";
    }

    private static String delta(int index, String delta) {
        return "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":" + delta + "}";
    }

    private static String end(int index) {
        return "{\"type\":\"content_block_stop\",\"index\":" + index + "  }";
    }

    private static String finish(String reason, String usage) {
        return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":" + reason + "},\"usage\":" + usage + "}";
    }

    private static ChatResponse decode(List<String> events) {
        byte[] bytes = stream(events);
        ChatResponse whole = Wire.decode(bytes, bytes.length, HELLO, TARGET);
        assertThat(Wire.decode(bytes, 1, HELLO, TARGET)).isEqualTo(whole);
        return whole;
    }

    private static LlmException broken(List<String> events) {
        byte[] bytes = stream(events);
        return catchThrowableOfType(LlmException.class, () -> Wire.decode(bytes, bytes.length, HELLO, TARGET));
    }

    @Test
    void thoughts_text_and_calls_stay_in_their_order() {
        ChatResponse response = decode(WHOLE);

        assertThat(response.id()).isEqualTo("msg_1");
        assertThat(response.model()).isEqualTo("a-model-1");
        assertThat(response.first().parts())
                .containsExactly(
                        new Part.Reasoning(
                                "Need the weather.",
                                List.of(Map.of(
                                        "type", "thinking", "thinking", "Need the weather.", "signature", "c2ln"))),
                        Part.text("Checking 🐪."),
                        new Part.ToolCall("toolu_1", "weather", "{\"city\": \"Oslo\"}"),
                        new Part.ToolCall("toolu_2", "today", "{}"));
        assertThat(response.finish()).isEqualTo(new Finish(FinishReason.TOOL_CALLS, "tool_use"));
        assertThat(response.serviceTier()).isEqualTo("standard");
    }

    @Test
    void the_last_count_of_each_kind_is_the_usage() {
        ChatResponse response = decode(WHOLE);

        assertThat(response.usage().inputTokens()).hasValue(21 + 7 + 5);
        assertThat(response.usage().outputTokens()).hasValue(60);
    }

    @Test
    void a_stream_cut_at_any_byte_is_an_error_with_what_came() {
        byte[] bytes = stream(WHOLE);
        int finished = new String(bytes, StandardCharsets.UTF_8).indexOf("event: message_delta");
        int cutAt = new String(bytes, StandardCharsets.UTF_8)
                .substring(0, finished)
                .getBytes(StandardCharsets.UTF_8)
                .length;
        for (int cut = 0; cut < cutAt; cut++) {
            StreamDecoder decoder = Wire.decoder(TARGET);
            ChatAssembler assembler = new ChatAssembler(TARGET, HELLO, null);
            decoder.feed(ByteBuffer.wrap(bytes, 0, cut), assembler::accept);

            LlmException problem = catchThrowableOfType(LlmException.class, () -> decoder.end(assembler::accept));

            assertThat(problem).as("cut at " + cut).isNotNull();
            assertThat(problem.kind()).as("cut at " + cut).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
            assertThat("Checking 🐪.")
                    .startsWith(assembler.partial().map(ChatResponse::text).orElse(""));
        }
    }

    @Test
    void the_head_does_not_tell_what_the_answer_used() {
        List<StreamEvent> events = new ArrayList<>();

        Wire.decoder(TARGET).feed(ByteBuffer.wrap(stream(WHOLE.subList(0, 9))), events::add);

        assertThat(events)
                .filteredOn(StreamEvent.UsageSeen.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    StreamEvent.UsageSeen seen = (StreamEvent.UsageSeen) event;
                    assertThat(seen.usage().inputTokens()).hasValue(32);
                    assertThat(seen.usage().outputTokens()).isEmpty();
                });
    }

    @Test
    void a_stop_reason_without_the_last_event_is_an_end() {
        assertThat(decode(WHOLE.subList(0, WHOLE.size() - 1)).finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void what_comes_after_the_end_is_not_read() {
        List<String> more = new ArrayList<>(WHOLE);
        more.add("{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"late\"}}");

        assertThat(decode(more)).isEqualTo(decode(WHOLE));
    }

    @Test
    void an_error_within_the_stream_has_its_kind() {
        List<String> events = new ArrayList<>(WHOLE.subList(0, 9));
        events.add("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");

        LlmException problem = broken(events);

        assertThat(problem.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(problem.details().providerMessage()).isEqualTo("Overloaded");
    }

    @Test
    void unknown_events_deltas_and_blocks_are_passed_over() {
        List<String> events = new ArrayList<>(WHOLE);
        events.add(1, "{\"type\":\"brand_new\",\"delta\":7,\"message\":\"x\",\"content_block\":[],\"usage\":1}");
        events.add(2, begin(0, "{\"type\":\"brand_new_block\"}"));
        events.add(3, delta(0, "{\"type\":\"brand_new_delta\",\"text\":\"lost?\"}"));
        events.add(4, end(0));

        ChatResponse response = decode(events);

        assertThat(response.first()).isEqualTo(decode(WHOLE).first());
        assertThat(response.extras().get("server_blocks").toString()).contains("brand_new_block");
    }

    @Test
    void hidden_thoughts_keep_their_place_and_their_signature() {
        ChatResponse response = decode(List.of(
                START,
                begin(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                delta(0, "{\"type\":\"signature_delta\",\"signature\":\"c2\"}"),
                delta(0, "{\"type\":\"signature_delta\",\"signature\":\"ln\"}"),
                end(0),
                begin(1, "{\"type\":\"redacted_thinking\",\"data\":\"ZGF0YQ==\"}"),
                end(1),
                begin(2, "{\"type\":\"text\",\"text\":\"Two.\"}"),
                end(2),
                finish("\"end_turn\"", "{\"output_tokens\":9,\"output_tokens_details\":{\"thinking_tokens\":4}}"),
                STOP));

        assertThat(response.first().parts(Part.Reasoning.class))
                .extracting(part -> part.details().get(0))
                .containsExactly(
                        Map.of("type", "thinking", "thinking", "", "signature", "c2ln"),
                        Map.of("type", "redacted_thinking", "data", "ZGF0YQ=="));
        assertThat(response.text()).isEqualTo("Two.");
    }

    @Test
    void a_refusal_is_a_withheld_answer_with_its_reason() {
        ChatResponse response = decode(List.of(
                START,
                PING,
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\",\"stop_details\":{\"type\":\"refusal\","
                        + "\"category\":\"cyber\",\"explanation\":\"Not this.\"}},\"usage\":{\"output_tokens\":1}}",
                STOP));

        assertThat(response.finish()).isEqualTo(new Finish(FinishReason.CONTENT_FILTER, "refusal"));
        assertThat(response.first().parts()).containsExactly(new Part.Refusal("Not this."));
        assertThat(response.extras().get("stop_details").toString()).contains("cyber");
    }

    @Test
    void citations_belong_to_the_text_that_rests_on_them() {
        ChatResponse response = decode(List.of(
                START,
                begin(0, "{\"type\":\"text\",\"text\":\"So: \"}"),
                end(0),
                begin(1, "{\"type\":\"text\",\"text\":\"\",\"citations\":[]}"),
                delta(
                        1,
                        "{\"type\":\"citations_delta\",\"citation\":{\"type\":\"web_search_result_location\",\"url\":\"https://example.org\","
                                + "\"title\":\"Primes\",\"cited_text\":\"Two is one.\"}}"),
                delta(1, "{\"type\":\"text_delta\",\"text\":\"two\"}"),
                end(1),
                finish("\"end_turn\"", "{\"output_tokens\":9}"),
                STOP));

        assertThat(response.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.url()).isEqualTo("https://example.org");
            assertThat(citation.title()).isEqualTo("Primes");
            assertThat(citation.snippet()).isEqualTo("Two is one.");
            assertThat(response.text().substring(citation.start(), citation.end()))
                    .isEqualTo("two");
        });
    }

    @Test
    void a_plain_answer_instead_of_a_stream_is_taken() {
        byte[] json =
                "{\"id\":\"msg_1\",\"model\":\"m\",\"content\":[{\"type\":\"text\",\"text\":\"Two.\"}],\"stop_reason\":\"end_turn\"}"
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(Wire.decode(json, 5, HELLO, TARGET).text()).isEqualTo("Two.");
    }

    @Test
    void a_second_head_may_repeat_the_first_but_not_begin_another_answer() {
        List<String> repeated = new ArrayList<>(WHOLE);
        repeated.add(1, START);
        List<String> mixed = new ArrayList<>(WHOLE);
        mixed.add(5, START.replace("msg_1", "msg_2"));

        assertThat(decode(repeated).first()).isEqualTo(decode(WHOLE).first());
        assertThat(broken(mixed).kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
    }

    @Test
    void malformed_events_are_errors() {
        byte[] bytes = (new String(stream(WHOLE.subList(0, 2)), StandardCharsets.UTF_8)
                        + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\n\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] list = "event: x\ndata: [1]\n\n".getBytes(StandardCharsets.UTF_8);

        for (byte[] wrong : List.of(bytes, list)) {
            assertThat(catchThrowableOfType(LlmException.class, () -> Wire.decode(wrong, wrong.length, HELLO, TARGET))
                            .kind())
                    .isEqualTo(ErrorKind.RESPONSE_INVALID);
        }
    }
}
