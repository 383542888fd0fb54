/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Role;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.TokenLogprob;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatJsonTest {

    private static final Map<String, Object> SCHEMA =
            Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string")));

    @Test
    void a_request_with_everything_survives_the_way_to_json_and_back() {
        ChatRequest request = everything();

        assertThat(ChatJson.request(ChatJson.write(request))).isEqualTo(request);
        assertThat(ChatJson.request(ChatJson.map(request))).isEqualTo(request);
    }

    private static ChatRequest everything() {
        return ChatRequest.builder()
                .model("model-1")
                .system("Be brief.")
                .message(Message.user(
                        new Part.Text("look", new CacheHint(Duration.ofMinutes(5))),
                        new Part.Image(Media.at(URI.create("https://example.org/cat.png")), "low", new CacheHint(null)),
                        new Part.Audio(Media.of(new byte[] {1, 2}, "audio/wav"), "meow", "audio-1"),
                        new Part.File(new Media(null, null, "file-1", "application/pdf", "a.pdf"), null)))
                .message(Message.assistant(List.of(
                        new Part.Reasoning("hm", List.of(Map.of("type", "reasoning.text", "signature", "s"))),
                        new Part.Refusal("no"),
                        new Part.ToolCall("call_1", "lookup", "{\"city\":\"Oslo\"}"))))
                .message(new Message(
                        Role.TOOL, List.of(new Part.ToolResult("call_1", "lookup", List.of(Part.text("rain")), true))))
                .tool(new ToolSpec("lookup", "Looks up", SCHEMA, true))
                .toolChoice(ToolChoice.tool("lookup"))
                .parallelTools(false)
                .output(new OutputFormat.JsonSchema("weather", SCHEMA, "the weather", true))
                .sampling(new Sampling(0.0, 0.5, 40, 100, List.of("end"), 7L, 0.1, -0.1, 2, 3))
                .reasoning(new ReasoningSettings(ReasoningEffort.XHIGH, 1024, true))
                .promptCacheKey("key")
                .endUser("user-1")
                .metadata(Map.of("a", "b"))
                .serviceTier("flex")
                .documents(List.of(new Document("d1", "Title", "Text", Map.of("url", "u"))))
                .providerOptions(Map.of("top_a", 1L, "nested", Map.of("list", List.of(true))))
                .rawResponse(true)
                .build();
    }

    @Test
    void a_short_request_is_short_in_json() {
        ChatRequest request =
                ChatJson.request("{\"messages\":[{\"role\":\"user\",\"parts\":\"Hello\"}],\"toolChoice\":\"required\","
                        + "\"output\":{\"type\":\"jsonObject\"}}");

        assertThat(request.messages()).containsExactly(Message.user("Hello"));
        assertThat(request.toolChoice()).isEqualTo(ToolChoice.REQUIRED);
        assertThat(request.output()).isEqualTo(new OutputFormat.JsonObject());
        assertThat(ChatJson.write(ChatRequest.of("Hello")))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Hello\"}]}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | $.messages is missing or empty",
                "{\"messages\":5} | $.messages is the number 5; it must be a list",
                "{\"messages\":[null]} | $.messages[0] is null",
                "{\"messages\":[\"a\"]} | $.messages[0] is a text; it must be an object",
                "{\"messages\":[{\"parts\":\"a\"}]} | $.messages[0].role is missing; allowed are system, user, assistant, tool",
                "{\"messages\":[{\"role\":\"me\",\"parts\":\"a\"}]} | $.messages[0].role is 'me'; allowed are system, user",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]} | $.messages[0].content is unknown; allowed are role, parts",
                "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"video\"}]}]} | $.messages[0].parts[0].type is 'video'; allowed",
                "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\"}]}]} | $.messages[0].parts[0].text is missing",
                "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"image\"}]}]} | $.messages[0].parts[0].media is missing",
                "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"image\",\"media\":{}}]}]} | $.messages[0].parts[0].media: media has exactly one",
                "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"image\",\"media\":{\"data\":\"%\",\"mediaType\":\"a/b\"}}]}]} | media.data is not base64",
                "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"image\",\"media\":{\"url\":\"a b\"}}]}]} | media.url is not a URL",
                "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"a\",\"cache\":{\"timeToLive\":\"soon\"}}]}]} | it must be a duration such as PT5M",
                "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"a\",\"cache\":{\"timeToLive\":\"PT0S\"}}]}]} | a cache hint lives for more than zero",
                "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"reasoning\",\"text\":\"a\",\"details\":[1]}]}]} | details[0] is the number 1; it must be an object",
                "{\"temperature\":1} | $.temperature is unknown; allowed are messages",
                "{\"sampling\":{\"temperature\":\"hot\"}} | $.sampling.temperature is a text; it must be a number",
                "{\"sampling\":{\"temperature\":3}} | $.sampling: temperature is 3.0, but must be 0.0 to 2.0",
                "{\"sampling\":{\"maxTokens\":1.5}} | $.sampling.maxTokens is 1.5; it must be a whole number",
                "{\"sampling\":{\"maxTokens\":9999999999}} | $.sampling.maxTokens is 9999999999; the most is",
                "{\"sampling\":{\"seed\":\"a\"}} | $.sampling.seed is a text; it must be a whole number",
                "{\"sampling\":{\"stop\":[1]}} | $.sampling.stop[0] is the number 1; it must be a text",
                "{\"reasoning\":{\"effort\":\"hard\"}} | $.reasoning.effort is 'hard'; allowed are none, minimal",
                "{\"parallelTools\":\"yes\"} | $.parallelTools is a text; it must be true or false",
                "{\"metadata\":{\"a\":1}} | $.metadata.a is the number 1; it must be a text",
                "{\"metadata\":true} | $.metadata is the boolean true; it must be an object",
                "{\"tools\":[{\"name\":\"a b\"}]} | $.tools[0]: tool name 'a b' is not allowed",
                "{\"toolChoice\":{}} | $.toolChoice.mode is missing",
                "{\"toolChoice\":{\"mode\":\"tool\"}} | $.toolChoice: a tool name goes with mode TOOL",
                "{\"output\":{\"type\":\"xml\"}} | $.output.type is 'xml'; allowed are text, jsonObject, jsonSchema",
                "{\"output\":{\"type\":\"jsonSchema\",\"name\":\"a\",\"schema\":{\"type\":\"text\"}}} | $.output: the root has the type text",
                "[] | expected an object, found an array",
                "{\"messages\" | not valid JSON"
            })
    void a_wrong_member_is_named_with_its_path_and_what_is_allowed(String json, String message) {
        assertThatThrownBy(() -> ChatJson.request(json))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_map_may_hold_bytes_and_arguments_as_an_object() {
        ChatRequest request = ChatJson.request(Map.of(
                "messages",
                List.of(
                        Map.of(
                                "role",
                                "user",
                                "parts",
                                List.of(Map.of(
                                        "type",
                                        "image",
                                        "media",
                                        Map.of("data", new byte[] {1}, "mediaType", "image/png")))),
                        Map.of(
                                "role",
                                "assistant",
                                "parts",
                                List.of(Map.of(
                                        "type", "toolCall", "id", "1", "name", "f", "arguments", Map.of("a", 1)))))));

        assertThat(request.messages().get(0).parts(Part.Image.class).get(0).media())
                .isEqualTo(Media.of(new byte[] {1}, "image/png"));
        assertThat(request.messages().get(1).parts(Part.ToolCall.class).get(0).arguments())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void an_answer_tells_all_that_it_knows() {
        ChatResponse response = response();

        Map<String, Object> json = JsonTree.readObject(ChatJson.write(response));

        assertThat(json)
                .containsEntry("provider", "acme")
                .containsEntry("usage", Map.of("input", 3L, "output", 4L))
                .containsEntry("notices", List.of(Map.of("setting", "topK", "message", "not sent")))
                .containsEntry("citations", List.of(Map.of("url", "https://a.example", "start", 1L)));
        assertThat(json.get("choices"))
                .isEqualTo(List.of(Map.of(
                        "index",
                        0L,
                        "parts",
                        List.of(Map.of("type", "text", "text", "7")),
                        "finish",
                        Map.of("reason", "stop", "raw", "stop"),
                        "logprobs",
                        List.of(Map.of("token", "7", "logprob", new BigDecimal("-0.5"))))));
        assertThat(json.get("cost"))
                .isEqualTo(Map.of(
                        "money",
                        Map.of("amount", new BigDecimal("0.01"), "currency", "USD"),
                        "basis",
                        "priced",
                        "lines",
                        List.of(Map.of(
                                "bucket",
                                "input",
                                "quantity",
                                3L,
                                "rate",
                                2L,
                                "per",
                                1000L,
                                "amount",
                                new BigDecimal("0.006"))),
                        "priceVersion",
                        "v1"));
    }

    private static ChatResponse response() {
        Cost cost = new Cost(
                Money.usd("0.01"),
                CostBasis.PRICED,
                List.of(new Cost.Line(Bucket.INPUT, 3, BigDecimal.valueOf(2), 1000, new BigDecimal("0.006"))),
                "v1",
                null);
        return new ChatResponse(
                "id-1",
                "req-1",
                "acme",
                "model-1",
                "model-1-2026",
                List.of(new Choice(
                        0,
                        List.of(Part.text("7")),
                        new Finish(FinishReason.STOP, "stop"),
                        List.of(new TokenLogprob("7", -0.5, List.of())))),
                Usage.of(3, 4),
                cost,
                List.of(new Citation("https://a.example", null, null, null, 1, null, null)),
                List.of(new Notice("topK", "not sent")),
                "default",
                Map.of("more", List.of("a")),
                "{}");
    }

    @Test
    void each_event_of_a_stream_tells_its_kind() {
        List<StreamEvent> events = List.of(
                new StreamEvent.Started("id-1", "model-1"),
                new StreamEvent.TextDelta(0, "a"),
                new StreamEvent.ReasoningDelta(0, "b", List.of(Map.of("type", "t"))),
                new StreamEvent.RefusalDelta(0, "c"),
                new StreamEvent.ToolCallStarted(0, 1, "call_1", "f"),
                new StreamEvent.ToolCallDelta(0, 1, "{}"),
                new StreamEvent.PartArrived(0, Part.text("d")),
                new StreamEvent.LogprobsSeen(0, List.of()),
                new StreamEvent.CitationsSeen(List.of()),
                new StreamEvent.UsageSeen(Usage.of(1, 2), Money.usd("1")),
                new StreamEvent.ExtrasSeen(Map.of("x", 1L)),
                new StreamEvent.Finished(0, new Finish(FinishReason.LENGTH, "length")),
                new StreamEvent.Done(response()));

        assertThat(events.stream().map(ChatJson::write))
                .startsWith(
                        "{\"type\":\"started\",\"id\":\"id-1\",\"model\":\"model-1\"}",
                        "{\"type\":\"text\",\"choice\":0,\"text\":\"a\"}",
                        "{\"type\":\"reasoning\",\"choice\":0,\"text\":\"b\",\"details\":[{\"type\":\"t\"}]}",
                        "{\"type\":\"refusal\",\"choice\":0,\"text\":\"c\"}",
                        "{\"type\":\"toolCallStarted\",\"choice\":0,\"index\":1,\"id\":\"call_1\",\"name\":\"f\"}",
                        "{\"type\":\"toolCallDelta\",\"choice\":0,\"index\":1,\"json\":\"{}\"}",
                        "{\"type\":\"part\",\"choice\":0,\"part\":{\"type\":\"text\",\"text\":\"d\"}}",
                        "{\"type\":\"logprobs\",\"choice\":0,\"logprobs\":[]}",
                        "{\"type\":\"citations\",\"citations\":[]}",
                        "{\"type\":\"usage\",\"usage\":{\"input\":1,\"output\":2},\"bill\":{\"amount\":1,\"currency\":\"USD\"}}",
                        "{\"type\":\"extras\",\"extras\":{\"x\":1}}",
                        "{\"type\":\"finished\",\"choice\":0,\"finish\":{\"reason\":\"length\",\"raw\":\"length\"}}")
                .last()
                .asString()
                .startsWith("{\"type\":\"done\",\"response\":{\"id\":\"id-1\"");
    }
}
