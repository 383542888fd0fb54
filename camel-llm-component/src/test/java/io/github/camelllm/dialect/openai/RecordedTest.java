/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.FinishReason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the comparison with recordings rests on: that a recording is read rightly, and that a deviation is seen. */
class RecordedTest {

    private static final List<String> EVENTS = List.of(
            "{'id':'i','model':'m','service_tier':'flex','citations':['https://a.example'],'choices':[{'index':0,'delta':"
                    + "{'reasoning_content':'Hm'}},{'index':1,'delta':{'content':'An'}}]}",
            "{'choices':[{'index':0,'delta':{'content':null,'tool_calls':[{'index':0,'id':'c1','function':"
                    + "{'name':'f','arguments':''}},{'index':1,'id':'c2','function':{'name':'g','arguments':'{}'}}]}}]}",
            "{'choices':[{'index':1,'delta':{'content':'swer'},'finish_reason':'length'},"
                    + "{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{1'}}]}}]}",
            "{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'}'}}]},'finish_reason':'tool_calls'}]}",
            "{'choices':[],'usage':{'prompt_tokens':10,'completion_tokens':1,'total_tokens':18,'prompt_tokens_details':"
                    + "{'cached_tokens':4,'audio_tokens':0},'completion_tokens_details':{'reasoning_tokens':7},'cost_in_usd_ticks':250}}");

    private static List<String> json(List<String> events) {
        return events.stream().map(event -> event.replace('\'', '"')).toList();
    }

    @Test
    void what_each_event_adds_is_told() {
        List<Told> after = Recorded.stream(json(EVENTS), false);

        assertThat(after.get(0)).isEqualTo(Told.NOTHING);
        assertThat(after.get(2).choices())
                .containsExactly(
                        said(
                                0,
                                "",
                                "Hm",
                                List.of(call("c1", "f", ""), call("c2", "g", "{}")),
                                null,
                                FinishReason.ERROR),
                        said(1, "An", "", List.of(), null, FinishReason.ERROR));
        assertThat(after.get(5))
                .isEqualTo(new Told(
                        "i",
                        "m",
                        "flex",
                        List.of(
                                said(
                                        0,
                                        "",
                                        "Hm",
                                        List.of(call("c1", "f", "{1}"), call("c2", "g", "{}")),
                                        "tool_calls",
                                        FinishReason.TOOL_CALLS),
                                said(1, "Answer", "", List.of(), "length", FinishReason.LENGTH)),
                        Map.of(Bucket.INPUT, 6L, Bucket.CACHE_READ, 4L, Bucket.REASONING, 7L, Bucket.OUTPUT, 1L),
                        new BigDecimal("0.000000025"),
                        List.of(new Citation("https://a.example", null, null, null, null, null, null))));
    }

    private static Told.Said said(
            int index, String text, String thoughts, List<Told.Call> calls, String raw, FinishReason finish) {
        return new Told.Said(index, text, thoughts, "", calls, List.of(), raw, finish);
    }

    private static Told.Call call(String id, String name, String arguments) {
        return new Told.Call(id, name, arguments);
    }

    @Test
    void several_choices_are_cut_as_one_is() {
        new Cuts("several choices", Catalog.target("xai", "grok-3-mini"), Framing.PLAIN, json(EVENTS), false).check();
    }

    /** Each of these changes is one that a comparison of less than everything would miss. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id':'i' > 'id':'j'",
                "'model':'m' > 'model':'n'",
                "'flex' > 'default'",
                "//a.example > //b.example",
                "'Hm' > 'Hmm'",
                "'An' > 'AN'",
                "'c2' > 'c3'",
                "'g' > 'h'",
                "'{1' > '{2'",
                "'length' > 'stop'",
                "'prompt_tokens':10 > 'prompt_tokens':9",
                "'total_tokens':18 > 'total_tokens':19",
                "'cached_tokens':4 > 'cached_tokens':5",
                "'reasoning_tokens':7 > 'reasoning_tokens':6",
                "':250 > ':251"
            })
    void a_recording_that_states_anything_else_is_told_apart(String change) {
        String[] words = change.split(" > ");
        List<String> changed =
                EVENTS.stream().map(event -> event.replace(words[0], words[1])).toList();
        assertThat(changed).isNotEqualTo(EVENTS);
        String stream = Framing.PLAIN.stream(json(EVENTS));
        RecordedStream other = new RecordedStream(
                "changed", Catalog.target("xai", "grok-3-mini"), stream, Recorded.stream(json(changed), false));

        assertThat(Told.by(other.read(List.of(stream.length())))).isNotEqualTo(other.told());
    }
}
