/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What whole and streamed answers come to. The forms are those of providers/google-ai and vertex-ai, read 2026-11-25. */
class AnswerDecodingTest {

    private static String candidate(String parts, String finish) {
        return "{\"candidates\":[{\"content\":{\"parts\":[" + parts + "],\"role\":\"model\"}"
                + (finish.isEmpty() ? "" : ",\"finishReason\":\"" + finish + "\"") + ",\"index\":0}],"
                + "\"modelVersion\":\"m-1\",\"responseId\":\"r1\"}";
    }

    private static void fails(ErrorKind kind, String words, Runnable decoding) {
        assertThatThrownBy(decoding::run)
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    @Test
    void thoughts_are_no_text_and_signatures_are_kept() {
        ChatResponse answer = Wire.answer(candidate(
                "{\"text\":\"Hm.\",\"thought\":true},{\"text\":\"Four.\",\"thoughtSignature\":\"s1\"}", "STOP"));

        assertThat(answer.id()).isEqualTo("r1");
        assertThat(answer.model()).isEqualTo("m-1");
        assertThat(answer.text()).isEqualTo("Four.");
        assertThat(answer.first().parts())
                .containsExactly(
                        new Part.Reasoning("Hm.", List.of(Map.of("thoughtSignature", "s1", "of", "text"))),
                        Part.text("Four."));
    }

    @Test
    void a_signed_tool_call_goes_back_as_it_came() {
        ChatResponse answer = Wire.answer(candidate(
                "{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Oslo\"}},\"thoughtSignature\":\"s1\"},"
                        + "{\"functionCall\":{\"id\":\"given\",\"name\":\"weather\",\"args\":{\"city\":\"Rome\"}}}",
                "STOP"));
        ChatRequest next = Wire.HELLO.toBuilder()
                .message(answer.message())
                .message(Message.toolResult(answer.toolCalls().get(0).id(), "4 C"))
                .message(Message.toolResult("given", "20 C"))
                .build();

        assertThat(answer.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.finish().raw()).isEqualTo("STOP");
        assertThat(answer.toolCalls())
                .extracting(Part.ToolCall::arguments)
                .containsExactly("{\"city\":\"Oslo\"}", "{\"city\":\"Rome\"}");
        assertThat(Wire.body(next).at("/contents/1/parts"))
                .isEqualTo(
                        Wire.tree(
                                "[{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Oslo\"}},\"thoughtSignature\":\"s1\"},"
                                        + "{\"functionCall\":{\"id\":\"given\",\"name\":\"weather\",\"args\":{\"city\":\"Rome\"}}}]"));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "MAX_TOKENS, LENGTH",
        "CONTINUATION, LENGTH",
        "SAFETY, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "BLOCKLIST, CONTENT_FILTER",
        "PROHIBITED_CONTENT, CONTENT_FILTER",
        "SPII, CONTENT_FILTER",
        "IMAGE_SAFETY, CONTENT_FILTER",
        "MODEL_ARMOR, CONTENT_FILTER",
        "LANGUAGE, OTHER",
        "OTHER, OTHER",
        "BRAND_NEW, OTHER"
    })
    void each_finish_reason_has_its_meaning(String raw, FinishReason reason) {
        ChatResponse answer = Wire.answer(candidate("{\"text\":\"Two\"}", raw));

        assertThat(answer.finish().reason()).isEqualTo(reason);
        assertThat(answer.finish().raw()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS"})
    void a_tool_call_that_is_none_is_an_unusable_answer(String raw) {
        String body = "{\"candidates\":[{\"content\":{},\"finishReason\":\"" + raw
                + "\",\"finishMessage\":\"Malformed function call: print(x)\"}]}";

        fails(ErrorKind.RESPONSE_INVALID, "Malformed function call", () -> Wire.answer(body));
        fails(ErrorKind.RESPONSE_INVALID, raw, () -> Wire.streamed(body));
    }

    @Test
    void a_candidate_without_content_is_still_an_answer() {
        ChatResponse empty = Wire.answer("{\"candidates\":[{\"content\":{\"role\":\"model\"},\"finishReason\":"
                + "\"MAX_TOKENS\"}],\"usageMetadata\":{\"promptTokenCount\":9,\"thoughtsTokenCount\":64,"
                + "\"totalTokenCount\":73}}");

        assertThat(empty.text()).isEmpty();
        assertThat(empty.finish().reason()).isEqualTo(FinishReason.LENGTH);
        assertThat(empty.usage().counts())
                .isEqualTo(Map.of(Bucket.INPUT, 9L, Bucket.REASONING, 64L, Bucket.OUTPUT, 0L));
    }

    @Test
    void a_blocked_prompt_is_an_answer_withheld_with_its_reason() {
        String body = "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
                + "\"usageMetadata\":{\"promptTokenCount\":20,\"totalTokenCount\":20}}";

        for (ChatResponse answer : List.of(Wire.answer(body), Wire.streamed(body))) {
            assertThat(answer.finish().reason()).isEqualTo(FinishReason.CONTENT_FILTER);
            assertThat(answer.finish().raw()).isEqualTo("PROHIBITED_CONTENT");
            assertThat(answer.usage().inputTokens()).hasValue(20);
            assertThat(answer.extras()).containsKey("promptFeedback");
        }
    }

    @Test
    void usage_stands_in_disjoint_buckets() {
        Usage usage = Wire.answer(candidate("{\"text\":\"Two\"}", "STOP")
                        .replaceFirst(
                                "\\{",
                                "{\"usageMetadata\":{\"promptTokenCount\":100,"
                                        + "\"cachedContentTokenCount\":40,\"candidatesTokenCount\":7,\"thoughtsTokenCount\":30,"
                                        + "\"toolUsePromptTokenCount\":5,\"totalTokenCount\":142,"
                                        + "\"promptTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":30},"
                                        + "{\"modality\":\"IMAGE\",\"tokenCount\":10},{\"modality\":\"TEXT\",\"tokenCount\":60}],"
                                        + "\"cacheTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":20}],"
                                        + "\"candidatesTokensDetails\":[{\"modality\":\"IMAGE\",\"tokenCount\":3}]},"))
                .usage();

        assertThat(usage.counts())
                .isEqualTo(Map.of(
                        Bucket.INPUT, 45L,
                        Bucket.CACHE_READ, 40L,
                        Bucket.INPUT_AUDIO, 10L,
                        Bucket.INPUT_IMAGE, 10L,
                        Bucket.OUTPUT, 4L,
                        Bucket.OUTPUT_IMAGE, 3L,
                        Bucket.REASONING, 30L));
        assertThat(usage.totalTokens()).hasValue(142);
    }

    @Test
    void grounding_tells_sources_and_searches_in_characters() {
        ChatResponse answer =
                Wire.answer("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Grüße. Oslo hat 4 °C.\"}]},"
                        + "\"finishReason\":\"STOP\",\"groundingMetadata\":{\"webSearchQueries\":[\"a\",\"b\"],"
                        + "\"groundingChunks\":[{\"web\":{\"uri\":\"https://a.example\",\"title\":\"A\"}},"
                        + "{\"web\":{\"uri\":\"https://b.example\",\"title\":\"B\"}}],"
                        + "\"groundingSupports\":[{\"segment\":{\"startIndex\":9,\"endIndex\":25,\"text\":\"Oslo hat 4 °C.\"},"
                        + "\"groundingChunkIndices\":[0]}]}}],\"usageMetadata\":{\"promptTokenCount\":9,"
                        + "\"candidatesTokenCount\":8,\"totalTokenCount\":17}}");

        assertThat(answer.citations())
                .containsExactly(
                        new Citation("https://a.example", "A", null, null, 7, 21, null),
                        new Citation("https://b.example", "B", null, null, null, null, null));
        assertThat(answer.usage().count(Bucket.SEARCHES)).hasValue(2);
        assertThat(answer.extras()).containsKey("groundingMetadata");
    }

    @Test
    void citations_of_both_hosts_are_told() {
        String text =
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"To be or not\"}]},\"finishReason\":\"STOP\",";

        ChatResponse gemini = Wire.answer(text + "\"citationMetadata\":{\"citationSources\":[{\"startIndex\":0,"
                + "\"endIndex\":5,\"uri\":\"https://a.example\"}]}}]}");
        ChatResponse vertex = Wire.answer(text + "\"citationMetadata\":{\"citations\":[{\"endIndex\":5,"
                + "\"title\":\"Hamlet\",\"publicationDate\":{\"year\":1603,\"month\":7}}]}}]}");

        assertThat(gemini.citations()).containsExactly(new Citation("https://a.example", null, null, null, 0, 5, null));
        assertThat(vertex.citations()).containsExactly(new Citation(null, "Hamlet", null, null, 0, 5, "1603-07"));
    }

    @Test
    void media_code_and_probabilities_are_told() {
        ChatResponse answer = Wire.answer(
                "{\"candidates\":[{\"content\":{\"parts\":["
                        + "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQI=\"}},"
                        + "{\"executableCode\":{\"language\":\"PYTHON\",\"code\":\"1+1\"}},{\"text\":\"2\"}]},"
                        + "\"finishReason\":\"STOP\",\"logprobsResult\":{\"chosenCandidates\":[{\"token\":\"2\","
                        + "\"logProbability\":-0.5}],\"topCandidates\":[{\"candidates\":[{\"token\":\"3\",\"logProbability\":-2}]}]}}]}");

        assertThat(answer.first().parts(Part.Image.class))
                .singleElement()
                .satisfies(image -> assertThat(image.media().data()).containsExactly(1, 2));
        assertThat(answer.extras().get("parts").toString()).contains("1+1");
        assertThat(answer.first().logprobs()).singleElement().satisfies(token -> {
            assertThat(token.logprob()).isEqualTo(-0.5);
            assertThat(token.alternatives()).hasSize(1);
        });
    }

    @Test
    void streamed_arguments_are_put_together_by_their_paths() {
        ChatResponse answer = Wire.streamed(
                candidate(
                        "{\"functionCall\":{\"name\":\"write\",\"willContinue\":true},\"thoughtSignature\":\"s\"}", ""),
                call("{\"jsonPath\":\"$.items[0].name\",\"stringValue\":\"Os\",\"willContinue\":true}", true),
                call("{\"jsonPath\":\"$.items[0].name\",\"stringValue\":\"lo\"}", true),
                call("{\"jsonPath\":\"$.items[1]['a key']\",\"numberValue\":0.5}", true),
                call("{\"jsonPath\":\"$.flag\",\"boolValue\":true},{\"jsonPath\":\"$.none\",\"nullValue\":null}", true),
                candidate("{\"functionCall\":{}}", ""),
                candidate("{\"functionCall\":{\"name\":\"now\",\"willContinue\":true}}", ""),
                candidate("{\"text\":\"\"}", "STOP"));

        assertThat(answer.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.toolCalls())
                .extracting(call -> call.name() + call.arguments())
                .containsExactly(
                        "write{\"items\":[{\"name\":\"Oslo\"},{\"a key\":0.5}],\"flag\":true,\"none\":null}", "now{}");
    }

    private static String call(String pieces, boolean more) {
        return candidate("{\"functionCall\":{\"partialArgs\":[" + pieces + "],\"willContinue\":" + more + "}}", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonPath\":\"$.a[7]\",\"stringValue\":\"x\"}",
                "{\"jsonPath\":\"$.a[x]\",\"stringValue\":\"x\"}",
                "{\"jsonPath\":\"$.a[0\",\"stringValue\":\"x\"}",
                "{\"jsonPath\":\"$\",\"stringValue\":\"x\"}",
                "{\"jsonPath\":\"$.s.t\",\"stringValue\":\"x\"}",
                "{\"jsonPath\":\"$.s[0]\",\"stringValue\":\"x\"}"
            })
    void arguments_at_an_impossible_place_are_an_unusable_answer(String piece) {
        fails(
                ErrorKind.RESPONSE_INVALID,
                "streamed arguments",
                () -> Wire.streamed(
                        candidate("{\"functionCall\":{\"name\":\"write\",\"willContinue\":true}}", ""),
                        call("{\"jsonPath\":\"$.s\",\"stringValue\":\"x\"}", true),
                        call(piece, true),
                        candidate("", "STOP")));
    }

    @Test
    void a_path_of_many_steps_does_not_take_the_stack() {
        String path = "$" + ".a".repeat(100_000);

        fails(
                ErrorKind.RESPONSE_INVALID,
                "steps",
                () -> Wire.streamed(
                        candidate("{\"functionCall\":{\"name\":\"write\",\"willContinue\":true}}", ""),
                        call("{\"jsonPath\":\"" + path + "\",\"stringValue\":\"x\"}", false),
                        candidate("", "STOP")));
    }

    @Test
    void the_last_count_of_a_stream_holds_and_objects_without_counts_change_nothing() {
        ChatResponse answer = Wire.streamed(
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"A \"}]}}],\"usageMetadata\":{\"promptTokenCount\":5,"
                        + "\"candidatesTokenCount\":1,\"totalTokenCount\":6}}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"cat.\"}]},\"finishReason\":\"STOP\"}],"
                        + "\"usageMetadata\":{\"promptTokenCount\":5,\"candidatesTokenCount\":3,\"totalTokenCount\":8,"
                        + "\"trafficType\":\"ON_DEMAND_FLEX\"}}",
                "{\"usageMetadata\":{\"trafficType\":\"ON_DEMAND_FLEX\"}}");

        assertThat(answer.text()).isEqualTo("A cat.");
        assertThat(answer.usage()).isEqualTo(Usage.of(5, 3));
        assertThat(answer.serviceTier()).isEqualTo("flex");
    }

    @Test
    void several_candidates_each_have_their_end() {
        String first = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"A\"}]},\"finishReason\":\"STOP\"}]}";
        String second = "{\"candidates\":[{\"index\":1,\"content\":{\"parts\":[{\"text\":\"B\"}]}}]}";
        String end = "{\"candidates\":[{\"index\":1,\"finishReason\":\"MAX_TOKENS\"}]}";

        assertThat(Wire.streamed(first, second, end).choices()).hasSize(2);
        fails(ErrorKind.STREAM_INTERRUPTED, "without a finish reason", () -> Wire.streamed(first, second));
    }

    @Test
    void what_is_no_answer_is_an_error() {
        fails(ErrorKind.RESPONSE_INVALID, "no candidates", () -> Wire.answer("{}"));
        fails(ErrorKind.RESPONSE_INVALID, "no finish reason", () -> Wire.answer(candidate("{\"text\":\"x\"}", "")));
        fails(ErrorKind.RESPONSE_INVALID, "no JSON object", () -> Wire.answer("17"));
        fails(
                ErrorKind.RESPONSE_INVALID,
                "base64",
                () -> Wire.answer(candidate("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"?\"}}", "STOP")));
        fails(
                ErrorKind.RESPONSE_INVALID,
                "without naming it",
                () -> Wire.answer(candidate("{\"functionCall\":{\"args\":{}}}", "STOP")));
        fails(
                ErrorKind.OVERLOADED,
                "busy",
                () -> Wire.answer("[{\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"UNAVAILABLE\"}}]"));
        fails(
                ErrorKind.OVERLOADED,
                "busy",
                () -> Wire.streamed(
                        candidate("{\"text\":\"x\"}", ""), "{\"error\":{\"code\":503,\"message\":\"busy\"}}"));
        fails(ErrorKind.STREAM_INTERRUPTED, "before the answer", () -> Wire.streamed());
    }

    @Test
    void a_list_in_place_of_a_stream_is_read_as_the_stream_it_stands_for() {
        String list = "[" + candidate("{\"text\":\"A \"}", "") + "," + candidate("{\"text\":\"cat.\"}", "STOP") + "]";

        assertThat(Wire.answer(list).text()).isEqualTo("A cat.");
        assertThat(Wire.decode(list.getBytes(StandardCharsets.UTF_8), 7).text()).isEqualTo("A cat.");
    }
}
