/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.TokenLogprob;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of our own making, whole and in lines, in the forms of providers/ollama, Chat response and Streaming. */
class AnswerDecodingTest {

    private static final String END =
            "\"done\":true,\"done_reason\":\"stop\",\"total_duration\":400000000,\"load_duration\":10000000,"
                    + "\"prompt_eval_count\":20,\"prompt_eval_duration\":5000000,\"eval_count\":4,\"eval_duration\":300000000}";
    private static final String CALLS =
            "\"tool_calls\":[{\"id\":\"call_ab\",\"function\":{\"index\":0,\"name\":\"lookup\",\"arguments\":{\"word\":\"cat\"}}},"
                    + "{\"function\":{\"index\":1,\"name\":\"now\",\"arguments\":{}}}]";
    private static final byte[] STREAM = Wire.lines(
            line("\"content\":\"\",\"thinking\":\"Small\"", "\"done\":false}"),
            line("\"content\":\"\",\"thinking\":\" prime.\"", "\"done\":false}"),
            "\r",
            line("\"content\":\"Grüße, \"", "\"done\":false}"),
            line("\"content\":\"7 🐪\"", "\"done\":false,\"brand_new\":[{}]}\r"),
            line("\"content\":\"\"", END));

    private static String line(String message, String rest) {
        return "{\"model\":\"qwen3:8b\",\"created_at\":\"2026-11-01T10:00:00.1Z\",\"message\":{\"role\":\"assistant\","
                + message + "}," + rest;
    }

    private static void failing(ErrorKind kind, String what, String... lines) {
        assertThatThrownBy(() -> Wire.decode(Wire.lines(lines), Integer.MAX_VALUE))
                .isInstanceOfSatisfying(LlmException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e).hasMessageContaining(what);
                });
    }

    @Test
    void a_whole_answer_has_text_thoughts_calls_and_counts() {
        ChatResponse response = Wire.answer(line("\"content\":\"Wait.\",\"thinking\":\"Hm.\"," + CALLS, END));

        assertThat(response.first().parts())
                .containsExactly(
                        new Part.Reasoning("Hm.", List.of()),
                        Part.text("Wait."),
                        new Part.ToolCall("call_ab", "lookup", "{\"word\":\"cat\"}"),
                        new Part.ToolCall("call_1", "now", "{}"));
        assertThat(response.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.finish().raw()).isEqualTo("stop");
        assertThat(response.model()).isEqualTo("qwen3:8b");
        assertThat(response.usage().counts()).isEqualTo(Map.of(Bucket.INPUT, 20L, Bucket.OUTPUT, 4L));
        assertThat(response.extras()).containsEntry("load_duration", 10000000L);
    }

    @Test
    void a_stream_says_the_same_however_its_bytes_are_cut() {
        ChatResponse whole = Wire.decode(STREAM, STREAM.length);

        assertThat(whole.text()).isEqualTo("Grüße, 7 🐪");
        assertThat(whole.first().parts(Part.Reasoning.class))
                .containsExactly(new Part.Reasoning("Small prime.", List.of()));
        assertThat(whole.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(whole.usage().totalTokens()).hasValue(24);
        for (int pieces = 1; pieces < 40; pieces++) {
            assertThat(Wire.decode(STREAM, pieces)).isEqualTo(whole);
        }
    }

    @Test
    void a_stream_cut_anywhere_before_its_end_is_an_error_with_what_came() {
        for (int cut = 0; cut < STREAM.length - 1; cut++) {
            ChatAssembler assembler = new ChatAssembler(Wire.LOCAL, Wire.HELLO, null);
            StreamDecoder decoder = Wire.decoder();
            decoder.feed(ByteBuffer.wrap(STREAM, 0, cut), assembler::accept);
            assertThatThrownBy(() -> decoder.end(assembler::accept))
                    .as("cut at " + cut)
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
            assertThat("Grüße, 7 🐪")
                    .startsWith(assembler.partial().map(ChatResponse::text).orElse(""));
        }
    }

    @Test
    void a_last_line_without_its_end_counts() {
        byte[] stream = new String(STREAM, UTF_8).stripTrailing().getBytes(UTF_8);

        assertThat(Wire.decode(stream, stream.length).text()).isEqualTo("Grüße, 7 🐪");
    }

    @Test
    void calls_come_line_by_line_or_together() {
        String one = line(
                "\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"now\",\"arguments\":{\"a\":1}}}]",
                "\"done\":false}");

        ChatResponse response =
                Wire.decode(Wire.lines(one, one, line("\"content\":\"\"," + CALLS, END)), Integer.MAX_VALUE);

        assertThat(response.toolCalls())
                .extracting(Part.ToolCall::id, Part.ToolCall::arguments)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"call_0\", \"{\"a\":1}\")",
                        "(\"call_1\", \"{\"a\":1}\")",
                        "(\"call_ab\", \"{\"word\":\"cat\"}\")",
                        "(\"call_3\", \"{}\")");
        assertThat(response.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"length\" | LENGTH", "\"load\" | OTHER", "\"\" | STOP", "null | STOP"})
    void an_end_is_unified(String raw, FinishReason reason) {
        ChatResponse response = Wire.answer(line("\"content\":\"7\"", "\"done\":true,\"done_reason\":" + raw + "}"));

        assertThat(response.finish().reason()).isEqualTo(reason);
        assertThat(response.usage().known()).isFalse();
    }

    @Test
    void who_answered_in_the_servers_place_is_told() {
        ChatResponse response = Wire.answer(
                line(
                        "\"content\":\"7\"",
                        "\"remote_model\":\"gpt-oss:120b\",\"remote_host\":\"https://ollama.com\",\"prompt_eval_count\":-1,\"eval_count\":3,\"done\":true}"));

        assertThat(response.extras()).containsEntry("remote_host", "https://ollama.com");
        assertThat(response.usage().counts()).isEqualTo(Map.of(Bucket.OUTPUT, 3L));
    }

    @Test
    void probabilities_have_their_alternatives() {
        ChatResponse response = Wire.answer(
                line(
                        "\"content\":\"7\"",
                        "\"logprobs\":[{\"token\":\"7\",\"logprob\":-0.5,\"top_logprobs\":[{\"token\":\"2\",\"logprob\":-1}]},3],\"done\":true}"));

        assertThat(response.first().logprobs())
                .containsExactly(new TokenLogprob("7", -0.5, List.of(new TokenLogprob("2", -1, List.of()))));
    }

    @Test
    void an_error_in_the_stream_is_typed_and_carries_the_servers_words() {
        String begun = line("\"content\":\"7\"", "\"done\":false}");

        failing(
                ErrorKind.SERVER_ERROR,
                "running the model",
                begun,
                "{\"error\":\"an error was encountered while running the model\"}");
        failing(
                ErrorKind.CONTEXT_TOO_LONG,
                "prompt too long",
                "{\"error\":\"prompt too long; exceeded max context length\"}");
    }

    @Test
    void what_the_protocol_does_not_say_is_an_invalid_response() {
        failing(ErrorKind.RESPONSE_INVALID, "malformed", "{\"model\":", "{}");
        failing(ErrorKind.RESPONSE_INVALID, "not a JSON object", "[]", "{}");
        failing(
                ErrorKind.RESPONSE_INVALID,
                "without naming it",
                line("\"content\":\"\",\"tool_calls\":[{}]", "\"done\":false}"));
        failing(ErrorKind.STREAM_INTERRUPTED, "before the answer began", "");
        for (Map.Entry<String, String> wrong : Map.of(
                        "[]", "not a JSON object",
                        "{\"done\":true}", "no message",
                        "{\"message\":{\"content\":\"7\"},\"done\":false}", "not done",
                        "{\"message\":{\"tool_calls\":[{}]},\"done\":true}", "without naming it",
                        "<html>", "a web page")
                .entrySet()) {
            assertThatThrownBy(() -> Wire.answer(wrong.getKey())).hasMessageContaining(wrong.getValue());
        }
        assertThatThrownBy(() -> Wire.answer("{\"error\":\"model runner has unexpectedly stopped\"}"))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVER_ERROR));
    }
}
