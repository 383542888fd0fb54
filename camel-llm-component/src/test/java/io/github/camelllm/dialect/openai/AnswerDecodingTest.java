/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerDecodingTest {

    private static ChatResponse decode(Target target, String body) {
        WireReply reply = new WireReply(200, Headers.of("x-request-id", "req-1"), ByteChunks.utf8(body));
        return Streams.DIALECT.chatResponse(reply, Streams.REQUEST, target);
    }

    private static ChatResponse decode(String body) {
        return decode(Targets.plain(), body);
    }

    private static ChatResponse message(String message) {
        return decode("{\"choices\":[{\"index\":0,\"message\":" + message + ",\"finish_reason\":\"stop\"}]}");
    }

    private static LlmException failure(Target target, String body) {
        try {
            decode(target, body);
        } catch (LlmException e) {
            return e;
        }
        throw new AssertionError("the answer was decoded");
    }

    private static LlmException failure(String body) {
        return failure(Targets.plain(), body);
    }

    @Test
    void an_answer_tells_who_said_what_and_why_it_ended() {
        ChatResponse answer = decode(
                "\n\n  {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1790000000,\"model\":\"model-1-2026\","
                        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"7\",\"refusal\":null,\"annotations\":[]},"
                        + "\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":60,\"completion_tokens\":18,\"total_tokens\":78},"
                        + "\"service_tier\":\"default\",\"system_fingerprint\":null}");

        assertThat(answer.id()).isEqualTo("chatcmpl-1");
        assertThat(answer.requestId()).isEqualTo("req-1");
        assertThat(answer.provider()).isEqualTo("acme");
        assertThat(answer.requestModel()).isEqualTo("model-1");
        assertThat(answer.model()).isEqualTo("model-1-2026");
        assertThat(answer.text()).isEqualTo("7");
        assertThat(answer.finish()).isEqualTo(new Finish(FinishReason.STOP, "stop"));
        assertThat(answer.serviceTier()).isEqualTo("default");
        assertThat(answer.usage().counts()).isEqualTo(Map.of(Bucket.INPUT, 60L, Bucket.OUTPUT, 18L));
        assertThat(answer.cost().basis()).isEqualTo(CostBasis.UNKNOWN);
        assertThat(answer.raw()).isNull();
    }

    @Test
    void the_raw_body_is_kept_when_it_was_asked_for() {
        ChatRequest request =
                ChatRequest.builder().user("a").model("asked").rawResponse(true).build();
        String body = "{\"choices\":[{\"message\":{\"content\":\"7\"}}]}";
        WireReply reply = new WireReply(200, Headers.NONE, ByteChunks.utf8(body));

        ChatResponse answer = Streams.DIALECT.chatResponse(reply, request, Targets.plain());

        assertThat(answer.raw()).isEqualTo(body);
        assertThat(answer.requestModel()).isEqualTo("asked");
        assertThat(answer.finish()).isEqualTo(new Finish(FinishReason.STOP, null));
    }

    @Test
    void tool_calls_may_have_arguments_as_text_or_as_an_object() {
        ChatResponse answer = message(
                "{\"content\":null,\"tool_calls\":[{\"id\":\"0\",\"type\":\"function\",\"function\":{\"description\":null,\"name\":\"f\","
                        + "\"arguments\":{\"word\":\"cat\"}}},{\"id\":\"1\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}");

        assertThat(answer.toolCalls())
                .containsExactly(new Part.ToolCall("0", "f", "{\"word\":\"cat\"}"), new Part.ToolCall("1", "g", "{}"));
        assertThat(answer.finish()).isEqualTo(new Finish(FinishReason.TOOL_CALLS, "stop"));
    }

    @Test
    void arguments_that_were_cut_off_stay_as_they_came_and_the_end_says_so() {
        ChatResponse answer = decode(
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"0\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"word\\\":\\\"ca\"}}]},\"finish_reason\":\"length\"}]}");

        assertThat(answer.text()).isEmpty();
        assertThat(answer.toolCalls()).containsExactly(new Part.ToolCall("0", "f", "{\"word\":\"ca"));
        assertThat(answer.finish()).isEqualTo(new Finish(FinishReason.LENGTH, "length"));
    }

    @Test
    void D16_an_answer_of_many_blocks_keeps_all_of_them() {
        ChatResponse answer = message(
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Six times seven.\"}],\"closed\":true},"
                        + "{\"type\":\"text\",\"text\":\"4\"},{\"type\":\"text\",\"text\":\"2\"}]}");

        assertThat(answer.text()).isEqualTo("42");
        assertThat(answer.first().parts(Part.Reasoning.class).get(0).details())
                .containsExactly(Map.of(
                        "type",
                        "thinking",
                        "thinking",
                        List.of(Map.of("type", "text", "text", "Six times seven.")),
                        "closed",
                        true));
    }

    @Test
    void thoughts_come_before_the_answer_and_go_back_unchanged() {
        Target target = Targets.with(OpenAiQuirks.REASONING_REPLAY, "reasoning_details");
        ChatResponse answer = message(
                "{\"content\":\"7\",\"reasoning\":\"hm\",\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"x\",\"index\":0}]}");

        assertThat(answer.first().parts()).first().isInstanceOf(Part.Reasoning.class);
        ChatRequest next = ChatRequest.builder()
                .user("a")
                .message(answer.message())
                .user("b")
                .build();
        assertThat(Bodies.messages(next, target).get(1))
                .containsEntry(
                        "reasoning_details", List.of(Map.of("type", "reasoning.encrypted", "data", "x", "index", 0)));
    }

    @Test
    void a_sound_is_a_part_with_its_transcript() {
        ChatResponse answer = message(
                "{\"content\":null,\"audio\":{\"id\":\"audio_1\",\"data\":\"AQID\",\"expires_at\":1,\"transcript\":\"Hi\"}}");

        assertThat(answer.first().parts())
                .containsExactly(new Part.Audio(Media.of(new byte[] {1, 2, 3}, "audio/wav"), "Hi", "audio_1"));
    }

    @Test
    void a_refusal_is_kept_apart_from_text() {
        assertThat(message("{\"content\":null,\"refusal\":\"no\"}").first().parts())
                .containsExactly(new Part.Refusal("no"));
    }

    @Test
    void several_choices_keep_their_index() {
        ChatResponse answer = decode("{\"choices\":[{\"index\":1,\"message\":{\"content\":\"b\"}},"
                + "{\"index\":0,\"message\":{\"content\":\"a\"},\"finish_reason\":\"length\"}]}");

        assertThat(answer.choices()).extracting(c -> c.text()).containsExactly("a", "b");
    }

    @Test
    void a_message_and_a_delta_in_one_choice_are_not_added_up() {
        assertThat(decode(
                                "{\"choices\":[{\"message\":{\"content\":\"a\"},\"delta\":{\"content\":\"\"},\"text\":\"a\"}]}")
                        .text())
                .isEqualTo("a");
    }

    @Test
    void an_answer_without_content_is_an_empty_one() {
        ChatResponse answer = decode("{\"choices\":[{\"message\":null,\"finish_reason\":\"content_filter\"}]}");

        assertThat(answer.text()).isEmpty();
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void the_providers_bill_is_the_cost() {
        Target ticks =
                Targets.with(OpenAiQuirks.BILL_PATH, "cost_in_usd_ticks", OpenAiQuirks.BILL_UNIT, "0.0000000001");
        Target router = Targets.with(
                OpenAiQuirks.BILL_PATH, "cost", OpenAiQuirks.BILL_OWN_KEY_PATH, "cost_details.upstream_inference_cost");
        String details = "\"cost_details\":{\"upstream_inference_cost\":0.5}";

        assertThat(bill(ticks, "\"cost_in_usd_ticks\":2609000")).isEqualTo("0.0002609");
        assertThat(bill(router, "\"cost\":0.00006,\"is_byok\":false," + details))
                .isEqualTo("0.00006");
        assertThat(bill(router, "\"cost\":0.00006,\"is_byok\":true," + details)).isEqualTo("0.50006");
        assertThat(bill(router, "\"cost\":0.00006,\"is_byok\":true")).isEqualTo("0.00006");
        assertThat(bill(router, "\"is_byok\":true")).isEqualTo("unknown");
        assertThat(bill(router, "\"cost\":\"much\"")).isEqualTo("unknown");
        assertThat(bill(
                        Targets.with(OpenAiQuirks.BILL_PATH, "cost.total", OpenAiQuirks.BILL_CURRENCY, "EUR"),
                        "\"cost\":5"))
                .isEqualTo("unknown");
    }

    private static String bill(Target target, String usage) {
        Money money = decode(
                        target,
                        "{\"usage\":{\"prompt_tokens\":1," + usage
                                + "},\"choices\":[{\"message\":{\"content\":\"a\"}}]}")
                .cost()
                .money();
        return money == null ? "unknown" : money.amount().stripTrailingZeros().toPlainString();
    }

    @Test
    void an_error_with_status_200_is_an_error() {
        LlmException e = failure(
                "{\"error\":{\"code\":429,\"message\":\"Provider returned error\",\"metadata\":{\"error_type\":\"rate_limit_exceeded\"}}}");

        assertThat(e.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(e.details().requestId()).isEqualTo("req-1");
        assertThat(e.details().httpStatus()).isEqualTo(200);
        assertThat(failure("{\"code\":\"x\",\"error\":\"The service is currently unavailable\"}")
                        .kind())
                .isEqualTo(ErrorKind.OVERLOADED);
        assertThat(failure("[{\"error\":{\"code\":400,\"message\":\"bad\"}}]").kind())
                .isEqualTo(ErrorKind.INVALID_REQUEST);
    }

    @Test
    void an_answer_that_the_provider_broke_off_is_an_error_with_the_part_that_came() {
        LlmException e = failure(
                "{\"choices\":[{\"message\":{\"content\":\"half\"},\"finish_reason\":\"insufficient_system_resource\"}]}");

        assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(e.partial())
                .hasValueSatisfying(part -> assertThat(part.text()).isEqualTo("half"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | the answer is empty: not valid JSON",
                "{\"choices\":[ | the answer is malformed: not valid JSON",
                "<html><title>x</title> | the answer is a web page, not JSON; check the base URL",
                "{\"id\":\"x\"} | the answer has no choices",
                "{\"choices\":[]} | the answer has no choices",
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"a\"}]}}]} | calls a tool without naming it"
            })
    void an_answer_that_is_none_is_an_error_that_says_why(String body, String message) {
        LlmException e = failure(body);

        assertThat(e.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(e).hasMessageContaining(message);
    }

    @Test
    void the_message_of_an_answer_can_be_sent_back() {
        ChatResponse answer = message(
                "{\"content\":\"Let me look.\",\"tool_calls\":[{\"id\":\"call_1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}");
        ChatRequest next = ChatRequest.builder()
                .user("a")
                .message(answer.message())
                .message(Message.toolResult("call_1", "b"))
                .build();

        assertThat(Bodies.messages(next, Targets.plain()))
                .extracting(m -> m.get("role"))
                .containsExactly("user", "assistant", "tool");
    }

    @Test
    void an_answer_of_four_megabytes_is_read() {
        String text = "answer ".repeat(600_000);

        assertThat(message("{\"content\":\"" + text + "\"}").text()).isEqualTo(text);
    }
}
