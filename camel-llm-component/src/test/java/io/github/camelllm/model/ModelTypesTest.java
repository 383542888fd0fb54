/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTypesTest {

    @Test
    void a_request_keeps_what_was_set_and_nothing_else() {
        ChatRequest request = ChatRequest.builder()
                .model("m")
                .system("Be brief.")
                .user("Hi")
                .temperature(0.0)
                .maxTokens(5)
                .toolChoice(ToolChoice.NONE)
                .parallelTools(false)
                .tool(new ToolSpec("lookup", null, Map.of("type", "object"), true))
                .output(new OutputFormat.JsonObject())
                .reasoning(new ReasoningSettings(ReasoningEffort.LOW, null, null))
                .promptCacheKey("k")
                .endUser("u")
                .metadata(Map.of("a", "b"))
                .serviceTier("flex")
                .documents(List.of(new Document("d", null, "text", Map.of())))
                .providerOptions(Map.of("x", 1))
                .rawResponse(true)
                .build();

        assertThat(request.sampling().temperature()).isZero();
        assertThat(request.sampling().maxTokens()).isEqualTo(5);
        assertThat(request.sampling().topP()).isNull();
        assertThat(request.messages()).extracting(Message::role).containsExactly(Role.SYSTEM, Role.USER);
        assertThat(request.toBuilder().build()).isEqualTo(request);
    }

    @Test
    void a_request_without_messages_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatRequest.builder().build())
                .withMessageContaining("at least one message");
    }

    @Test
    void a_request_cannot_be_changed_from_outside() {
        Map<String, Object> inner = new LinkedHashMap<>(Map.of("deep", new ArrayList<>(List.of(1))));
        Map<String, Object> options = new LinkedHashMap<>(Map.of("inner", inner));
        ChatRequest request =
                ChatRequest.builder().user("Hi").providerOptions(options).build();
        inner.put("late", true);
        options.clear();

        assertThat(request.providerOptions()).isEqualTo(Map.of("inner", Map.of("deep", List.of(1))));
        assertThatThrownBy(() -> request.providerOptions().put("a", 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, -0.1",
        "temperature, 2.1",
        "topP, 1.5",
        "topK, 0",
        "maxTokens, 0",
        "frequencyPenalty, 3",
        "presencePenalty, -3",
        "n, 0",
        "topLogprobs, 21",
        "temperature, NaN"
    })
    void a_setting_out_of_range_is_refused_with_what_is_allowed(String setting, double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampling(setting, value))
                .withMessageStartingWith(setting + " is ")
                .withMessageContaining("must be");
    }

    private static Sampling sampling(String name, double v) {
        return new Sampling(
                name.equals("temperature") ? v : null,
                name.equals("topP") ? v : null,
                name.equals("topK") ? (Integer) (int) v : null,
                name.equals("maxTokens") ? (Integer) (int) v : null,
                List.of(),
                null,
                name.equals("frequencyPenalty") ? v : null,
                name.equals("presencePenalty") ? v : null,
                name.equals("n") ? (Integer) (int) v : null,
                name.equals("topLogprobs") ? (Integer) (int) v : null);
    }

    @Test
    void media_has_exactly_one_source() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Media(null, null, null, "image/png", null))
                .withMessageContaining("exactly one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Media(URI.create("https://a/b"), null, "id", null, null))
                .withMessageContaining("2 were given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Media(null, new byte[1], null, null, null))
                .withMessageContaining("mediaType");
    }

    @Test
    void media_is_equal_by_its_bytes_and_never_prints_them() {
        Media one = Media.of(new byte[] {1, 2}, "image/png").named("a.png");
        Media same = Media.of(new byte[] {1, 2}, "image/png").named("a.png");

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(Media.of(new byte[] {1}, "image/png"));
        assertThat(one).hasToString("Media[2 bytes, image/png, a.png]");
        assertThat(Media.at(URI.create("https://a/?key=1"))).hasToString("Media[url, null, null]");
        assertThat(new Media(null, null, "f1", null, null).toString()).contains("fileId f1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "ünicode", "a/b"})
    void a_tool_name_that_no_provider_takes_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ToolSpec(name, null, Map.of(), null))
                .withMessageContaining("1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutputFormat.JsonSchema(name, Map.of(), null, null))
                .withMessageContaining("1 to 64");
    }

    @Test
    void a_tool_choice_reads_rules_and_names() {
        assertThat(ToolChoice.parse("auto")).isEqualTo(ToolChoice.AUTO);
        assertThat(ToolChoice.parse("none")).isEqualTo(ToolChoice.NONE);
        assertThat(ToolChoice.parse("required")).isEqualTo(ToolChoice.REQUIRED);
        assertThat(ToolChoice.parse("lookup")).isEqualTo(ToolChoice.tool("lookup"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ToolChoice(ToolChoice.Mode.TOOL, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new ToolChoice(ToolChoice.Mode.AUTO, "x"));
    }

    @Test
    void a_cost_is_unknown_exactly_when_it_has_no_amount() {
        assertThat(Cost.unknown("why").amount()).isEmpty();
        assertThat(Cost.reported(Money.usd("0.5")).amount()).hasValue(new BigDecimal("0.5"));
        assertThat(Cost.reported(Money.usd("0.5")).estimated().basis()).isEqualTo(CostBasis.ESTIMATED);
        assertThat(Cost.unknown("why").estimated()).isEqualTo(Cost.unknown("why"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cost(null, CostBasis.PRICED, List.of(), null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cost(Money.usd("1"), CostBasis.UNKNOWN, List.of(), null, null));
    }

    @Test
    void money_of_two_currencies_does_not_add() {
        assertThat(Money.usd("0.1").plus(Money.usd("0.2"))).isEqualTo(Money.usd("0.3"));
        assertThat(Money.usd("0.0000001")).hasToString("0.0000001 USD");
        assertThatIllegalArgumentException().isThrownBy(() -> Money.usd("1").plus(new Money(BigDecimal.ONE, "EUR")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(BigDecimal.ONE, "dollars"));
    }

    @Test
    void a_response_speaks_for_its_first_choice() {
        Part.ToolCall call = new Part.ToolCall("1", "lookup", "{}");
        Choice choice = new Choice(
                0,
                List.of(Part.text("Hello"), call, Part.text(" world")),
                new Finish(FinishReason.TOOL_CALLS, "tool_calls"),
                List.of());
        ChatResponse response = new ChatResponse(
                "id",
                null,
                "p",
                "m",
                "m-1",
                List.of(choice),
                Usage.UNKNOWN,
                Cost.unknown("no usage"),
                List.of(),
                List.of(),
                null,
                Map.of(),
                null);

        assertThat(response.text()).isEqualTo("Hello world");
        assertThat(response.toolCalls()).containsExactly(call);
        assertThat(response.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.message().parts()).isEqualTo(choice.parts());
        assertThat(response.withCost(Cost.reported(Money.usd("1"))).cost().basis())
                .isEqualTo(CostBasis.REPORTED);
        assertThat(response.withNotices(List.of(new Notice("topK", "no"))).notices())
                .hasSize(1);
    }

    @Test
    void every_kind_of_part_is_visited_as_itself() {
        Media media = Media.at(URI.create("https://a/b"));
        List<Part> parts = List.of(
                Part.text("t"),
                new Part.Image(media, null, null),
                new Part.Audio(media, null, null),
                new Part.File(media, null),
                new Part.ToolCall("1", "n", "{}"),
                new Part.ToolResult("1", "n", List.of(Part.text("r")), false),
                new Part.Reasoning("r", List.of()),
                new Part.Refusal("no"));

        assertThat(parts)
                .extracting(part -> part.accept(new Names()))
                .containsExactly("text", "image", "audio", "file", "toolCall", "toolResult", "reasoning", "refusal");
    }

    @Test
    void messages_are_made_in_one_word() {
        assertThat(Message.assistant("a").text()).isEqualTo("a");
        assertThat(Message.assistant(List.of(Part.text("a"))).role()).isEqualTo(Role.ASSISTANT);
        assertThat(Message.user(Part.text("a"), Part.text("b")).text()).isEqualTo("ab");
        assertThat(Message.toolResult("1", "42")
                        .parts(Part.ToolResult.class)
                        .get(0)
                        .text())
                .isEqualTo("42");
    }

    @Test
    void events_say_whether_they_can_be_seen() {
        assertThat(new StreamEvent.TextDelta(0, "").content()).isFalse();
        assertThat(new StreamEvent.TextDelta(0, "a").content()).isTrue();
        assertThat(new StreamEvent.ReasoningDelta(0, "", List.of()).content()).isFalse();
        assertThat(new StreamEvent.ReasoningDelta(0, "", List.of(Map.of("s", "x"))).content())
                .isTrue();
        assertThat(new StreamEvent.ToolCallStarted(0, 0, "1", "n").content()).isTrue();
        assertThat(new StreamEvent.ToolCallDelta(0, 0, "{").content()).isTrue();
        assertThat(new StreamEvent.RefusalDelta(0, "n").content()).isTrue();
        assertThat(new StreamEvent.PartArrived(0, Part.text("t")).content()).isTrue();
        assertThat(new StreamEvent.Started("1", "m").content()).isFalse();
        assertThat(new StreamEvent.Finished(0, new Finish(FinishReason.STOP, null)).content())
                .isFalse();
    }

    @Test
    void an_embedding_request_has_inputs_that_say_something() {
        assertThat(EmbeddingRequest.of(List.of("a")).inputs()).containsExactly("a");
        assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingRequest.of(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingRequest.of(List.of("a", "")))
                .withMessageContaining("input 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddingRequest(null, List.of("a"), 0, null, null, Map.of()))
                .withMessageContaining("dimensions");
        assertThat(new Embedding(0, new float[] {1, 2}))
                .isEqualTo(new Embedding(0, new float[] {1, 2}))
                .hasSameHashCodeAs(new Embedding(0, new float[] {1, 2}))
                .hasToString("Embedding[0, 2 dimensions]");
    }

    @Test
    void hints_and_budgets_are_positive() {
        assertThat(new CacheHint(Duration.ofHours(1)).timeToLive()).isEqualTo(Duration.ofHours(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CacheHint(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReasoningSettings(null, 0, null));
        assertThat(ReasoningEffort.XHIGH.wireName()).isEqualTo("xhigh");
    }

    private static final class Names implements Part.Cases<String> {
        @Override
        public String text(Part.Text part) {
            return "text";
        }

        @Override
        public String image(Part.Image part) {
            return "image";
        }

        @Override
        public String audio(Part.Audio part) {
            return "audio";
        }

        @Override
        public String file(Part.File part) {
            return "file";
        }

        @Override
        public String toolCall(Part.ToolCall part) {
            return "toolCall";
        }

        @Override
        public String toolResult(Part.ToolResult part) {
            return "toolResult";
        }

        @Override
        public String reasoning(Part.Reasoning part) {
            return "reasoning";
        }

        @Override
        public String refusal(Part.Refusal part) {
            return "refusal";
        }
    }
}
