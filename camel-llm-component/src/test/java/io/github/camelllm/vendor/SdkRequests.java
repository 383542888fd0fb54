/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionAudioParam;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartInputAudio;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The neutral requests, said once more by hand in the vendor's SDK. */
final class SdkRequests {

    private final Map<String, Consumer<ChatCompletionCreateParams.Builder>> all = new LinkedHashMap<>();

    SdkRequests() {
        conversations();
        sampling();
        labels();
        tools();
        formats();
        media();
        reasoning();
    }

    Set<String> names() {
        return all.keySet();
    }

    ChatCompletionCreateParams whole(Ask ask) {
        ChatCompletionCreateParams.Builder builder = ChatCompletionCreateParams.builder()
                .model(Vendor.OPENAI.models().get(ask.model()));
        all.get(ask.name()).accept(builder);
        return builder.build();
    }

    ChatCompletionCreateParams streamed(Ask ask) {
        return whole(ask).toBuilder()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
    }

    private void conversations() {
        prime("plain", b -> {});
        all.put(
                "instructions and turns",
                b -> b.addSystemMessage("Be brief.")
                        .addUserMessage("Name a prime.")
                        .addAssistantMessage("Two.")
                        .addUserMessage("Another. Grüße, 世界 🐪 \"quoted\" \\ \u0001"));
        all.put(
                "several texts",
                b -> b.addUserMessageOfArrayOfContentParts(List.of(text("Name a prime."), text("Be brief."))));
        prime("counted tokens", b -> {});
    }

    @SuppressWarnings("deprecation") // the seed is old, not gone
    private void sampling() {
        prime("temperature", b -> b.temperature(0.0));
        prime("temperature of a half", b -> b.temperature(0.5));
        prime("top p", b -> b.topP(0.25));
        prime("token limit", b -> b.maxCompletionTokens(64));
        prime("one stop text", b -> b.stopOfStrings(List.of("END")));
        prime("stop texts", b -> b.stopOfStrings(List.of("END", ".")));
        prime("seed", b -> b.seed(42));
        prime("penalties", b -> b.frequencyPenalty(0.5).presencePenalty(-0.5));
        prime("two answers", b -> b.n(2));
        prime("log probabilities", b -> b.logprobs(true).topLogprobs(2));
    }

    private void labels() {
        prime("end user", b -> b.safetyIdentifier("tenant-1"));
        prime(
                "metadata",
                b -> b.metadata(ChatCompletionCreateParams.Metadata.builder()
                        .putAdditionalProperty("team", JsonValue.from("support"))
                        .putAdditionalProperty("ticket", JsonValue.from("7"))
                        .build()));
        prime("service tier", b -> b.serviceTier(ChatCompletionCreateParams.ServiceTier.AUTO));
        prime("prompt cache key", b -> b.promptCacheKey("tickets"));
        prime("option of the provider", b -> b.temperature(1.0));
        prime("citation", b -> {});
    }

    private void tools() {
        cat("tool", b -> b.addFunctionTool(lookup().build()));
        cat("parallel tool calls", b -> b.addFunctionTool(lookup().build()));
        cat("strict tool", b -> b.addFunctionTool(lookup().strict(true).build()));
        cat(
                "tool without parameters",
                b -> b.addFunctionTool(FunctionDefinition.builder()
                        .name("today")
                        .parameters(parameters(Map.of("type", "object", "properties", Map.of())))
                        .build()));
        cat("tool choice auto", b -> choose(b, ChatCompletionToolChoiceOption.Auto.AUTO));
        cat("tool choice none", b -> choose(b, ChatCompletionToolChoiceOption.Auto.NONE));
        cat("tool choice required", b -> choose(b, ChatCompletionToolChoiceOption.Auto.REQUIRED));
        cat(
                "tool choice by name",
                b -> b.addFunctionTool(lookup().build())
                        .toolChoice(ChatCompletionNamedToolChoice.builder()
                                .function(ChatCompletionNamedToolChoice.Function.builder()
                                        .name("lookup")
                                        .build())
                                .build()));
        cat("one tool at a time", b -> b.addFunctionTool(lookup().build()).parallelToolCalls(false));
        cat(
                "tool results",
                b -> b.addFunctionTool(lookup().build())
                        .addMessage(ChatCompletionAssistantMessageParam.builder()
                                .content(Optional.empty())
                                .addToolCall(call("call0cat1", "cat"))
                                .addToolCall(call("call0dog1", "dog"))
                                .build())
                        .addMessage(result("call0cat1", "a cat"))
                        .addMessage(result("call0dog1", "a dog")));
        cat(
                "text before tool calls",
                b -> b.addFunctionTool(lookup().build())
                        .addMessage(ChatCompletionAssistantMessageParam.builder()
                                .content("I look it up.")
                                .addToolCall(call("call0cat1", "cat"))
                                .build())
                        .addMessage(result("call0cat1", "a cat")));
    }

    private void formats() {
        all.put(
                "any json",
                b -> b.addUserMessage("A prime as JSON.")
                        .responseFormat(ResponseFormatJsonObject.builder().build()));
        all.put(
                "json of a schema",
                b -> b.addUserMessage("A prime as JSON.")
                        .jsonSchemaResponseFormat(schema().strict(true).build()));
        all.put(
                "described json of a schema",
                b -> b.addUserMessage("A prime as JSON.")
                        .jsonSchemaResponseFormat(
                                schema().description("a prime").build()));
        all.put(
                "refusal",
                b -> b.addUserMessage("A secret as JSON.")
                        .jsonSchemaResponseFormat(schema().strict(true).build()));
    }

    private void media() {
        see("picture", picture("data:image/png;base64," + base64(Asks.PNG)));
        see(
                "picture at an address",
                ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                        .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                .url("https://example.org/cat.png")
                                .detail(ChatCompletionContentPartImage.ImageUrl.Detail.LOW)
                                .build())
                        .build()));
        see(
                "sound",
                ChatCompletionContentPart.ofInputAudio(ChatCompletionContentPartInputAudio.builder()
                        .inputAudio(ChatCompletionContentPartInputAudio.InputAudio.builder()
                                .data(base64(Asks.WAV))
                                .format(ChatCompletionContentPartInputAudio.InputAudio.Format.WAV)
                                .build())
                        .build()));
        see(
                "document",
                ChatCompletionContentPart.ofFile(ChatCompletionContentPart.File.builder()
                        .file(ChatCompletionContentPart.File.FileObject.builder()
                                .fileData("data:application/pdf;base64," + base64(Asks.PDF))
                                .filename("a.pdf")
                                .build())
                        .build()));
        prime(
                "spoken answer",
                b -> b.addModality(ChatCompletionCreateParams.Modality.TEXT)
                        .addModality(ChatCompletionCreateParams.Modality.AUDIO)
                        .audio(ChatCompletionAudioParam.builder()
                                .voice("alloy")
                                .format(ChatCompletionAudioParam.Format.WAV)
                                .build()));
    }

    private void reasoning() {
        prime("reasoning effort none", b -> b.reasoningEffort(ReasoningEffort.NONE));
        prime("reasoning effort low", b -> b.reasoningEffort(ReasoningEffort.LOW));
        prime("reasoning effort high", b -> b.reasoningEffort(ReasoningEffort.HIGH));
    }

    private void prime(String name, Consumer<ChatCompletionCreateParams.Builder> settings) {
        asking(name, "Name a prime.", settings);
    }

    private void cat(String name, Consumer<ChatCompletionCreateParams.Builder> settings) {
        asking(name, "Look up cat.", settings);
    }

    private void asking(String name, String prompt, Consumer<ChatCompletionCreateParams.Builder> settings) {
        all.put(name, b -> settings.accept(b.addUserMessage(prompt)));
    }

    private void see(String name, ChatCompletionContentPart part) {
        all.put(name, b -> b.addUserMessageOfArrayOfContentParts(List.of(text("What is this?"), part)));
    }

    private static ChatCompletionContentPart text(String words) {
        return ChatCompletionContentPart.ofText(
                ChatCompletionContentPartText.builder().text(words).build());
    }

    private static ChatCompletionContentPart picture(String url) {
        return ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                        .url(url)
                        .build())
                .build());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void choose(ChatCompletionCreateParams.Builder builder, ChatCompletionToolChoiceOption.Auto choice) {
        builder.addFunctionTool(lookup().build()).toolChoice(choice);
    }

    private static FunctionDefinition.Builder lookup() {
        return FunctionDefinition.builder()
                .name("lookup")
                .description("Looks a word up.")
                .parameters(parameters(Asks.WORD));
    }

    private static FunctionParameters parameters(Map<String, Object> schema) {
        FunctionParameters.Builder parameters = FunctionParameters.builder();
        schema.forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        return parameters.build();
    }

    private static ChatCompletionMessageFunctionToolCall call(String id, String word) {
        return ChatCompletionMessageFunctionToolCall.builder()
                .id(id)
                .function(ChatCompletionMessageFunctionToolCall.Function.builder()
                        .name("lookup")
                        .arguments("{\"word\":\"" + word + "\"}")
                        .build())
                .build();
    }

    private static ChatCompletionToolMessageParam result(String id, String text) {
        return ChatCompletionToolMessageParam.builder()
                .toolCallId(id)
                .content(text)
                .build();
    }

    private static ResponseFormatJsonSchema.JsonSchema.Builder schema() {
        ResponseFormatJsonSchema.JsonSchema.Schema.Builder schema =
                ResponseFormatJsonSchema.JsonSchema.Schema.builder();
        Asks.PRIME.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        return ResponseFormatJsonSchema.JsonSchema.builder().name("prime").schema(schema.build());
    }
}
