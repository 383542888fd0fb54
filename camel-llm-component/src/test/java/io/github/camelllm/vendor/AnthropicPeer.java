/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.DocumentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Metadata;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.ThinkingConfigDisabled;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceAny;
import com.anthropic.models.messages.ToolChoiceAuto;
import com.anthropic.models.messages.ToolChoiceNone;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.messages.ToolUseBlockParam;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Anthropic's SDK. */
final class AnthropicPeer implements Peer {

    private static final String CLAUDE = "claude-sonnet-4-6";
    /** The wire wants a limit; ours is the profile's. */
    private static final long LIMIT = 16_384;

    private final AnthropicClient client;
    private final Map<String, Consumer<MessageCreateParams.Builder>> all = new LinkedHashMap<>();

    AnthropicPeer(String baseUrl, String key) {
        client = AnthropicOkHttpClient.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .maxRetries(0)
                .build();
        conversations();
        settings();
        tools();
        formats();
        media();
        thoughts();
    }

    @Override
    public Id id() {
        return new Id(
                "anthropic",
                "anthropic",
                null,
                null,
                Map.of(Ask.Model.CHAT, CLAUDE, Ask.Model.REASONING, CLAUDE),
                null,
                "max_tokens",
                List.of("x-api-key", "Authorization", "anthropic-version", "Content-Type"),
                "com.anthropic:anthropic-java:3.12.0");
    }

    @Override
    public Set<String> names() {
        return all.keySet();
    }

    @Override
    public Map<String, String> leftOut() {
        String version = "gone from the version 2026-10-21 of the API, which the SDK speaks; we speak 2023-06-01";
        return Map.of(
                "temperature", version,
                "temperature of a half", version,
                "top p", version,
                "top k", version,
                "option of the provider", version,
                "refusal", "a refusal is an error to us");
    }

    private void conversations() {
        prime("plain", b -> {});
        all.put(
                "instructions and turns",
                b -> b.system("Be brief.")
                        .addUserMessage("Name a prime.")
                        .addAssistantMessage("Two.")
                        .addUserMessage("Another. Grüße, 世界 🐪 \"quoted\" \\ \u0001"));
        all.put(
                "several texts",
                b -> b.addUserMessageOfContentBlockParams(List.of(text("Name a prime."), text("Be brief."))));
        prime("counted tokens", b -> {});
        prime("citation", b -> {});
    }

    private void settings() {
        prime("token limit", b -> b.maxTokens(64));
        prime("one stop text", b -> b.stopSequences(List.of("END")));
        prime("stop texts", b -> b.stopSequences(List.of("END", ".")));
        prime("end user", b -> b.metadata(Metadata.builder().userId("tenant-1").build()));
        prime("service tier", b -> b.serviceTier(MessageCreateParams.ServiceTier.AUTO));
    }

    private void tools() {
        cat("tool", b -> {});
        cat("parallel tool calls", b -> {});
        all.put(
                "strict tool",
                b -> b.addUserMessage("Look up cat.")
                        .addTool(lookup().strict(true).build()));
        all.put(
                "tool without parameters",
                b -> b.addUserMessage("Look up cat.")
                        .addTool(Tool.builder()
                                .name("today")
                                .inputSchema(schema(Map.of("type", "object", "properties", Map.of())))
                                .build()));
        cat("tool choice auto", b -> b.toolChoice(ToolChoiceAuto.builder().build()));
        cat("tool choice none", b -> b.toolChoice(ToolChoiceNone.builder().build()));
        cat("tool choice required", b -> b.toolChoice(ToolChoiceAny.builder().build()));
        cat("tool choice by name", b -> b.toolToolChoice("lookup"));
        cat(
                "one tool at a time",
                b -> b.toolChoice(
                        ToolChoiceAuto.builder().disableParallelToolUse(true).build()));
        cat(
                "tool results",
                b -> b.addAssistantMessageOfContentBlockParams(
                                List.of(used("call0cat1", "cat"), used("call0dog1", "dog")))
                        .addUserMessageOfContentBlockParams(
                                List.of(result("call0cat1", "a cat"), result("call0dog1", "a dog"))));
        cat(
                "text before tool calls",
                b -> b.addAssistantMessageOfContentBlockParams(List.of(text("I look it up."), used("call0cat1", "cat")))
                        .addUserMessageOfContentBlockParams(List.of(result("call0cat1", "a cat"))));
    }

    private void formats() {
        format("json of a schema", Asks.PRIME);
        Map<String, Object> described = new LinkedHashMap<>(Asks.PRIME);
        described.put("description", "a prime");
        format("described json of a schema", described);
    }

    private void format(String name, Map<String, Object> schema) {
        JsonOutputFormat.Schema.Builder form = JsonOutputFormat.Schema.builder();
        schema.forEach((member, value) -> form.putAdditionalProperty(member, JsonValue.from(value)));
        JsonOutputFormat format =
                JsonOutputFormat.builder().schema(form.build()).build();
        all.put(
                name,
                b -> b.addUserMessage("A prime as JSON.")
                        .outputConfig(OutputConfig.builder().format(format).build()));
    }

    private void media() {
        see(
                "picture",
                ImageBlockParam.builder()
                        .source(Base64ImageSource.builder()
                                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                                .data(base64(Asks.PNG))
                                .build())
                        .build());
        see(
                "picture at an address",
                ImageBlockParam.builder()
                        .urlSource("https://example.org/cat.png")
                        .build());
        all.put(
                "document",
                b -> b.addUserMessageOfContentBlockParams(List.of(
                        text("What is this?"),
                        ContentBlockParam.ofDocument(DocumentBlockParam.builder()
                                .base64Source(base64(Asks.PDF))
                                .title("a.pdf")
                                .build()))));
    }

    private void see(String name, ImageBlockParam picture) {
        all.put(
                name,
                b -> b.addUserMessageOfContentBlockParams(
                        List.of(text("What is this?"), ContentBlockParam.ofImage(picture))));
    }

    private void thoughts() {
        prime(
                "reasoning effort none",
                b -> b.thinking(ThinkingConfigDisabled.builder().build()));
        for (OutputConfig.Effort effort : List.of(OutputConfig.Effort.LOW, OutputConfig.Effort.HIGH)) {
            prime(
                    "reasoning effort " + effort.asString(),
                    b -> b.thinking(ThinkingConfigAdaptive.builder().build())
                            .outputConfig(OutputConfig.builder().effort(effort).build()));
        }
    }

    private void prime(String name, Consumer<MessageCreateParams.Builder> more) {
        all.put(name, b -> more.accept(b.addUserMessage("Name a prime.")));
    }

    private void cat(String name, Consumer<MessageCreateParams.Builder> more) {
        all.put(name, b -> more.accept(b.addUserMessage("Look up cat.").addTool(lookup().build())));
    }

    private static Tool.Builder lookup() {
        return Tool.builder().name("lookup").description("Looks a word up.").inputSchema(schema(Asks.WORD));
    }

    private static Tool.InputSchema schema(Map<String, Object> schema) {
        Tool.InputSchema.Builder builder = Tool.InputSchema.builder();
        schema.forEach((member, value) -> builder.putAdditionalProperty(member, JsonValue.from(value)));
        return builder.build();
    }

    private static ContentBlockParam text(String text) {
        return ContentBlockParam.ofText(TextBlockParam.builder().text(text).build());
    }

    private static ContentBlockParam used(String id, String word) {
        return ContentBlockParam.ofToolUse(ToolUseBlockParam.builder()
                .id(id)
                .name("lookup")
                .input(ToolUseBlockParam.Input.builder()
                        .putAdditionalProperty("word", JsonValue.from(word))
                        .build())
                .build());
    }

    private static ContentBlockParam result(String id, String content) {
        return ContentBlockParam.ofToolResult(
                ToolResultBlockParam.builder().toolUseId(id).content(content).build());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private MessageCreateParams.Builder params(Ask ask) {
        MessageCreateParams.Builder builder =
                MessageCreateParams.builder().model(CLAUDE).maxTokens(LIMIT);
        all.get(ask.name()).accept(builder);
        return builder;
    }

    @Override
    public Heard whole(Ask ask) {
        return heard(client.messages().create(params(ask).build()).validate());
    }

    @Override
    public Heard streamed(Ask ask) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream =
                client.messages().createStreaming(params(ask).build())) {
            stream.stream().forEach(event -> whole.accumulate(event.validate()));
        }
        return heard(whole.message());
    }

    @Override
    public Heard roundTrip(Ask ask, List<String> results) {
        MessageCreateParams.Builder params = params(ask);
        Message answer = client.messages().create(params.build());
        List<ContentBlockParam> blocks = new ArrayList<>();
        List<ToolUseBlock> calls = answer.content().stream()
                .flatMap(block -> block.toolUse().stream())
                .toList();
        for (int i = 0; i < results.size(); i++) {
            blocks.add(result(calls.get(i).id(), results.get(i)));
        }
        return heard(client.messages()
                .create(params.addMessage(answer)
                        .addUserMessageOfContentBlockParams(blocks)
                        .build()));
    }

    @Override
    public void breakOff(Ask ask) {
        try (StreamResponse<RawMessageStreamEvent> stream =
                client.messages().createStreaming(params(ask).build())) {
            assertThat(stream.stream().findFirst()).isPresent();
        }
    }

    private static Heard heard(Message message) {
        return new Heard(
                List.of(message.content().stream()
                        .flatMap(block -> block.text().stream())
                        .map(text -> text.text())
                        .collect(Collectors.joining())),
                message.content().stream()
                        .flatMap(block -> block.thinking().stream())
                        .map(thought -> thought.thinking())
                        .collect(Collectors.joining()),
                message.content().stream()
                        .flatMap(block -> block.toolUse().stream())
                        .map(call -> new Heard.Call(call.name(), call._input().convert(JsonNode.class)))
                        .toList(),
                message.stopReason().orElseThrow().asString(),
                message.usage().inputTokens()
                        + message.usage().cacheReadInputTokens().orElse(0L)
                        + message.usage().cacheCreationInputTokens().orElse(0L),
                message.usage().outputTokens(),
                message.usage().cacheReadInputTokens().orElse(0L));
    }

    @Override
    public @Nullable Integer status(Throwable thrown) {
        return thrown instanceof AnthropicServiceException told ? told.statusCode() : null;
    }

    @Override
    public void close() {
        client.close();
    }
}
