/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputFile;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputText;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextConfig;
import com.openai.models.responses.ToolChoiceFunction;
import com.openai.models.responses.ToolChoiceOptions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** OpenAI's SDK with Responses. */
final class ResponsesPeer implements Peer {

    private static final String GPT = "gpt-4.1-mini";
    private static final String THINKER = "gpt-5.4-mini";

    private final OpenAIClient client;
    private final Map<String, Consumer<ResponseCreateParams.Builder>> all = new LinkedHashMap<>();

    ResponsesPeer(String baseUrl, String key) {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .maxRetries(0)
                .build();
        conversations();
        settings();
        tools();
        formats();
        media();
        for (ReasoningEffort effort : List.of(ReasoningEffort.NONE, ReasoningEffort.LOW, ReasoningEffort.HIGH)) {
            prime(
                    "reasoning effort " + effort.asString(),
                    b -> b.reasoning(Reasoning.builder().effort(effort).build()));
        }
    }

    @Override
    public Id id() {
        return new Id(
                "openai responses",
                "openai",
                "responses",
                null,
                Map.of(Ask.Model.CHAT, GPT, Ask.Model.REASONING, THINKER),
                null,
                "max_output_tokens",
                List.of("Authorization", "Content-Type"),
                Sdk.COORDINATES);
    }

    @Override
    public Set<String> names() {
        return all.keySet();
    }

    @Override
    public Map<String, String> leftOut() {
        return Map.of();
    }

    private void conversations() {
        prime("plain", b -> {});
        prime("counted tokens", b -> {});
        prime("citation", b -> {});
        turns(
                "instructions and turns",
                List.of(
                        said(EasyInputMessage.Role.USER, "Name a prime."),
                        said(EasyInputMessage.Role.ASSISTANT, "Two."),
                        said(EasyInputMessage.Role.USER, "Another. Grüße, 世界 🐪 \"quoted\" \\ \u0001")),
                b -> b.instructions("Be brief."));
        turns("several texts", List.of(user(text("Name a prime."), text("Be brief."))), b -> {});
    }

    private void settings() {
        prime("temperature", b -> b.temperature(0.0));
        prime("temperature of a half", b -> b.temperature(0.5));
        prime("option of the provider", b -> b.temperature(1.0));
        prime("top p", b -> b.topP(0.25));
        prime("token limit", b -> b.maxOutputTokens(64));
        prime("log probabilities", b -> b.topLogprobs(2).addInclude(ResponseIncludable.MESSAGE_OUTPUT_TEXT_LOGPROBS));
        prime("end user", b -> b.safetyIdentifier("tenant-1"));
        prime(
                "metadata",
                b -> b.metadata(ResponseCreateParams.Metadata.builder()
                        .putAdditionalProperty("team", JsonValue.from("support"))
                        .putAdditionalProperty("ticket", JsonValue.from("7"))
                        .build()));
        prime("service tier", b -> b.serviceTier(ResponseCreateParams.ServiceTier.AUTO));
        prime("prompt cache key", b -> b.promptCacheKey("tickets"));
    }

    private void tools() {
        cat("tool", b -> {});
        cat("parallel tool calls", b -> {});
        turns("strict tool", List.of(said(EasyInputMessage.Role.USER, "Look up cat.")), b -> b.addTool(lookup(true)));
        turns(
                "tool without parameters",
                List.of(said(EasyInputMessage.Role.USER, "Look up cat.")),
                b -> b.addTool(FunctionTool.builder()
                        .name("today")
                        .strict(false)
                        .parameters(parameters(Map.of("type", "object", "properties", Map.of())))
                        .build()));
        cat("tool choice auto", b -> b.toolChoice(ToolChoiceOptions.AUTO));
        cat("tool choice none", b -> b.toolChoice(ToolChoiceOptions.NONE));
        cat("tool choice required", b -> b.toolChoice(ToolChoiceOptions.REQUIRED));
        cat(
                "tool choice by name",
                b -> b.toolChoice(ToolChoiceFunction.builder().name("lookup").build()));
        cat("one tool at a time", b -> b.parallelToolCalls(false));
        turns(
                "tool results",
                List.of(
                        said(EasyInputMessage.Role.USER, "Look up cat."),
                        used("call0cat1", "cat"),
                        used("call0dog1", "dog"),
                        result("call0cat1", "a cat"),
                        result("call0dog1", "a dog")),
                b -> b.addTool(lookup(false)));
        turns(
                "text before tool calls",
                List.of(
                        said(EasyInputMessage.Role.USER, "Look up cat."),
                        said(EasyInputMessage.Role.ASSISTANT, "I look it up."),
                        used("call0cat1", "cat"),
                        result("call0cat1", "a cat")),
                b -> b.addTool(lookup(false)));
    }

    private void formats() {
        List<ResponseInputItem> asked = List.of(said(EasyInputMessage.Role.USER, "A prime as JSON."));
        turns(
                "any json",
                asked,
                b -> b.text(ResponseTextConfig.builder()
                        .format(ResponseFormatJsonObject.builder().build())
                        .build()));
        turns("json of a schema", asked, b -> b.text(schema(it -> it.strict(true))));
        turns("described json of a schema", asked, b -> b.text(schema(it -> it.description("a prime"))));
        turns(
                "refusal",
                List.of(said(EasyInputMessage.Role.USER, "A secret as JSON.")),
                b -> b.text(schema(it -> it.strict(true))));
    }

    private static ResponseTextConfig schema(Consumer<ResponseFormatTextJsonSchemaConfig.Builder> more) {
        ResponseFormatTextJsonSchemaConfig.Schema.Builder schema = ResponseFormatTextJsonSchemaConfig.Schema.builder();
        Asks.PRIME.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        ResponseFormatTextJsonSchemaConfig.Builder format =
                ResponseFormatTextJsonSchemaConfig.builder().name("prime").schema(schema.build());
        more.accept(format);
        return ResponseTextConfig.builder().format(format.build()).build();
    }

    private void media() {
        String png = Base64.getEncoder().encodeToString(Asks.PNG);
        String pdf = Base64.getEncoder().encodeToString(Asks.PDF);
        see(
                "picture",
                ResponseInputContent.ofInputImage(ResponseInputImage.builder()
                        .detail(ResponseInputImage.Detail.AUTO)
                        .imageUrl("data:image/png;base64," + png)
                        .build()));
        see(
                "picture at an address",
                ResponseInputContent.ofInputImage(ResponseInputImage.builder()
                        .detail(ResponseInputImage.Detail.LOW)
                        .imageUrl("https://example.org/cat.png")
                        .build()));
        see(
                "document",
                ResponseInputContent.ofInputFile(ResponseInputFile.builder()
                        .fileData("data:application/pdf;base64," + pdf)
                        .filename("a.pdf")
                        .build()));
    }

    private void see(String name, ResponseInputContent shown) {
        turns(name, List.of(user(text("What is this?"), shown)), b -> {});
    }

    private void prime(String name, Consumer<ResponseCreateParams.Builder> more) {
        turns(name, List.of(said(EasyInputMessage.Role.USER, "Name a prime.")), more);
    }

    private void cat(String name, Consumer<ResponseCreateParams.Builder> more) {
        turns(name, List.of(said(EasyInputMessage.Role.USER, "Look up cat.")), b -> {
            b.addTool(lookup(false));
            more.accept(b);
        });
    }

    private void turns(String name, List<ResponseInputItem> items, Consumer<ResponseCreateParams.Builder> more) {
        all.put(name, b -> {
            b.inputOfResponse(items).store(false);
            more.accept(b);
        });
    }

    private static FunctionTool lookup(boolean strict) {
        return FunctionTool.builder()
                .name("lookup")
                .description("Looks a word up.")
                .parameters(parameters(Asks.WORD))
                .strict(strict)
                .build();
    }

    private static FunctionTool.Parameters parameters(Map<String, Object> schema) {
        FunctionTool.Parameters.Builder builder = FunctionTool.Parameters.builder();
        schema.forEach((name, value) -> builder.putAdditionalProperty(name, JsonValue.from(value)));
        return builder.build();
    }

    private static ResponseInputItem said(EasyInputMessage.Role role, String text) {
        return ResponseInputItem.ofEasyInputMessage(
                EasyInputMessage.builder().role(role).content(text).build());
    }

    private static ResponseInputItem user(ResponseInputContent... content) {
        return ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .contentOfResponseInputMessageContentList(List.of(content))
                .build());
    }

    private static ResponseInputContent text(String text) {
        return ResponseInputContent.ofInputText(
                ResponseInputText.builder().text(text).build());
    }

    private static ResponseInputItem used(String id, String word) {
        return ResponseInputItem.ofFunctionCall(ResponseFunctionToolCall.builder()
                .callId(id)
                .name("lookup")
                .arguments("{\"word\":\"" + word + "\"}")
                .build());
    }

    private static ResponseInputItem result(String id, String content) {
        return ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                .callId(id)
                .output(content)
                .build());
    }

    private ResponseCreateParams params(Ask ask) {
        ResponseCreateParams.Builder builder =
                ResponseCreateParams.builder().model(ask.model() == Ask.Model.REASONING ? THINKER : GPT);
        if (ask.model() == Ask.Model.REASONING) {
            builder.addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT);
        }
        all.get(ask.name()).accept(builder);
        return builder.build();
    }

    @Override
    public Heard whole(Ask ask) {
        return heard(client.responses().create(params(ask)).validate());
    }

    @Override
    public Heard streamed(Ask ask) {
        ResponseAccumulator whole = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params(ask))) {
            stream.stream().forEach(event -> whole.accumulate(event.validate()));
        }
        return heard(whole.response());
    }

    @Override
    public Heard roundTrip(Ask ask, List<String> results) {
        ResponseCreateParams first = params(ask);
        Response answer = client.responses().create(first);
        List<ResponseInputItem> turns = new ArrayList<>();
        turns.add(said(EasyInputMessage.Role.USER, "Look up cat."));
        for (ResponseOutputItem item : answer.output()) {
            item.reasoning().map(ResponseInputItem::ofReasoning).ifPresent(turns::add);
            item.functionCall().map(ResponseInputItem::ofFunctionCall).ifPresent(turns::add);
        }
        List<ResponseFunctionToolCall> calls = answer.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .toList();
        for (int i = 0; i < results.size(); i++) {
            turns.add(result(calls.get(i).callId(), results.get(i)));
        }
        return heard(client.responses()
                .create(first.toBuilder().inputOfResponse(turns).build()));
    }

    @Override
    public void breakOff(Ask ask) {
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params(ask))) {
            assertThat(stream.stream().findFirst()).isPresent();
        }
    }

    private static Heard heard(Response answer) {
        return new Heard(
                List.of(answer.output().stream()
                        .flatMap(item -> item.message().stream())
                        .flatMap(message -> message.content().stream())
                        .flatMap(part -> part.outputText().stream())
                        .map(text -> text.text())
                        .collect(Collectors.joining())),
                answer.output().stream()
                        .flatMap(item -> item.reasoning().stream())
                        .flatMap(item -> item.summary().stream())
                        .map(summary -> summary.text())
                        .collect(Collectors.joining()),
                answer.output().stream()
                        .flatMap(item -> item.functionCall().stream())
                        .map(call -> Heard.Call.of(call.name(), call.arguments()))
                        .toList(),
                answer.incompleteDetails()
                        .flatMap(details -> details.reason())
                        .map(reason -> reason.asString())
                        .orElseGet(() -> answer.status().orElseThrow().asString()),
                answer.usage().orElseThrow().inputTokens(),
                answer.usage().orElseThrow().outputTokens(),
                answer.usage().orElseThrow().inputTokensDetails().cachedTokens());
    }

    @Override
    public @Nullable Integer status(Throwable thrown) {
        return thrown instanceof OpenAIServiceException told ? told.statusCode() : null;
    }

    @Override
    public void close() {
        client.close();
    }
}
