/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static io.github.camelllm.evidence.Capability.CACHED_TOKENS;
import static io.github.camelllm.evidence.Capability.CHAT;
import static io.github.camelllm.evidence.Capability.IMAGE_INPUT;
import static io.github.camelllm.evidence.Capability.JSON_OBJECT;
import static io.github.camelllm.evidence.Capability.JSON_SCHEMA;
import static io.github.camelllm.evidence.Capability.REASONING;
import static io.github.camelllm.evidence.Capability.TOOLS;
import static io.github.camelllm.evidence.Capability.USAGE;

import io.github.camelllm.evidence.Capability;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.Tokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Neutral requests for everything that a chat can ask for. */
final class Asks {

    static final Map<String, Object> PRIME = Map.of(
            "type",
            "object",
            "properties",
            Map.of("prime", Map.of("type", "integer")),
            "required",
            List.of("prime"),
            "additionalProperties",
            false);

    static final Map<String, Object> WORD = Map.of(
            "type",
            "object",
            "properties",
            Map.of("word", Map.of("type", "string")),
            "required",
            List.of("word"),
            "additionalProperties",
            false);

    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    static final byte[] WAV = {'R', 'I', 'F', 'F'};
    static final byte[] PDF = {'%', 'P', 'D', 'F'};

    private final List<Ask> all = new ArrayList<>();

    private Asks() {}

    static List<Ask> all() {
        Asks asks = new Asks();
        asks.conversations();
        asks.sampling();
        asks.labels();
        asks.tools();
        asks.formats();
        asks.answers();
        asks.media();
        asks.reasoning();
        return List.copyOf(asks.all);
    }

    static Ask named(String name) {
        return all().stream()
                .filter(ask -> ask.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no request '" + name + "'"));
    }

    private void conversations() {
        add("plain", prime(), "/messages/0/content", CHAT);
        add(
                "instructions and turns",
                ChatRequest.builder()
                        .system("Be brief.")
                        .user("Name a prime.")
                        .message(Message.assistant("Two."))
                        .user("Another. Grüße, 世界 🐪 \"quoted\" \\ \u0001"),
                "/messages/3/content",
                CHAT);
        add(
                "several texts",
                ChatRequest.builder().message(Message.user(Part.text("Name a prime."), Part.text("Be brief."))),
                "/messages/0/content",
                CHAT);
        add(
                "counted tokens",
                prime(),
                Reply.text("Two.").usage(Tokens.of(2000, 30).withCached(1024).withReasoning(10)),
                "/messages",
                CACHED_TOKENS);
    }

    private void sampling() {
        add("temperature", prime().temperature(0.0), "/temperature", CHAT);
        add("temperature of a half", prime().temperature(0.5), "/temperature", CHAT);
        add("top p", set(sampled(null, 0.25, List.of(), null, null, null, null, null)), "/top_p", CHAT);
        add("top k", set(new Sampling(null, null, 7, null, List.of(), null, null, null, null, null)), "/top_k", CHAT);
        add("token limit", prime().maxTokens(64), Reply.text("Two is").finish("length"), "/messages", USAGE);
        add("one stop text", set(sampled(null, null, List.of("END"), null, null, null, null, null)), "/stop", CHAT);
        add("stop texts", set(sampled(null, null, List.of("END", "."), null, null, null, null, null)), "/stop", CHAT);
        add("seed", set(sampled(null, null, List.of(), 42L, null, null, null, null)), "/seed", CHAT);
        add("penalties", set(sampled(null, null, List.of(), null, 0.5, -0.5, null, null)), "/frequency_penalty", CHAT);
        add(
                "two answers",
                set(sampled(null, null, List.of(), null, null, null, 2, null)),
                Reply.text("Two.").alternatives("Three."),
                "/n",
                CHAT);
        add("log probabilities", set(sampled(null, null, List.of(), null, null, null, null, 2)), "/logprobs", CHAT);
    }

    private void labels() {
        add("end user", prime().endUser("tenant-1"), "/messages", CHAT);
        add("metadata", prime().metadata(Map.of("team", "support", "ticket", "7")), "/metadata", CHAT);
        add("service tier", prime().serviceTier("auto"), "/service_tier", CHAT);
        add("prompt cache key", prime().promptCacheKey("tickets"), "/prompt_cache_key", CHAT);
        add("option of the provider", prime().providerOptions(Map.of("temperature", 1)), "/temperature", CHAT);
    }

    private void tools() {
        Reply call = Reply.toolCall("lookup", "{\"word\":\"cat\"}");
        String first = "/tools/0/function/name";
        add("tool", tool(), call, first, TOOLS);
        add("parallel tool calls", tool(), call.andToolCall("lookup", "{\"word\":\"dog\"}"), first, TOOLS);
        add("strict tool", cat().tool(lookup(true)), call, first, TOOLS);
        add(
                "tool without parameters",
                cat().tool(new ToolSpec("today", null, Map.of(), null)),
                Reply.toolCall("today", "{}"),
                first,
                TOOLS);
        add("tool choice auto", tool().toolChoice(ToolChoice.AUTO), call, "/tool_choice", TOOLS);
        add("tool choice none", tool().toolChoice(ToolChoice.NONE), Reply.text("An animal."), "/tool_choice", TOOLS);
        add("tool choice required", tool().toolChoice(ToolChoice.REQUIRED), call, "/tool_choice", TOOLS);
        add("tool choice by name", tool().toolChoice(ToolChoice.tool("lookup")), call, "/tool_choice", TOOLS);
        add("one tool at a time", tool().parallelTools(false), call, "/parallel_tool_calls", TOOLS);
        add(
                "tool results",
                tool().message(Message.assistant(List.of(
                                new Part.ToolCall("call0cat1", "lookup", "{\"word\":\"cat\"}"),
                                new Part.ToolCall("call0dog1", "lookup", "{\"word\":\"dog\"}"))))
                        .message(Message.toolResult("call0cat1", "a cat"))
                        .message(Message.toolResult("call0dog1", "a dog")),
                Reply.text("Both are animals."),
                "/messages/3/tool_call_id",
                TOOLS);
        add(
                "text before tool calls",
                tool().message(Message.assistant(List.of(
                                Part.text("I look it up."),
                                new Part.ToolCall("call0cat1", "lookup", "{\"word\":\"cat\"}"))))
                        .message(Message.toolResult("call0cat1", "a cat")),
                Reply.text("An animal."),
                "/messages/2/tool_call_id",
                TOOLS);
    }

    private void formats() {
        Reply json = Reply.text("{\"prime\":2}");
        add(
                "any json",
                ChatRequest.builder().user("A prime as JSON.").output(new OutputFormat.JsonObject()),
                json,
                "/response_format/type",
                JSON_OBJECT);
        add(
                "json of a schema",
                ChatRequest.builder()
                        .user("A prime as JSON.")
                        .output(new OutputFormat.JsonSchema("prime", PRIME, null, true)),
                json,
                "/response_format/type",
                JSON_SCHEMA);
        add(
                "described json of a schema",
                ChatRequest.builder()
                        .user("A prime as JSON.")
                        .output(new OutputFormat.JsonSchema("prime", PRIME, "a prime", null)),
                json,
                "/response_format/type",
                JSON_SCHEMA);
    }

    private void answers() {
        add(
                "refusal",
                ChatRequest.builder()
                        .user("A secret as JSON.")
                        .output(new OutputFormat.JsonSchema("prime", PRIME, null, true)),
                Reply.refusal("I cannot tell."),
                "/messages",
                CHAT);
        add(
                "citation",
                prime(),
                Reply.text("Two is a prime.").citing("https://example.org/primes", "Primes", "Two is one."),
                "/messages",
                CHAT);
        all.add(new Ask(
                "spoken answer",
                Ask.Model.VOICE,
                prime().providerOptions(Map.of(
                                "modalities",
                                List.of("text", "audio"),
                                "audio",
                                Map.of("voice", "alloy", "format", "wav")))
                        .build(),
                Reply.empty().audio(WAV, "Two."),
                "/audio/voice",
                CHAT));
    }

    private void media() {
        add("picture", see(new Part.Image(Media.of(PNG, "image/png"), null, null)), "/messages/0/content", IMAGE_INPUT);
        add(
                "picture at an address",
                see(new Part.Image(Media.at(URI.create("https://example.org/cat.png")), "low", null)),
                "/messages/0/content",
                IMAGE_INPUT);
        all.add(new Ask(
                "sound",
                Ask.Model.AUDIO,
                see(new Part.Audio(Media.of(WAV, "audio/wav"), null, null)).build(),
                Reply.text("A test."),
                "/messages/0/content",
                CHAT));
        add(
                "document",
                see(new Part.File(Media.of(PDF, "application/pdf").named("a.pdf"), null)),
                "/messages/0/content",
                CHAT);
    }

    private void reasoning() {
        for (ReasoningEffort effort : List.of(ReasoningEffort.NONE, ReasoningEffort.LOW, ReasoningEffort.HIGH)) {
            all.add(new Ask(
                    "reasoning effort " + effort.wireName(),
                    Ask.Model.REASONING,
                    prime().reasoning(new ReasoningSettings(effort, null, null)).build(),
                    Reply.text("Two.")
                            .reasoning("Small primes first.")
                            .usage(Tokens.of(11, 30).withReasoning(20)),
                    "/messages",
                    REASONING));
        }
    }

    private void add(String name, ChatRequest.Builder request, String at, Capability proves) {
        add(name, request, Reply.text("Two is a prime."), at, proves);
    }

    private void add(String name, ChatRequest.Builder request, Reply reply, String at, Capability proves) {
        all.add(new Ask(name, Ask.Model.CHAT, request.build(), reply, at, proves));
    }

    private static ChatRequest.Builder prime() {
        return ChatRequest.builder().user("Name a prime.");
    }

    private static ChatRequest.Builder set(Sampling sampling) {
        return prime().sampling(sampling);
    }

    private static ChatRequest.Builder cat() {
        return ChatRequest.builder().user("Look up cat.");
    }

    private static ChatRequest.Builder tool() {
        return cat().tool(lookup(null));
    }

    static ToolSpec lookup(@Nullable Boolean strict) {
        return new ToolSpec("lookup", "Looks a word up.", WORD, strict);
    }

    private static ChatRequest.Builder see(Part part) {
        return ChatRequest.builder().message(Message.user(Part.text("What is this?"), part));
    }

    private static Sampling sampled(
            @Nullable Double temperature,
            @Nullable Double topP,
            List<String> stop,
            @Nullable Long seed,
            @Nullable Double frequencyPenalty,
            @Nullable Double presencePenalty,
            @Nullable Integer n,
            @Nullable Integer topLogprobs) {
        return new Sampling(
                temperature, topP, null, null, stop, seed, frequencyPenalty, presencePenalty, n, topLogprobs);
    }
}
