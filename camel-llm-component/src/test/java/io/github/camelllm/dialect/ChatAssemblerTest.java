/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.TokenLogprob;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.About;
import io.github.camelllm.profile.AuthSpec;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Quirks;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatAssemblerTest {

    private static final Source SOURCE = new Source("a page", LocalDate.of(2026, 11, 25));
    private static final Target TARGET = new Target(
            new ProviderProfile(
                    "acme",
                    "Acme",
                    List.of(),
                    "openai-chat",
                    null,
                    Map.of(),
                    AuthSpec.NONE,
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    null,
                    null,
                    List.of(),
                    Quirks.NONE,
                    List.of(),
                    Map.of(),
                    List.of(),
                    About.UNKNOWN,
                    SOURCE,
                    Map.of()),
            ModelProfile.unlisted("model-1"));

    private final ChatAssembler assembler = new ChatAssembler(TARGET, ChatRequest.of("Hello"), "req-1");

    private void accept(StreamEvent... events) {
        List.of(events).forEach(assembler::accept);
    }

    @Test
    void the_events_of_an_answer_fold_into_it() {
        Citation citation = new Citation("https://a.example", null, null, null, null, null, null);
        accept(
                new StreamEvent.Started("id-1", "model-1-2026"),
                new StreamEvent.ReasoningDelta(0, "h", List.of()),
                new StreamEvent.ReasoningDelta(0, "m", List.of()),
                new StreamEvent.TextDelta(0, "Let "),
                new StreamEvent.TextDelta(0, "me"),
                new StreamEvent.TextDelta(0, " look."),
                new StreamEvent.ToolCallStarted(0, 0, "call_1", "f"),
                new StreamEvent.ToolCallStarted(0, 1, "call_2", "g"),
                new StreamEvent.ToolCallDelta(0, 0, "{"),
                new StreamEvent.ToolCallDelta(0, 1, "{}"),
                new StreamEvent.ToolCallDelta(0, 0, "}"),
                new StreamEvent.ReasoningDelta(0, "", List.of(Map.of("type", "sig"))),
                new StreamEvent.RefusalDelta(0, "no"),
                new StreamEvent.PartArrived(0, Part.text("whole")),
                new StreamEvent.LogprobsSeen(0, List.of(new TokenLogprob("a", -1, List.of()))),
                new StreamEvent.CitationsSeen(List.of()),
                new StreamEvent.CitationsSeen(List.of(citation)),
                new StreamEvent.ExtrasSeen(Map.of(ChatAssembler.SERVICE_TIER, "flex", "more", 1L)),
                new StreamEvent.UsageSeen(Usage.of(1, 1), null),
                new StreamEvent.UsageSeen(Usage.of(1, 2), Money.usd("0.5")),
                new StreamEvent.Finished(0, new Finish(FinishReason.TOOL_CALLS, "tool_calls")));

        ChatResponse answer = assembler.response();
        accept(new StreamEvent.Done(answer));

        assertThat(assembler.response()).isEqualTo(answer);
        assertThat(answer.first().parts())
                .containsExactly(
                        new Part.Reasoning("hm", List.of(Map.of("type", "sig"))),
                        Part.text("Let me look."),
                        new Part.ToolCall("call_1", "f", "{}"),
                        new Part.ToolCall("call_2", "g", "{}"),
                        new Part.Refusal("no"),
                        Part.text("whole"));
        assertThat(answer.first().logprobs()).hasSize(1);
        assertThat(answer.id()).isEqualTo("id-1");
        assertThat(assembler.id()).hasValue("id-1");
        assertThat(answer.requestId()).isEqualTo("req-1");
        assertThat(answer.requestModel()).isEqualTo("model-1");
        assertThat(answer.model()).isEqualTo("model-1-2026");
        assertThat(answer.citations()).containsExactly(citation);
        assertThat(answer.serviceTier()).isEqualTo("flex");
        assertThat(answer.extras()).isEqualTo(Map.of("more", 1L));
        assertThat(answer.usage()).isEqualTo(Usage.of(1, 2));
        assertThat(answer.cost()).isEqualTo(Cost.reported(Money.usd("0.5")));
        assertThat(answer.finish()).isEqualTo(new Finish(FinishReason.TOOL_CALLS, "tool_calls"));
    }

    @Test
    void choices_stay_apart_and_come_by_index() {
        accept(new StreamEvent.TextDelta(1, "b"), new StreamEvent.TextDelta(0, "a"), new StreamEvent.TextDelta(1, "c"));

        assertThat(assembler.response().choices()).extracting(c -> c.text()).containsExactly("a", "bc");
        assertThat(assembler.response().cost().basis()).isEqualTo(CostBasis.UNKNOWN);
        assertThat(assembler.response().finish().reason()).isEqualTo(FinishReason.OTHER);
    }

    @Test
    void an_answer_that_broke_off_says_so_where_it_did() {
        accept(
                new StreamEvent.TextDelta(0, "a"),
                new StreamEvent.Finished(0, new Finish(FinishReason.STOP, "stop")),
                new StreamEvent.TextDelta(1, "b"));

        ChatResponse partial = assembler.partial().orElseThrow();

        assertThat(partial.choices())
                .extracting(c -> c.finish().reason())
                .containsExactly(FinishReason.STOP, FinishReason.ERROR);
    }

    @Test
    void nothing_is_no_part_of_an_answer_but_a_beginning_or_a_usage_is() {
        assertThat(assembler.partial()).isEmpty();
        assertThat(assembler.hasChoices()).isFalse();
        assertThatThrownBy(assembler::response).isInstanceOf(IllegalStateException.class);

        accept(new StreamEvent.UsageSeen(Usage.of(1, 0), null));

        assertThat(assembler.partial().orElseThrow().text()).isEmpty();
        ChatAssembler begun = new ChatAssembler(TARGET, ChatRequest.of("Hello"), null);
        begun.accept(new StreamEvent.Started(null, null));
        assertThat(begun.partial()).isPresent();
    }

    @Test
    void details_without_any_thought_make_a_thought_of_their_own() {
        accept(
                new StreamEvent.TextDelta(0, "a"),
                new StreamEvent.ReasoningDelta(0, "", List.of(Map.of("type", "sig"))));

        assertThat(assembler.response().first().parts())
                .containsExactly(Part.text("a"), new Part.Reasoning("", List.of(Map.of("type", "sig"))));
    }

    @Test
    void empty_pieces_make_no_parts() {
        accept(new StreamEvent.TextDelta(0, ""), new StreamEvent.RefusalDelta(0, ""));

        assertThat(assembler.response().first().parts()).isEmpty();
    }

    @Test
    void arguments_of_a_call_that_never_began_are_a_mistake() {
        assertThatThrownBy(() -> accept(new StreamEvent.ToolCallDelta(0, 3, "{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tool call 3");
    }

    @Test
    void the_raw_body_is_kept() {
        accept(new StreamEvent.TextDelta(0, "a"));
        assembler.raw("{}");

        assertThat(assembler.response().raw()).isEqualTo("{}");
    }
}
