/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.TokenLogprob;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole answers of our own making, in the forms of Cohere's API description of 2026-08-20. */
class AnswerDecodingTest {

    private static String answer(String message, String more) {
        return ("{'id':'c1','message':{'role':'assistant'," + message + "}," + more + "}").replace('\'', '"');
    }

    private static ChatResponse text(String content) {
        return Wire.answer(answer("'content':" + content, "'finish_reason':'COMPLETE'"));
    }

    @Test
    void an_answer_has_its_text_its_thoughts_and_its_origin() {
        ChatResponse response = text(
                "[{'type':'thinking','thinking':'Hm.'},{'type':'text','text':'Two '},{'type':'text','text':'primes.'}]");

        assertThat(response.text()).isEqualTo("Two primes.");
        assertThat(response.first().parts(Part.Reasoning.class))
                .containsExactly(new Part.Reasoning("Hm.", List.of(Map.of("type", "thinking", "thinking", "Hm."))));
        assertThat(response.id()).isEqualTo("c1");
        assertThat(response.requestId()).isEqualTo("trace-1");
        assertThat(response.model()).isNull();
        assertThat(response.usage().known()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE, STOP",
        "STOP_SEQUENCE, STOP",
        "MAX_TOKENS, LENGTH",
        "TOOL_CALL, TOOL_CALLS",
        "ERROR_TOXIC, OTHER"
    })
    void an_end_is_unified_and_kept(String raw, FinishReason reason) {
        ChatResponse response =
                Wire.answer(answer("'content':[{'type':'text','text':'Two'}]", "'finish_reason':'" + raw + "'"));

        assertThat(response.finish().reason()).isEqualTo(reason);
        assertThat(response.finish().raw()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR", "TIMEOUT"})
    void an_answer_that_the_provider_broke_off_is_an_error_with_what_came(String raw) {
        String json = answer(
                "'content':[{'type':'text','text':'Two'}]",
                "'finish_reason':'" + raw + "','usage':{'billed_units':{'input_tokens':3,'output_tokens':1}}");

        assertThatThrownBy(() -> Wire.answer(json)).isInstanceOfSatisfying(LlmException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
            assertThat(e.kind().worthRetrying()).isTrue();
            assertThat(e.partial()).hasValueSatisfying(partial -> {
                assertThat(partial.text()).isEqualTo("Two");
                assertThat(partial.usage().outputTokens()).hasValue(1);
            });
        });
    }

    @Test
    void what_is_billed_counts_and_the_rest_is_kept() {
        ChatResponse response = Wire.answer(
                answer(
                        "'content':[{'type':'text','text':'Two'}]",
                        "'finish_reason':'COMPLETE','usage':{'billed_units':{'input_tokens':20.0,'output_tokens':12,'search_units':2},"
                                + "'tokens':{'input_tokens':512,'output_tokens':15,'reasoning_tokens':6},'cached_tokens':448}"));

        assertThat(response.usage().counts())
                .isEqualTo(Map.of(Bucket.INPUT, 20L, Bucket.OUTPUT, 6L, Bucket.REASONING, 6L, Bucket.SEARCHES, 2L));
        assertThat(response.extras())
                .extractingByKey("usage")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("cached_tokens", 448L)
                .containsKey("tokens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tokens':{'input_tokens':512,'output_tokens':15}}",
                "{'billed_units':null}",
                "{'billed_units':{'input_tokens':-1,'output_tokens':1e300}}",
                "[]"
            })
    void what_does_not_say_what_is_billed_is_unknown(String usage) {
        ChatResponse response = Wire.answer(
                answer("'content':[{'type':'text','text':'Two'}]", "'finish_reason':'COMPLETE','usage':" + usage));

        assertThat(response.usage().known()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"`null` | {}", "`` | {}", "{} | {}", "{\\\"a\\\":1} | {\"a\":1}"})
    void arguments_are_an_object_even_where_there_are_none(String stated, String arguments) {
        ChatResponse response = Wire.answer(answer(
                "'tool_plan':'I will look.','tool_calls':[{'id':'t1','type':'function','function':{'name':'now','arguments':'"
                        + (stated == null ? "" : stated) + "'}}]",
                "'finish_reason':'TOOL_CALL'"));

        assertThat(response.toolCalls()).containsExactly(new Part.ToolCall("t1", "now", arguments));
        assertThat(response.text()).isEmpty();
        assertThat(response.first().parts().get(0))
                .isEqualTo(new Part.Reasoning(
                        "I will look.", List.of(Map.of("type", "tool_plan", "tool_plan", "I will look."))));
    }

    @Test
    void a_citation_stands_in_the_whole_text_and_tells_its_source() {
        ChatResponse response = Wire.answer(answer(
                "'content':[{'type':'thinking','thinking':'Hm.'},{'type':'text','text':'🐪 First. '},"
                        + "{'type':'text','text':'🐪 By Ada.'}],'citations':["
                        // code points within the third block
                        + "{'start':5,'end':9,'text':'Ada.','content_index':2,'type':'TEXT_CONTENT','sources':["
                        + "{'type':'document','id':'d1','document':{'id':'d1','title':'note','text':'Written by Ada.','url':'https://example.org'}},"
                        + "{'type':'tool','id':'lookup_1:0','tool_output':{'a':1}}]},"
                        // UTF-16 units within the second
                        + "{'start':3,'end':8,'text':'First','content_index':1,'sources':[{'id':'d2'}]},"
                        + "{'start':0,'end':2,'text':'Hm','content_index':0,'type':'THINKING_CONTENT','sources':[{'id':'d3'}]},"
                        + "{'start':70,'end':90,'text':'gone','content_index':1,'type':'TEXT_CONTENT'}]",
                "'finish_reason':'COMPLETE'"));

        String text = response.text();
        assertThat(response.citations())
                .containsExactly(
                        new Citation("https://example.org", "note", "Written by Ada.", "d1", 16, 20, null),
                        new Citation(null, null, "{\"a\":1}", "lookup_1:0", 16, 20, null),
                        new Citation(null, null, null, "d2", 3, 8, null),
                        new Citation(null, null, null, "d3", null, null, null),
                        new Citation(null, null, null, null, null, null, null));
        assertThat(text.substring(16, 20)).isEqualTo("Ada.");
        assertThat(text.substring(3, 8)).isEqualTo("First");
    }

    @Test
    void a_citation_without_an_index_stands_in_the_first_text() {
        ChatResponse response = Wire.answer(answer(
                "'content':[{'type':'thinking','thinking':'Hm.'},{'type':'text','text':'By Ada.'}],'citations':["
                        + "{'start':3,'end':7,'text':'Ada.','type':'TEXT_CONTENT','sources':[{'id':'d1'}]}]",
                "'finish_reason':'COMPLETE'"));

        assertThat(response.citations()).containsExactly(new Citation(null, null, null, "d1", 3, 7, null));
    }

    @Test
    void probabilities_of_the_tokens_of_a_piece_add_up() {
        ChatResponse response = Wire.answer(
                answer(
                        "'content':[{'type':'text','text':'Two'}]",
                        "'finish_reason':'COMPLETE','logprobs':[{'text':'Two','token_ids':[1,2],'logprobs':[-0.25,-0.5]},{'token_ids':[3]}]"));

        assertThat(response.first().logprobs()).containsExactly(new TokenLogprob("Two", -0.75, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                            | not a JSON object",
                "{\"id\":\"c1\",\"finish_reason\":\"COMPLETE\"} | no message",
                "{\"message\":{\"content\":[]}}                | no finish reason",
                "{\"message\":{\"tool_calls\":[{\"id\":\"a\"}]},\"finish_reason\":\"TOOL_CALL\"} | without naming it",
                "{\"message\":{\"content\":[{                  | malformed",
                "<html>                                        | a web page"
            })
    void what_is_no_answer_is_an_invalid_response(String body, String what) {
        assertThatThrownBy(() -> Wire.answer(body))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID))
                .hasMessageContaining(what);
    }

    @Test
    void an_error_with_a_status_of_success_is_an_error() {
        assertThatThrownBy(() -> Wire.answer("{\"id\":\"e1\",\"message\":\"too many tokens: size limit exceeded\"}"))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTEXT_TOO_LONG))
                .hasMessageContaining("size limit exceeded");
    }
}
