/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.common.collect.ImmutableList;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionCallingConfig;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import com.google.genai.types.ToolConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Google's SDK, for the Gemini API and for Vertex AI. */
final class GooglePeer implements Peer {

    private static final String GEMINI = "gemini-2.5-flash";
    private static final String THINKER = "gemini-3.5-flash";

    private static final HttpRetryOptions ONCE =
            HttpRetryOptions.builder().attempts(1).build();

    private final Id id;
    private final Client client;
    private final Map<String, Twin> all = new LinkedHashMap<>();

    private GooglePeer(Id id, Client client) {
        this.id = id;
        this.client = client;
        conversations();
        settings();
        tools();
        formats();
        media();
        thoughts();
    }

    /** With the key of an API. */
    static Peer ofGemini(String baseUrl, String key) {
        return new GooglePeer(
                id("google-ai", "x-goog-api-key"),
                Client.builder()
                        .apiKey(key)
                        .httpOptions(HttpOptions.builder()
                                .baseUrl(baseUrl.replace("/v1beta", ""))
                                .apiVersion("v1beta")
                                .retryOptions(ONCE)
                                .build())
                        .build());
    }

    /** With a token of a cloud's account. */
    static Peer ofVertex(String baseUrl, String key) {
        Date late = Date.from(Instant.parse("2099-01-01T00:00:00Z"));
        GooglePeer peer = new GooglePeer(
                id("vertex-ai", "Authorization"),
                Client.builder()
                        .vertexAI(true)
                        .project("test-project")
                        .location("global")
                        .credentials(GoogleCredentials.create(new AccessToken(key, late)))
                        .httpOptions(HttpOptions.builder()
                                .baseUrl(baseUrl.replaceFirst("/v1/.*", ""))
                                .apiVersion("v1")
                                .retryOptions(ONCE)
                                .build())
                        .build());
        peer.prime("metadata", c -> c.labels(Map.of("team", "support", "ticket", "7")));
        return peer;
    }

    private static Id id(String provider, String login) {
        return new Id(
                provider,
                provider,
                null,
                null,
                Map.of(Ask.Model.CHAT, GEMINI, Ask.Model.REASONING, THINKER, Ask.Model.AUDIO, GEMINI),
                "gemini-embedding-001",
                "MAX_TOKENS",
                List.of(login, "Content-Type"),
                "com.google.genai:google-genai:1.70.0");
    }

    @Override
    public Id id() {
        return id;
    }

    @Override
    public Set<String> names() {
        return all.keySet();
    }

    @Override
    public Map<String, String> leftOut() {
        return Map.of(
                "option of the provider", "the option is OpenAI's",
                "service tier", "the tier is OpenAI's",
                "refusal", "a refusal is an error to us");
    }

    private void conversations() {
        prime("plain", c -> {});
        all.put(
                "instructions and turns",
                new Twin(
                        List.of(
                                user(Part.fromText("Name a prime.")),
                                model(Part.fromText("Two.")),
                                user(Part.fromText("Another. Grüße, 世界 🐪 \"quoted\" \\ \u0001"))),
                        c -> c.systemInstruction(Content.builder()
                                .parts(Part.fromText("Be brief."))
                                .build())));
        all.put(
                "several texts",
                new Twin(List.of(user(Part.fromText("Name a prime."), Part.fromText("Be brief."))), c -> {}));
        prime("counted tokens", c -> {});
        prime("citation", c -> {});
    }

    private void settings() {
        prime("temperature", c -> c.temperature(0f));
        prime("temperature of a half", c -> c.temperature(0.5f));
        prime("top p", c -> c.topP(0.25f));
        prime("top k", c -> c.topK(7f));
        prime("token limit", c -> c.maxOutputTokens(64));
        prime("one stop text", c -> c.stopSequences("END"));
        prime("stop texts", c -> c.stopSequences("END", "."));
        prime("seed", c -> c.seed(42));
        prime("penalties", c -> c.frequencyPenalty(0.5f).presencePenalty(-0.5f));
        prime("two answers", c -> c.candidateCount(2));
        prime("log probabilities", c -> c.responseLogprobs(true).logprobs(2));
    }

    private void tools() {
        cat("tool", c -> {});
        cat("parallel tool calls", c -> {});
        all.put(
                "tool without parameters",
                new Twin(
                        List.of(user(Part.fromText("Look up cat."))),
                        c -> c.tools(Tool.builder()
                                .functionDeclarations(FunctionDeclaration.builder()
                                        .name("today")
                                        .build())
                                .build())));
        choice("auto", FunctionCallingConfig.builder().mode("AUTO"));
        choice("none", FunctionCallingConfig.builder().mode("NONE"));
        choice("required", FunctionCallingConfig.builder().mode("ANY"));
        choice("by name", FunctionCallingConfig.builder().mode("ANY").allowedFunctionNames("lookup"));
        Content asked = user(Part.fromText("Look up cat."));
        all.put(
                "tool results",
                new Twin(
                        List.of(
                                asked,
                                model(used("call0cat1", "cat"), used("call0dog1", "dog")),
                                user(result("call0cat1", "a cat"), result("call0dog1", "a dog"))),
                        c -> c.tools(lookup())));
        all.put(
                "text before tool calls",
                new Twin(
                        List.of(
                                asked,
                                model(Part.fromText("I look it up."), used("call0cat1", "cat")),
                                user(result("call0cat1", "a cat"))),
                        c -> c.tools(lookup())));
    }

    private void choice(String name, FunctionCallingConfig.Builder config) {
        ToolConfig choice =
                ToolConfig.builder().functionCallingConfig(config.build()).build();
        cat("tool choice " + name, c -> c.toolConfig(choice));
    }

    private void formats() {
        Content asked = user(Part.fromText("A prime as JSON."));
        all.put("any json", new Twin(List.of(asked), c -> c.responseMimeType("application/json")));
        all.put(
                "json of a schema",
                new Twin(
                        List.of(asked),
                        c -> c.responseMimeType("application/json").responseJsonSchema(Asks.PRIME)));
        Map<String, Object> described = new LinkedHashMap<>(Asks.PRIME);
        described.put("description", "a prime");
        all.put(
                "described json of a schema",
                new Twin(
                        List.of(asked),
                        c -> c.responseMimeType("application/json").responseJsonSchema(described)));
    }

    private void media() {
        see("picture", Part.fromBytes(Asks.PNG, "image/png"));
        see("sound", Part.fromBytes(Asks.WAV, "audio/wav"));
        see("document", Part.fromBytes(Asks.PDF, "application/pdf"));
    }

    private void see(String name, Part part) {
        all.put(name, new Twin(List.of(user(Part.fromText("What is this?"), part)), c -> {}));
    }

    private void thoughts() {
        for (String level : List.of("low", "high")) {
            prime(
                    "reasoning effort " + level,
                    c -> c.thinkingConfig(ThinkingConfig.builder()
                            .thinkingLevel(level.toUpperCase(Locale.ROOT))
                            .build()));
        }
    }

    private void prime(String name, Consumer<GenerateContentConfig.Builder> more) {
        all.put(name, new Twin(List.of(user(Part.fromText("Name a prime."))), more));
    }

    private void cat(String name, Consumer<GenerateContentConfig.Builder> more) {
        all.put(name, new Twin(List.of(user(Part.fromText("Look up cat."))), c -> {
            c.tools(lookup());
            more.accept(c);
        }));
    }

    private static Tool lookup() {
        return Tool.builder()
                .functionDeclarations(FunctionDeclaration.builder()
                        .name("lookup")
                        .description("Looks a word up.")
                        .parametersJsonSchema(Asks.WORD)
                        .build())
                .build();
    }

    private static Content user(Part... parts) {
        return Content.builder().role("user").parts(parts).build();
    }

    private static Content model(Part... parts) {
        return Content.builder().role("model").parts(parts).build();
    }

    private static Part used(String id, String word) {
        return Part.builder()
                .functionCall(FunctionCall.builder()
                        .id(id)
                        .name("lookup")
                        .args(Map.of("word", word))
                        .build())
                .build();
    }

    private static Part result(@Nullable String id, String content) {
        FunctionResponse.Builder response =
                FunctionResponse.builder().name("lookup").response(Map.of("result", content));
        return Part.builder()
                .functionResponse((id == null ? response : response.id(id)).build())
                .build();
    }

    private static String model(Ask ask) {
        return ask.model() == Ask.Model.REASONING ? THINKER : GEMINI;
    }

    @Override
    public Heard whole(Ask ask) {
        Twin twin = all.get(ask.name());
        return heard(List.of(client.models.generateContent(model(ask), twin.contents(), twin.config())));
    }

    @Override
    public Heard streamed(Ask ask) {
        Twin twin = all.get(ask.name());
        List<GenerateContentResponse> pieces = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> stream =
                client.models.generateContentStream(model(ask), twin.contents(), twin.config())) {
            stream.forEach(pieces::add);
        }
        return heard(pieces);
    }

    /** Thoughts stay behind: what the model needs of them is in the signature of the calls. */
    @Override
    public Heard roundTrip(Ask ask, List<String> results) {
        Twin twin = all.get(ask.name());
        GenerateContentResponse answer = client.models.generateContent(model(ask), twin.contents(), twin.config());
        List<Content> turns = new ArrayList<>(twin.contents());
        turns.add(model(answer.parts().stream()
                .filter(part -> !part.thought().orElse(false))
                .toArray(Part[]::new)));
        ImmutableList<FunctionCall> calls = answer.functionCalls();
        Part[] parts = new Part[results.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = result(calls.get(i).id().orElse(null), results.get(i));
        }
        turns.add(user(parts));
        return heard(List.of(client.models.generateContent(model(ask), turns, twin.config())));
    }

    @Override
    public void breakOff(Ask ask) {
        Twin twin = all.get(ask.name());
        try (ResponseStream<GenerateContentResponse> stream =
                client.models.generateContentStream(model(ask), twin.contents(), twin.config())) {
            stream.iterator().next();
        }
    }

    @Override
    public List<float[]> vectors(List<String> texts) {
        return client
                .models
                .embedContent(
                        "gemini-embedding-001",
                        texts,
                        EmbedContentConfig.builder().build())
                .embeddings()
                .orElseThrow()
                .stream()
                .map(each -> floats(each.values().orElseThrow()))
                .toList();
    }

    static float[] floats(List<? extends Number> numbers) {
        float[] all = new float[numbers.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = numbers.get(i).floatValue();
        }
        return all;
    }

    private static Heard heard(List<GenerateContentResponse> pieces) {
        int choices = pieces.stream()
                .flatMap(piece -> candidates(piece).stream())
                .mapToInt(candidate -> candidate.index().orElse(0))
                .max()
                .orElse(0);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i <= choices; i++) {
            texts.add(text(parts(pieces, i), false));
        }
        GenerateContentResponseUsageMetadata usage =
                pieces.get(pieces.size() - 1).usageMetadata().orElseThrow();
        return new Heard(
                texts,
                text(parts(pieces, 0), true),
                parts(pieces, 0).stream()
                        .flatMap(part -> part.functionCall().stream())
                        .map(call -> Heard.Call.of(
                                call.name().orElseThrow(), (Object) call.args().orElse(Map.of())))
                        .toList(),
                pieces.stream()
                        .flatMap(piece -> candidates(piece).stream())
                        .filter(candidate -> candidate.index().orElse(0) == 0)
                        .flatMap(candidate -> candidate.finishReason().stream())
                        .findFirst()
                        .orElseThrow()
                        .toString(),
                usage.promptTokenCount().orElse(0)
                        + usage.toolUsePromptTokenCount().orElse(0),
                usage.candidatesTokenCount().orElse(0)
                        + usage.thoughtsTokenCount().orElse(0),
                usage.cachedContentTokenCount().orElse(0));
    }

    private static List<Candidate> candidates(GenerateContentResponse piece) {
        return piece.candidates().orElse(List.of());
    }

    private static List<Part> parts(List<GenerateContentResponse> pieces, int choice) {
        return pieces.stream()
                .flatMap(piece -> candidates(piece).stream())
                .filter(candidate -> candidate.index().orElse(0) == choice)
                .flatMap(candidate -> candidate.content().flatMap(Content::parts).stream())
                .flatMap(List::stream)
                .toList();
    }

    private static String text(List<Part> parts, boolean thought) {
        return parts.stream()
                .filter(part -> part.thought().orElse(false) == thought)
                .map(Part::text)
                .flatMap(Optional::stream)
                .collect(Collectors.joining());
    }

    @Override
    public @Nullable Integer status(Throwable thrown) {
        return thrown instanceof ApiException told ? told.code() : null;
    }

    @Override
    public void close() {
        client.close();
    }

    /** A request in the SDK's words. */
    private record Twin(List<Content> contents, Consumer<GenerateContentConfig.Builder> more) {
        GenerateContentConfig config() {
            GenerateContentConfig.Builder builder = GenerateContentConfig.builder();
            more.accept(builder);
            return builder.build();
        }
    }
}
