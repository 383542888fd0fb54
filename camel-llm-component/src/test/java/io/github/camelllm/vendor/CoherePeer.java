/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.cohere.api.Cohere;
import com.cohere.api.core.CohereApiException;
import com.cohere.api.core.ObjectMappers;
import com.cohere.api.core.Stream;
import com.cohere.api.resources.v2.requests.V2ChatRequest;
import com.cohere.api.resources.v2.requests.V2ChatStreamRequest;
import com.cohere.api.resources.v2.requests.V2EmbedRequest;
import com.cohere.api.resources.v2.types.V2ChatRequestToolChoice;
import com.cohere.api.resources.v2.types.V2ChatResponse;
import com.cohere.api.resources.v2.types.V2ChatStreamResponse;
import com.cohere.api.types.AssistantMessage;
import com.cohere.api.types.AssistantMessageResponse;
import com.cohere.api.types.AssistantMessageResponseContentItem;
import com.cohere.api.types.AssistantMessageV2Content;
import com.cohere.api.types.AssistantMessageV2ContentItem;
import com.cohere.api.types.ChatContentDeltaEvent;
import com.cohere.api.types.ChatMessageV2;
import com.cohere.api.types.ChatTextContent;
import com.cohere.api.types.Content;
import com.cohere.api.types.EmbedInputType;
import com.cohere.api.types.EmbeddingType;
import com.cohere.api.types.ImageContent;
import com.cohere.api.types.ImageUrl;
import com.cohere.api.types.ImageUrlDetail;
import com.cohere.api.types.JsonResponseFormatV2;
import com.cohere.api.types.ResponseFormatV2;
import com.cohere.api.types.SystemMessageV2;
import com.cohere.api.types.SystemMessageV2Content;
import com.cohere.api.types.Thinking;
import com.cohere.api.types.ThinkingType;
import com.cohere.api.types.ToolCallV2;
import com.cohere.api.types.ToolCallV2Function;
import com.cohere.api.types.ToolMessageV2;
import com.cohere.api.types.ToolMessageV2Content;
import com.cohere.api.types.ToolV2;
import com.cohere.api.types.ToolV2Function;
import com.cohere.api.types.Usage;
import com.cohere.api.types.UsageBilledUnits;
import com.cohere.api.types.UserMessageV2;
import com.cohere.api.types.UserMessageV2Content;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Cohere's SDK. */
final class CoherePeer implements Peer {

    private static final String COMMAND = "command-a-plus-05-2026";
    private static final String EMBEDDER = "embed-v4.0";

    private final OkHttpClient http =
            new OkHttpClient.Builder().readTimeout(60, TimeUnit.SECONDS).build();
    private final Cohere client;
    private final Map<String, Consumer<V2ChatRequest._FinalStage>> all = new LinkedHashMap<>();

    CoherePeer(String baseUrl, String key) {
        client = Cohere.builder()
                .url(baseUrl.replaceFirst("/v2$", ""))
                .token(key)
                .maxRetries(0)
                .httpClient(http)
                .build();
        conversations();
        settings();
        tools();
        formats();
        media();
        prime(
                "reasoning effort none",
                b -> b.thinking(Thinking.builder().type(ThinkingType.DISABLED).build()));
    }

    @Override
    public Id id() {
        return new Id(
                "cohere",
                "cohere",
                null,
                null,
                Map.of(Ask.Model.CHAT, COMMAND, Ask.Model.REASONING, COMMAND),
                EMBEDDER,
                "MAX_TOKENS",
                List.of("Authorization", "Content-Type"),
                "com.cohere:cohere-java:1.9.3");
    }

    @Override
    public Set<String> names() {
        return all.keySet();
    }

    @Override
    public Map<String, String> leftOut() {
        return Map.of("refusal", "the answer of a refusal has no text that both know as one");
    }

    private void conversations() {
        prime("plain", b -> {});
        all.put(
                "instructions and turns",
                b -> b.messages(List.of(
                        ChatMessageV2.system(SystemMessageV2.builder()
                                .content(SystemMessageV2Content.of("Be brief."))
                                .build()),
                        user("Name a prime."),
                        ChatMessageV2.assistant(AssistantMessage.builder()
                                .content(AssistantMessageV2Content.of("Two."))
                                .build()),
                        user("Another. Grüße, 世界 🐪 \"quoted\" \\ \u0001"))));
        all.put("several texts", b -> b.messages(List.of(user(text("Name a prime."), text("Be brief.")))));
        prime("counted tokens", b -> {});
        prime("citation", b -> {});
    }

    private void settings() {
        prime("temperature", b -> b.temperature(0f));
        prime("temperature of a half", b -> b.temperature(0.5f));
        prime("option of the provider", b -> b.temperature(1f));
        prime("top p", b -> b.p(0.25f));
        prime("top k", b -> b.k(7));
        prime("token limit", b -> b.maxTokens(64));
        prime("one stop text", b -> b.stopSequences(List.of("END")));
        prime("stop texts", b -> b.stopSequences(List.of("END", ".")));
        prime("seed", b -> b.seed(42));
    }

    private void tools() {
        cat("tool", b -> {});
        cat("parallel tool calls", b -> {});
        cat("strict tool", b -> b.strictTools(true));
        all.put(
                "tool without parameters",
                b -> b.messages(List.of(user("Look up cat.")))
                        .tools(List.of(tool(ToolV2Function.builder()
                                .name("today")
                                .parameters(Map.of("type", "object", "properties", Map.of()))
                                .build()))));
        cat("tool choice auto", b -> {});
        cat("tool choice none", b -> b.toolChoice(V2ChatRequestToolChoice.NONE));
        cat("tool choice required", b -> b.toolChoice(V2ChatRequestToolChoice.REQUIRED));
        // one tool must be called, and there is but one
        cat("tool choice by name", b -> b.toolChoice(V2ChatRequestToolChoice.REQUIRED));
        all.put(
                "tool results",
                b -> b.tools(List.of(lookup()))
                        .messages(List.of(
                                user("Look up cat."),
                                ChatMessageV2.assistant(AssistantMessage.builder()
                                        .toolCalls(List.of(used("call0cat1", "cat"), used("call0dog1", "dog")))
                                        .build()),
                                result("call0cat1", "a cat"),
                                result("call0dog1", "a dog"))));
        all.put(
                "text before tool calls",
                b -> b.tools(List.of(lookup()))
                        .messages(List.of(
                                user("Look up cat."),
                                ChatMessageV2.assistant(AssistantMessage.builder()
                                        .content(AssistantMessageV2Content.of("I look it up."))
                                        .toolCalls(List.of(used("call0cat1", "cat")))
                                        .build()),
                                result("call0cat1", "a cat"))));
    }

    private void formats() {
        format("any json", JsonResponseFormatV2.builder().build());
        format(
                "json of a schema",
                JsonResponseFormatV2.builder().jsonSchema(Asks.PRIME).build());
        format(
                "described json of a schema",
                JsonResponseFormatV2.builder().jsonSchema(Asks.PRIME).build());
    }

    private void format(String name, JsonResponseFormatV2 format) {
        all.put(
                name,
                b -> b.messages(List.of(user("A prime as JSON."))).responseFormat(ResponseFormatV2.jsonObject(format)));
    }

    private void media() {
        String data = "data:image/png;base64," + Base64.getEncoder().encodeToString(Asks.PNG);
        see("picture", ImageUrl.builder().url(data).build());
        see(
                "picture at an address",
                ImageUrl.builder()
                        .url("https://example.org/cat.png")
                        .detail(ImageUrlDetail.LOW)
                        .build());
    }

    private void see(String name, ImageUrl picture) {
        Content shown =
                Content.imageUrl(ImageContent.builder().imageUrl(picture).build());
        all.put(name, b -> b.messages(List.of(user(text("What is this?"), shown))));
    }

    private void prime(String name, Consumer<V2ChatRequest._FinalStage> more) {
        all.put(name, b -> more.accept(b.messages(List.of(user("Name a prime.")))));
    }

    private void cat(String name, Consumer<V2ChatRequest._FinalStage> more) {
        all.put(name, b -> more.accept(b.messages(List.of(user("Look up cat."))).tools(List.of(lookup()))));
    }

    private static ToolV2 lookup() {
        return tool(ToolV2Function.builder()
                .name("lookup")
                .parameters(Asks.WORD)
                .description("Looks a word up.")
                .build());
    }

    private static ToolV2 tool(ToolV2Function function) {
        return ToolV2.builder().function(function).build();
    }

    private static ChatMessageV2 user(String text) {
        return ChatMessageV2.user(
                UserMessageV2.builder().content(UserMessageV2Content.of(text)).build());
    }

    private static ChatMessageV2 user(Content... parts) {
        return ChatMessageV2.user(UserMessageV2.builder()
                .content(UserMessageV2Content.of(List.of(parts)))
                .build());
    }

    private static Content text(String text) {
        return Content.text(ChatTextContent.builder().text(text).build());
    }

    private static ToolCallV2 used(String id, String word) {
        return ToolCallV2.builder()
                .id(id)
                .function(ToolCallV2Function.builder()
                        .name("lookup")
                        .arguments("{\"word\":\"" + word + "\"}")
                        .build())
                .build();
    }

    private static ChatMessageV2 result(String id, String content) {
        return ChatMessageV2.tool(ToolMessageV2.builder()
                .toolCallId(id)
                .content(ToolMessageV2Content.of(content))
                .build());
    }

    private V2ChatRequest params(Ask ask) {
        V2ChatRequest._FinalStage builder = V2ChatRequest.builder().model(COMMAND);
        all.get(ask.name()).accept(builder);
        return builder.build();
    }

    /** The SDK has a type of its own for requests of streams. */
    private static V2ChatStreamRequest streaming(V2ChatRequest whole) {
        try {
            ObjectNode said = ObjectMappers.JSON_MAPPER.valueToTree(whole);
            said.remove("stream");
            return ObjectMappers.JSON_MAPPER.treeToValue(said, V2ChatStreamRequest.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Heard whole(Ask ask) {
        return heard(client.v2().chat(params(ask)));
    }

    @Override
    public Heard streamed(Ask ask) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        Map<Integer, String> names = new TreeMap<>();
        Map<Integer, StringBuilder> arguments = new TreeMap<>();
        List<Heard> end = new ArrayList<>();
        for (V2ChatStreamResponse event : client.v2().chatStream(streaming(params(ask)))) {
            event.getContentDelta().flatMap(CoherePeer::content).ifPresent(content -> {
                content.getText().ifPresent(text::append);
                content.getThinking().ifPresent(thoughts::append);
            });
            event.getToolCallStart().ifPresent(start -> {
                ToolCallV2Function function = start.getDelta()
                        .orElseThrow()
                        .getMessage()
                        .orElseThrow()
                        .getToolCalls()
                        .orElseThrow()
                        .getFunction()
                        .orElseThrow();
                names.put(start.getIndex().orElse(0), function.getName().orElseThrow());
                arguments.put(
                        start.getIndex().orElse(0),
                        new StringBuilder(function.getArguments().orElse("")));
            });
            event.getToolCallDelta()
                    .ifPresent(delta -> arguments
                            .get(delta.getIndex().orElse(0))
                            .append(delta.getDelta()
                                    .flatMap(it -> it.getMessage())
                                    .flatMap(it -> it.getToolCalls())
                                    .flatMap(it -> it.getFunction())
                                    .flatMap(it -> it.getArguments())
                                    .orElse("")));
            event.getMessageEnd().ifPresent(over -> {
                List<Heard.Call> calls = new ArrayList<>();
                names.forEach((index, name) ->
                        calls.add(Heard.Call.of(name, arguments.get(index).toString())));
                end.add(heard(
                        text.toString(),
                        thoughts.toString(),
                        calls,
                        over.getDelta()
                                .orElseThrow()
                                .getFinishReason()
                                .orElseThrow()
                                .toString(),
                        over.getDelta().orElseThrow().getUsage()));
            });
        }
        return end.get(0);
    }

    private static Optional<com.cohere.api.types.ChatContentDeltaEventDeltaMessageContent> content(
            ChatContentDeltaEvent event) {
        return event.getDelta().flatMap(it -> it.getMessage()).flatMap(it -> it.getContent());
    }

    @Override
    public Heard roundTrip(Ask ask, List<String> results) {
        V2ChatRequest first = params(ask);
        AssistantMessageResponse answer = client.v2().chat(first).getMessage();
        List<ChatMessageV2> turns = new ArrayList<>(first.getMessages());
        List<ToolCallV2> calls = answer.getToolCalls().orElseThrow();
        turns.add(ChatMessageV2.assistant(AssistantMessage.builder()
                .toolCalls(calls)
                .toolPlan(answer.getToolPlan())
                .content(answer.getContent().map(CoherePeer::back))
                .build()));
        for (int i = 0; i < results.size(); i++) {
            turns.add(result(calls.get(i).getId(), results.get(i)));
        }
        return heard(client.v2()
                .chat(V2ChatRequest.builder()
                        .model(COMMAND)
                        .tools(first.getTools())
                        .messages(turns)
                        .build()));
    }

    private static AssistantMessageV2Content back(List<AssistantMessageResponseContentItem> items) {
        return AssistantMessageV2Content.of(items.stream()
                .map(item -> item.getText()
                        .map(AssistantMessageV2ContentItem::text)
                        .orElseGet(() -> AssistantMessageV2ContentItem.thinking(
                                item.getThinking().orElseThrow())))
                .toList());
    }

    @Override
    public void breakOff(Ask ask) throws IOException {
        try (Stream<V2ChatStreamResponse> stream =
                (Stream<V2ChatStreamResponse>) client.v2().chatStream(streaming(params(ask)))) {
            stream.iterator().next();
        }
    }

    /** Some recorded streams end without the mark that this SDK takes for a broken event, and says so. */
    @Override
    public Reply reply(Ask ask) {
        return Peer.super.reply(ask).withoutDone();
    }

    @Override
    public String inputType() {
        return "search_document";
    }

    @Override
    public List<float[]> vectors(List<String> texts) {
        return client
                .v2()
                .embed(V2EmbedRequest.builder()
                        .model(EMBEDDER)
                        .inputType(EmbedInputType.SEARCH_DOCUMENT)
                        .texts(texts)
                        .embeddingTypes(List.of(EmbeddingType.FLOAT))
                        .build())
                .getEmbeddings()
                .getFloat()
                .orElseThrow()
                .stream()
                .map(GooglePeer::floats)
                .toList();
    }

    private static Heard heard(V2ChatResponse answer) {
        AssistantMessageResponse message = answer.getMessage();
        List<AssistantMessageResponseContentItem> content = message.getContent().orElse(List.of());
        return heard(
                content.stream()
                        .flatMap(item -> item.getText().stream())
                        .map(ChatTextContent::getText)
                        .collect(Collectors.joining()),
                content.stream()
                        .flatMap(item -> item.getThinking().stream())
                        .map(thought -> thought.getThinking())
                        .collect(Collectors.joining()),
                message.getToolCalls().orElse(List.of()).stream()
                        .map(call -> call.getFunction().orElseThrow())
                        .map(function -> Heard.Call.of(
                                function.getName().orElseThrow(),
                                function.getArguments().orElseThrow()))
                        .toList(),
                answer.getFinishReason().toString(),
                answer.getUsage());
    }

    /** What is billed counts to us; the count of tokens has the provider's own templates in it. */
    private static Heard heard(
            String text, String thoughts, List<Heard.Call> calls, String finish, Optional<Usage> told) {
        UsageBilledUnits billed = told.orElseThrow().getBilledUnits().orElseThrow();
        return new Heard(
                List.of(text),
                thoughts,
                calls,
                finish,
                billed.getInputTokens().orElseThrow().longValue(),
                billed.getOutputTokens().orElseThrow().longValue(),
                0);
    }

    @Override
    public @Nullable Integer status(Throwable thrown) {
        return thrown instanceof CohereApiException told ? told.statusCode() : null;
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
