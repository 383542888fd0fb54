/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.test.bedrock.EventStreamMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What streams come to. The payloads are made by hand in the form of providers/bedrock, Streaming. */
class StreamDecodingTest {

    private static final String START = "messageStart {\"p\":\"abc\",\"role\":\"assistant\"}";
    private static final String TEXT =
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hi\"},\"p\":\"ab\"}";
    private static final String STOP = "messageStop {\"stopReason\":\"end_turn\"}";
    private static final String METADATA =
            "metadata {\"metrics\":{\"latencyMs\":9},\"usage\":{\"inputTokens\":40,\"outputTokens\":30,\"totalTokens\":70}}";

    private static ChatResponse decode(String... events) {
        return decode(Wire.HELLO, events);
    }

    private static ChatResponse decode(ChatRequest request, String... events) {
        byte[] stream = Wire.stream(events);
        ChatResponse whole = Wire.decode(stream, stream.length, request, Wire.target());
        assertThat(Wire.decode(stream, 1, request, Wire.target())).isEqualTo(whole);
        return whole;
    }

    private static LlmException failure(byte[] stream) {
        List<LlmException> failures = new ArrayList<>();
        assertThatThrownBy(() -> Wire.events(stream, 13, Wire.HELLO, Wire.target()))
                .isInstanceOfSatisfying(LlmException.class, failures::add);
        return failures.get(0);
    }

    @Test
    void a_text_comes_with_its_end_its_usage_and_what_else_is_told() {
        ChatResponse answer = decode(START, TEXT, "contentBlockStop {\"contentBlockIndex\":0}", STOP, METADATA);

        assertThat(answer.text()).isEqualTo("Hi");
        assertThat(answer.id()).isEqualTo("request-1");
        assertThat(answer.model()).isNull();
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.usage().totalTokens()).hasValue(70);
        assertThat(answer.extras()).containsEntry("metrics", Map.of("latencyMs", 9L));
    }

    @Test
    void usage_may_stand_before_the_end_and_the_head_may_be_missing() {
        ChatResponse answer = decode(TEXT, METADATA, STOP);

        assertThat(answer.text()).isEqualTo("Hi");
        assertThat(answer.usage().totalTokens()).hasValue(70);
    }

    @Test
    void a_stream_without_usage_is_whole_and_its_usage_unknown() {
        ChatResponse answer = decode(START, TEXT, STOP);

        assertThat(answer.text()).isEqualTo("Hi");
        assertThat(answer.usage().known()).isFalse();
    }

    @Test
    void what_comes_after_the_whole_is_not_read() {
        ChatResponse answer = decode(START, TEXT, STOP, METADATA, TEXT, STOP, METADATA);

        assertThat(answer.text()).isEqualTo("Hi");
        assertThat(answer.usage().totalTokens()).hasValue(70);
    }

    @Test
    void thoughts_keep_their_signature_and_go_on_after_each_other() {
        ChatResponse answer = decode(
                START,
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"Let \"}}}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"me.\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"signature\":\"si\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"signature\":\"gn\"}}}",
                "contentBlockStop {\"contentBlockIndex\":0}",
                "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"reasoningContent\":{\"redactedContent\":\"AQI=\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"reasoningContent\":{\"redactedContent\":\"Aw==\"}}}",
                "contentBlockStop {\"contentBlockIndex\":1}",
                "contentBlockDelta {\"contentBlockIndex\":2,\"delta\":{\"text\":\"Two.\"}}",
                STOP,
                METADATA);

        assertThat(answer.first().parts())
                .containsExactly(
                        new Part.Reasoning(
                                "Let me.",
                                List.of(Map.of("reasoningText", Map.of("text", "Let me.", "signature", "sign")))),
                        new Part.Reasoning("", List.of(Map.of("redactedContent", "AQID"))),
                        Part.text("Two."));
    }

    @Test
    void tool_calls_are_put_together_and_one_without_arguments_has_an_empty_object() {
        ChatResponse answer = decode(
                START,
                "contentBlockStart {\"contentBlockIndex\":0,\"start\":{}}",
                TEXT,
                "contentBlockStart {\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"name\":\"weather\",\"toolUseId\":\"t1\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{\\\"city\\\":\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"\\\"Oslo\\\"}\"}}}",
                "contentBlockStop {\"contentBlockIndex\":1}",
                "contentBlockStart {\"contentBlockIndex\":2,\"start\":{\"toolUse\":{\"name\":\"time\",\"toolUseId\":\"t2\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":2,\"delta\":{\"toolUse\":{\"input\":\"\"}}}",
                "messageStop {\"stopReason\":\"tool_use\"}",
                METADATA);

        assertThat(answer.toolCalls())
                .containsExactly(
                        new Part.ToolCall("t1", "weather", "{\"city\":\"Oslo\"}"),
                        new Part.ToolCall("t2", "time", "{}"));
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void blocks_that_come_interleaved_stay_apart() {
        ChatResponse answer = decode(
                START,
                "contentBlockStart {\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"name\":\"a\",\"toolUseId\":\"t1\"}}}",
                "contentBlockStart {\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"name\":\"b\",\"toolUseId\":\"t2\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{}\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{\\\"x\\\":1}\"}}}",
                "messageStop {\"stopReason\":\"tool_use\"}",
                METADATA);

        assertThat(answer.toolCalls()).extracting(Part.ToolCall::arguments).containsExactly("{\"x\":1}", "{}");
    }

    @Test
    void the_tool_of_a_form_is_the_answer_and_the_talk_around_it_is_not() {
        ChatRequest request = ChatRequest.builder()
                .user("A prime.")
                .output(new OutputFormat.JsonSchema("prime", Map.of("type", "object"), null, null))
                .build();

        ChatResponse answer = decode(
                request,
                START,
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":\"Here it is:\"}}",
                "contentBlockStart {\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"name\":\"prime\",\"toolUseId\":\"t1\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{\\\"prime\\\":2}\"}}}",
                "messageStop {\"stopReason\":\"tool_use\"}",
                METADATA);
        ChatResponse refused = decode(request, START, TEXT, STOP, METADATA);

        assertThat(answer.text()).isEqualTo("{\"prime\":2}");
        assertThat(answer.toolCalls()).isEmpty();
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.finish().raw()).isEqualTo("tool_use");
        assertThat(refused.text()).isEqualTo("Hi");
    }

    @Test
    void citations_name_the_document_and_the_text_that_rests_on_it() {
        ChatRequest request = ChatRequest.builder()
                .user("What?")
                .documents(List.of(new Document("doc-7", "Grass", "Grass is green.", Map.of())))
                .build();

        ChatResponse answer = decode(
                request,
                START,
                TEXT,
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"citation\":{\"title\":\"Grass\",\"sourceContent\":"
                        + "[{\"text\":\"Grass is green.\"}],\"location\":{\"documentChar\":{\"documentIndex\":0,\"start\":0,\"end\":15}}}}}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"citation\":{\"location\":{\"web\":{\"url\":\"https://x.org/\"}}}}}",
                "contentBlockStop {\"contentBlockIndex\":0}",
                STOP,
                METADATA);

        assertThat(answer.citations()).hasSize(2);
        assertThat(answer.citations().get(0)).satisfies(citation -> {
            assertThat(citation.documentId()).isEqualTo("doc-7");
            assertThat(citation.title()).isEqualTo("Grass");
            assertThat(citation.snippet()).isEqualTo("Grass is green.");
            assertThat(citation.start()).isZero();
            assertThat(citation.end()).isEqualTo(2);
        });
        assertThat(answer.citations().get(1).url()).isEqualTo("https://x.org/");
    }

    @Test
    void a_picture_is_put_together() {
        ChatResponse answer = decode(
                START,
                "contentBlockStart {\"contentBlockIndex\":0,\"start\":{\"image\":{\"format\":\"png\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"image\":{\"source\":{\"bytes\":\"iVA=\"}}}}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"image\":{\"source\":{\"bytes\":\"Tkc=\"}}}}",
                "contentBlockStop {\"contentBlockIndex\":0}",
                STOP,
                METADATA);

        Part.Image image = answer.first().parts(Part.Image.class).get(0);
        assertThat(image.media().mediaType()).isEqualTo("image/png");
        assertThat(image.media().data()).containsExactly(0x89, 'P', 'N', 'G');
    }

    @Test
    void the_work_of_the_providers_own_tools_is_no_tool_call() {
        ChatResponse answer = decode(
                START,
                "contentBlockStart {\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"name\":\"nova_grounding\",\"toolUseId\":\"t1\",\"type\":\"server_tool_use\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{}\"}}}",
                "contentBlockStop {\"contentBlockIndex\":0}",
                "contentBlockStart {\"contentBlockIndex\":1,\"start\":{\"toolResult\":{\"toolUseId\":\"t1\",\"status\":\"success\"}}}",
                "contentBlockStop {\"contentBlockIndex\":1}",
                "contentBlockDelta {\"contentBlockIndex\":2,\"delta\":{\"text\":\"Hi\"}}",
                STOP,
                METADATA);

        assertThat(answer.toolCalls()).isEmpty();
        assertThat(answer.text()).isEqualTo("Hi");
        assertThat((List<?>) answer.extras().get("server_blocks")).hasSize(2);
    }

    @Test
    void a_guardrail_that_intervened_is_told_with_its_trace() {
        ChatResponse answer = decode(
                START,
                TEXT,
                "messageStop {\"stopReason\":\"guardrail_intervened\"}",
                "metadata {\"usage\":{\"inputTokens\":0,\"outputTokens\":0,\"totalTokens\":0},"
                        + "\"trace\":{\"guardrail\":{\"actionReason\":\"Guardrail blocked.\"}}}");

        assertThat(answer.finish().reason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(answer.finish().raw()).isEqualTo("guardrail_intervened");
        assertThat(answer.extras().get("trace").toString()).contains("Guardrail blocked.");
    }

    @Test
    void cached_tokens_stand_beside_the_others_and_an_hours_cache_apart() {
        ChatResponse answer = decode(
                START,
                TEXT,
                STOP,
                "metadata {\"usage\":{\"inputTokens\":10,\"outputTokens\":5,\"totalTokens\":125,\"cacheReadInputTokens\":60,"
                        + "\"cacheWriteInputTokens\":50,\"cacheDetails\":[{\"ttl\":\"1h\",\"inputTokens\":20},{\"ttl\":\"5m\",\"inputTokens\":30}]},"
                        + "\"serviceTier\":{\"type\":\"flex\"}}");

        assertThat(answer.usage().counts())
                .isEqualTo(Map.of(
                        Bucket.INPUT, 10L,
                        Bucket.CACHE_READ, 60L,
                        Bucket.CACHE_WRITE, 30L,
                        Bucket.CACHE_WRITE_LONG, 20L,
                        Bucket.OUTPUT, 5L));
        assertThat(answer.usage().totalTokens()).hasValue(125);
        assertThat(answer.serviceTier()).isEqualTo("flex");
    }

    @Test
    void events_that_nobody_knows_are_passed_over() {
        ChatResponse answer = decode(
                START,
                "brandNew {\"x\":1}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"brandNew\":{\"x\":1}}}",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":7}",
                TEXT,
                STOP,
                METADATA);

        assertThat(answer.text()).isEqualTo("Hi");
    }

    @Test
    void a_stream_that_ends_early_is_interrupted() {
        byte[] stream = Wire.stream(START, TEXT, STOP, METADATA);
        int stop = Wire.stream(START, TEXT, STOP).length;
        for (int cut = 0; cut < stream.length; cut++) {
            if (cut != stop) {
                assertThat(failure(Arrays.copyOf(stream, cut)).kind())
                        .as("cut at %d", cut)
                        .isEqualTo(ErrorKind.STREAM_INTERRUPTED);
            }
        }
    }

    @Test
    void broken_bytes_are_no_answer() {
        byte[] stream = Wire.stream(START, TEXT, STOP, METADATA);
        stream[stream.length - 5] ^= 1;

        LlmException failure = failure(stream);

        assertThat(failure.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(failure).hasMessageContaining("checksum");
    }

    @Test
    void events_and_kinds_of_messages_must_be_what_the_protocol_says() {
        assertThat(failure(Wire.stream("contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{"))
                        .kind())
                .isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(failure(Wire.stream("messageStop {}"))).hasMessageContaining("stop reason");
        assertThat(failure(Wire.stream("metadata [1]"))).hasMessageContaining("an object");
        assertThat(failure(EventStreamMessage.of(Map.of(":message-type", "greeting"), new byte[0])))
                .hasMessageContaining("greeting");
        assertThat(
                        failure(
                                Wire.stream(
                                        "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"redactedContent\":\"#\"}}}")))
                .hasMessageContaining("base64");
    }

    @Test
    void an_answer_that_comes_as_plain_json_all_the_same_is_an_answer() {
        byte[] json = ("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Hi\"}]}},"
                        + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":4,\"outputTokens\":3,\"totalTokens\":7}}")
                .getBytes(StandardCharsets.UTF_8);

        List<StreamEvent> events = Wire.events(json, 5, Wire.HELLO, Wire.target());

        assertThat(events).contains(new StreamEvent.TextDelta(0, "Hi"));
        assertThat(failure("<html>".getBytes(StandardCharsets.UTF_8))).hasMessageContaining("web page");
    }
}
