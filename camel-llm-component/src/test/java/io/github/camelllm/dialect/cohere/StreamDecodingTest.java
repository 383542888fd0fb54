/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of our own making, in the forms of providers/cohere, Streaming. */
class StreamDecodingTest {

    private static final String START = event(
            "message-start",
            "'id':'c1','delta':{'message':{'role':'assistant','content':[],'tool_plan':'','tool_calls':[],'citations':[]}}");
    private static final String END = event(
            "message-end",
            "'delta':{'finish_reason':'COMPLETE','usage':{'billed_units':{'input_tokens':20,'output_tokens':12},'tokens':{'input_tokens':512,'output_tokens':15,'reasoning_tokens':6},'cached_tokens':448}}");
    private static final String[] ANSWER = {
        START,
        event("content-start", "'index':0,'delta':{'message':{'content':{'type':'thinking','thinking':''}}}"),
        event("content-delta", "'index':0,'delta':{'message':{'content':{'thinking':'The note '}}}"),
        event("content-delta", "'index':0,'delta':{'message':{'content':{'thinking':'says it.'}}}"),
        event("content-end", "'index':0"),
        event("content-start", "'index':1,'delta':{'message':{'content':{'type':'text','text':''}}}"),
        event("content-delta", "'index':1,'delta':{'message':{'content':{'text':'Grüße, '}}}"),
        event("content-delta", "'index':1,'delta':{'message':{'content':{'text':'Ada 🐪.'}},'logprobs':null}"),
        event(
                "citation-start",
                "'index':0,'delta':{'message':{'citations':{'start':7,'end':10,'text':'Ada','sources':[{'type':'document','id':'d1','document':{'text':'By Ada.'}}],'type':'TEXT_CONTENT','content_index':1}}}"),
        event("citation-end", "'index':0"),
        event("content-end", "'index':1"),
        event("brand-new", "'delta':{'message':7}"),
        END
    };

    private static String event(String type, String members) {
        return ("{'type':'" + type + "'," + members + "}").replace('\'', '"');
    }

    private static void failing(ErrorKind kind, String what, String... payloads) {
        assertThatThrownBy(() -> Wire.decode(payloads)).isInstanceOfSatisfying(LlmException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e).hasMessageContaining(what);
        });
    }

    @Test
    void a_stream_says_the_same_however_its_bytes_are_cut() {
        byte[] stream = Wire.stream(List.of(ANSWER));

        ChatResponse whole = Wire.decode(stream, stream.length);

        assertThat(whole.id()).isEqualTo("c1");
        assertThat(whole.text()).isEqualTo("Grüße, Ada 🐪.");
        assertThat(whole.first().parts(Part.Reasoning.class))
                .containsExactly(new Part.Reasoning(
                        "The note says it.", List.of(Map.of("type", "thinking", "thinking", "The note says it."))));
        assertThat(whole.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.documentId()).isEqualTo("d1");
            assertThat(whole.text().substring(citation.start(), citation.end())).isEqualTo("Ada");
        });
        assertThat(whole.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(whole.usage().totalTokens()).hasValue(32);
        for (int pieces = 1; pieces < 40; pieces++) {
            assertThat(Wire.decode(stream, pieces)).isEqualTo(whole);
        }
    }

    @Test
    void a_stream_cut_anywhere_before_its_end_is_an_error_with_what_came() {
        byte[] stream = Wire.stream(List.of(ANSWER));
        String text = new String(stream, UTF_8);
        int end = text.substring(0, text.indexOf("\n\ndata: [DONE]")).getBytes(UTF_8).length;
        for (int cut = 0; cut < end; cut++) {
            ChatAssembler assembler = new ChatAssembler(Wire.COMMAND, Wire.HELLO, null);
            StreamDecoder decoder = Wire.decoder();
            decoder.feed(ByteBuffer.wrap(stream, 0, cut), assembler::accept);
            assertThatThrownBy(() -> decoder.end(assembler::accept))
                    .as("cut at " + cut)
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
            assertThat("Grüße, Ada 🐪.")
                    .startsWith(assembler.partial().map(ChatResponse::text).orElse(""));
        }
    }

    @Test
    void a_last_event_without_the_empty_line_behind_it_counts() {
        String text = new String(Wire.stream(List.of(ANSWER)), UTF_8);
        byte[] stream = text.substring(0, text.indexOf("\n\ndata: [DONE]")).getBytes(UTF_8);

        assertThat(Wire.decode(stream, stream.length).text()).isEqualTo("Grüße, Ada 🐪.");
    }

    @Test
    void what_comes_after_the_end_says_nothing_more() {
        assertThat(Wire.decode(START, END, END, "{\"message\":\"late\"}")
                        .usage()
                        .totalTokens())
                .hasValue(32);
    }

    @Test
    void parallel_calls_are_put_together_and_their_plan_is_no_text() {
        ChatResponse response = Wire.decode(
                START,
                event("tool-plan-delta", "'delta':{'message':{'tool_plan':'I will '}}"),
                event("tool-plan-delta", "'delta':{'message':{'tool_plan':'look.'}}"),
                event(
                        "tool-call-start",
                        "'index':0,'delta':{'message':{'tool_calls':{'id':'a','type':'function','function':{'name':'lookup','arguments':''}}}}"),
                event("tool-call-delta", "'index':0,'delta':{'message':{'tool_calls':{'function':{'arguments':'{'}}}}"),
                event(
                        "tool-call-start",
                        "'index':1,'delta':{'message':{'tool_calls':{'type':'function','function':{'name':'now','arguments':'nu'}}}}"),
                event("tool-call-delta", "'index':0,'delta':{'message':{'tool_calls':{'function':{'arguments':'}'}}}}"),
                event("tool-call-end", "'index':0"),
                event(
                        "tool-call-delta",
                        "'index':1,'delta':{'message':{'tool_calls':{'function':{'arguments':'ll'}}}}"),
                event("tool-call-end", "'index':1"),
                event("message-end", "'delta':{'finish_reason':'TOOL_CALL'}"));

        assertThat(response.text()).isEmpty();
        assertThat(response.first().parts())
                .containsExactly(
                        new Part.Reasoning(
                                "I will look.", List.of(Map.of("type", "tool_plan", "tool_plan", "I will look."))),
                        new Part.ToolCall("a", "lookup", "{}"),
                        new Part.ToolCall("call_1", "now", "{}"));
        assertThat(response.usage().known()).isFalse();
    }

    @Test
    void a_text_that_begins_like_null_is_no_null() {
        ChatResponse response = Wire.decode(
                START,
                event(
                        "tool-call-start",
                        "'index':0,'delta':{'message':{'tool_calls':{'id':'a','type':'function','function':{'name':'x','arguments':'nul'}}}}"),
                event(
                        "tool-call-delta",
                        "'index':0,'delta':{'message':{'tool_calls':{'function':{'arguments':'lable'}}}}"),
                event("message-end", "'delta':{'finish_reason':'TOOL_CALL'}"));

        assertThat(response.toolCalls()).extracting(Part.ToolCall::arguments).containsExactly("nullable");
    }

    @ParameterizedTest
    @CsvSource({"ERROR", "TIMEOUT"})
    void an_error_in_the_stream_is_typed_and_tells_the_providers_words(String raw) {
        String end = event("message-end", "'delta':{'error':'the model failed','finish_reason':'" + raw + "'}");

        failing(ErrorKind.SERVER_ERROR, "the model failed", START, end);
    }

    @Test
    void what_the_protocol_does_not_say_is_an_invalid_response() {
        failing(ErrorKind.RESPONSE_INVALID, "malformed", START, "{\"type\":\"content-delta\",\"delta\":{}", END);
        failing(ErrorKind.RESPONSE_INVALID, "malformed", START, "[]", END);
        failing(
                ErrorKind.RESPONSE_INVALID,
                "has not begun",
                START,
                event(
                        "tool-call-delta",
                        "'index':3,'delta':{'message':{'tool_calls':{'function':{'arguments':'{}'}}}}"));
        failing(
                ErrorKind.RESPONSE_INVALID,
                "without naming it",
                START,
                event("tool-call-start", "'index':0,'delta':{'message':{'tool_calls':{'id':'a'}}}"));
        failing(ErrorKind.RESPONSE_INVALID, "without a finish reason", START, event("message-end", "'delta':{}"));
        failing(ErrorKind.CONTEXT_TOO_LONG, "too many tokens", "{\"message\":\"too many tokens\"}");
    }

    @Test
    void a_whole_answer_in_place_of_a_stream_is_taken() {
        byte[] json =
                "{\"id\":\"c1\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Two\"}]},\"finish_reason\":\"COMPLETE\"}"
                        .getBytes(UTF_8);

        assertThat(Wire.decode(json, 3).text()).isEqualTo("Two");
        byte[] broken = new String(json, UTF_8).replace("COMPLETE", "TIMEOUT").getBytes(UTF_8);
        assertThatThrownBy(() -> Wire.decode(broken, 3)).hasMessageContaining("took too long");
    }

    @Test
    void text_is_handed_on_as_it_comes() {
        assertThat(Wire.events(Wire.stream(List.of(ANSWER)), Integer.MAX_VALUE))
                .filteredOn(StreamEvent.TextDelta.class::isInstance)
                .extracting(event -> ((StreamEvent.TextDelta) event).text())
                .containsExactly("Grüße, ", "Ada 🐪.");
    }
}
