/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.AnyToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.AutoToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.JsonSchemaDefinition;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.OutputFormatType;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

/** AWS's SDK, with keys and signatures of its own. */
final class BedrockPeer implements Peer {

    private static final String CLAUDE = "global.anthropic.claude-sonnet-4-6";
    private static final String TITAN = "amazon.titan-embed-text-v2:0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BedrockRuntimeAsyncClient client;
    private final Map<String, Consumer<ConverseRequest.Builder>> all = new LinkedHashMap<>();

    BedrockPeer(String baseUrl) {
        client = BedrockRuntimeAsyncClient.builder()
                .endpointOverride(URI.create(baseUrl))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIDOFTHEPEERS", "secret-of-the-peers")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
                .overrideConfiguration(it -> it.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
        conversations();
        settings();
        tools();
        formats();
        media();
        prime(
                "reasoning effort none",
                b -> b.additionalModelRequestFields(document(Map.of("thinking", Map.of("type", "disabled")))));
    }

    @Override
    public Id id() {
        return new Id(
                "bedrock",
                "bedrock",
                null,
                null,
                Map.of(Ask.Model.CHAT, CLAUDE, Ask.Model.REASONING, CLAUDE),
                TITAN,
                "max_tokens",
                List.of("Content-Type"),
                "software.amazon.awssdk:bedrockruntime:2.41.24");
    }

    @Override
    public Set<String> names() {
        return all.keySet();
    }

    @Override
    public Map<String, String> leftOut() {
        String effort = "the SDK of this version knows no outputConfig.effort; AWS's newer service model does";
        return Map.of(
                "reasoning effort low", effort,
                "reasoning effort high", effort,
                "option of the provider", "the SDK sends no members that it does not know",
                "service tier", "the tier is OpenAI's",
                "refusal", "a refusal is an error to us");
    }

    private void conversations() {
        prime("plain", b -> {});
        all.put(
                "instructions and turns",
                b -> b.system(SystemContentBlock.fromText("Be brief."))
                        .messages(
                                user(text("Name a prime.")),
                                assistant(text("Two.")),
                                user(text("Another. Grüße, 世界 🐪 \"quoted\" \\ \u0001"))));
        all.put("several texts", b -> b.messages(user(text("Name a prime."), text("Be brief."))));
        prime("counted tokens", b -> {});
        prime("citation", b -> {});
    }

    private void settings() {
        prime("temperature", b -> b.inferenceConfig(it -> it.temperature(0f)));
        prime("temperature of a half", b -> b.inferenceConfig(it -> it.temperature(0.5f)));
        prime("top p", b -> b.inferenceConfig(it -> it.topP(0.25f)));
        prime("top k", b -> b.additionalModelRequestFields(document(Map.of("top_k", 7))));
        prime("token limit", b -> b.inferenceConfig(it -> it.maxTokens(64)));
        prime("one stop text", b -> b.inferenceConfig(it -> it.stopSequences("END")));
        prime("stop texts", b -> b.inferenceConfig(it -> it.stopSequences("END", ".")));
        prime("metadata", b -> b.requestMetadata(Map.of("team", "support", "ticket", "7")));
    }

    private void tools() {
        cat("tool", b -> b.toolConfig(it -> it.tools(lookup(null))));
        cat("parallel tool calls", b -> b.toolConfig(it -> it.tools(lookup(null))));
        cat("strict tool", b -> b.toolConfig(it -> it.tools(lookup(true))));
        cat(
                "tool without parameters",
                b -> b.toolConfig(it -> it.tools(Tool.fromToolSpec(spec -> spec.name("today")
                        .inputSchema(
                                schema -> schema.json(document(Map.of("type", "object", "properties", Map.of()))))))));
        choice("auto", ToolChoice.fromAuto(AutoToolChoice.builder().build()));
        choice("required", ToolChoice.fromAny(AnyToolChoice.builder().build()));
        choice("by name", ToolChoice.fromTool(it -> it.name("lookup")));
        cat("tool choice none", b -> {});
        all.put(
                "tool results",
                b -> b.toolConfig(it -> it.tools(lookup(null)))
                        .messages(
                                user(text("Look up cat.")),
                                assistant(used("call0cat1", "cat"), used("call0dog1", "dog")),
                                user(result("call0cat1", "a cat"), result("call0dog1", "a dog"))));
        all.put(
                "text before tool calls",
                b -> b.toolConfig(it -> it.tools(lookup(null)))
                        .messages(
                                user(text("Look up cat.")),
                                assistant(text("I look it up."), used("call0cat1", "cat")),
                                user(result("call0cat1", "a cat"))));
    }

    private void choice(String name, ToolChoice choice) {
        cat(
                "tool choice " + name,
                b -> b.toolConfig(it -> it.tools(lookup(null)).toolChoice(choice)));
    }

    private void formats() {
        format("json of a schema", it -> it.name("prime"));
        format("described json of a schema", it -> it.name("prime").description("a prime"));
    }

    private void format(String name, Consumer<JsonSchemaDefinition.Builder> form) {
        all.put(
                name,
                b -> b.messages(user(text("A prime as JSON.")))
                        .outputConfig(out -> out.textFormat(format -> format.type(OutputFormatType.JSON_SCHEMA)
                                .structure(it -> it.jsonSchema(schema -> {
                                    schema.schema(written(Asks.PRIME));
                                    form.accept(schema);
                                })))));
    }

    private void media() {
        all.put(
                "picture",
                b -> b.messages(user(
                        text("What is this?"),
                        ContentBlock.fromImage(it ->
                                it.format("png").source(source -> source.bytes(SdkBytes.fromByteArray(Asks.PNG)))))));
        all.put(
                "document",
                b -> b.messages(user(
                        text("What is this?"),
                        ContentBlock.fromDocument(it -> it.format("pdf")
                                .name("a")
                                .source(source -> source.bytes(SdkBytes.fromByteArray(Asks.PDF)))))));
    }

    private void prime(String name, Consumer<ConverseRequest.Builder> more) {
        all.put(name, b -> more.accept(b.messages(user(text("Name a prime.")))));
    }

    private void cat(String name, Consumer<ConverseRequest.Builder> more) {
        all.put(name, b -> more.accept(b.messages(user(text("Look up cat.")))));
    }

    private static Tool lookup(@Nullable Boolean strict) {
        return Tool.fromToolSpec(spec -> spec.name("lookup")
                .description("Looks a word up.")
                .inputSchema(schema -> schema.json(document(Asks.WORD)))
                .strict(strict));
    }

    private static Message user(ContentBlock... blocks) {
        return Message.builder().role(ConversationRole.USER).content(blocks).build();
    }

    private static Message assistant(ContentBlock... blocks) {
        return Message.builder()
                .role(ConversationRole.ASSISTANT)
                .content(blocks)
                .build();
    }

    private static ContentBlock text(String text) {
        return ContentBlock.fromText(text);
    }

    private static ContentBlock used(String id, String word) {
        return ContentBlock.fromToolUse(it -> it.toolUseId(id).name("lookup").input(document(Map.of("word", word))));
    }

    private static ContentBlock result(String id, String content) {
        return ContentBlock.fromToolResult(it -> it.toolUseId(id).content(ToolResultContentBlock.fromText(content)));
    }

    private static Document document(Object value) {
        if (value instanceof Map<?, ?> members) {
            Map<String, Document> all = new LinkedHashMap<>();
            members.forEach((name, member) -> all.put((String) name, document(member)));
            return Document.fromMap(all);
        }
        if (value instanceof List<?> items) {
            return Document.fromList(items.stream().map(BedrockPeer::document).toList());
        }
        if (value instanceof Boolean flag) {
            return Document.fromBoolean(flag);
        }
        return value instanceof Integer number ? Document.fromNumber(number) : Document.fromString((String) value);
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConverseRequest params(Ask ask) {
        ConverseRequest.Builder builder = ConverseRequest.builder().modelId(CLAUDE);
        all.get(ask.name()).accept(builder);
        return builder.build();
    }

    private static <T> T wait(CompletableFuture<T> future) {
        try {
            return future.orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException told ? told : e;
        }
    }

    @Override
    public Heard whole(Ask ask) {
        return heard(wait(client.converse(params(ask))));
    }

    @Override
    public Heard streamed(Ask ask) {
        Streamed heard = new Streamed();
        wait(client.converseStream(
                streaming(params(ask)),
                ConverseStreamResponseHandler.builder()
                        .subscriber(heard.visitor())
                        .build()));
        return heard.whole();
    }

    private static ConverseStreamRequest streaming(ConverseRequest whole) {
        return ConverseStreamRequest.builder()
                .modelId(whole.modelId())
                .messages(whole.messages())
                .system(whole.hasSystem() ? whole.system() : null)
                .inferenceConfig(whole.inferenceConfig())
                .toolConfig(whole.toolConfig())
                .additionalModelRequestFields(whole.additionalModelRequestFields())
                .requestMetadata(whole.hasRequestMetadata() ? whole.requestMetadata() : null)
                .outputConfig(whole.outputConfig())
                .build();
    }

    @Override
    public Heard roundTrip(Ask ask, List<String> results) {
        ConverseRequest first = params(ask);
        Message answer = wait(client.converse(first)).output().message();
        List<ContentBlock> calls = answer.content().stream()
                .filter(block -> block.toolUse() != null)
                .toList();
        ContentBlock[] blocks = new ContentBlock[results.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = result(calls.get(i).toolUse().toolUseId(), results.get(i));
        }
        List<Message> turns = new ArrayList<>(first.messages());
        turns.add(answer);
        turns.add(user(blocks));
        return heard(wait(client.converse(first.toBuilder().messages(turns).build())));
    }

    @Override
    public void breakOff(Ask ask) {
        CompletableFuture<Object> begun = new CompletableFuture<>();
        CompletableFuture<Void> call = client.converseStream(
                streaming(params(ask)),
                ConverseStreamResponseHandler.builder()
                        .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                                .onContentBlockDelta(begun::complete)
                                .build())
                        .build());
        wait(begun);
        call.cancel(true);
    }

    @Override
    public List<float[]> vectors(List<String> texts) {
        String answer = wait(client.invokeModel(it -> it.modelId(TITAN)
                        .contentType("application/json")
                        .body(SdkBytes.fromUtf8String(written(Map.of("inputText", texts.get(0)))))))
                .body()
                .asUtf8String();
        List<Double> numbers = new ArrayList<>();
        read(answer).path("embedding").forEach(number -> numbers.add(number.doubleValue()));
        return List.of(GooglePeer.floats(numbers));
    }

    private static Heard heard(ConverseResponse answer) {
        Streamed heard = new Streamed();
        answer.output().message().content().forEach(heard::block);
        heard.finish = answer.stopReasonAsString();
        heard.usage = answer.usage();
        return heard.whole();
    }

    @Override
    public @Nullable Integer status(Throwable thrown) {
        return thrown instanceof AwsServiceException told ? told.statusCode() : null;
    }

    @Override
    public void close() {
        client.close();
    }

    /** What came of an answer. */
    private static final class Streamed {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thoughts = new StringBuilder();
        private final Map<Integer, String> names = new TreeMap<>();
        private final Map<Integer, StringBuilder> arguments = new TreeMap<>();
        private String finish = "";
        private TokenUsage usage = TokenUsage.builder().build();

        ConverseStreamResponseHandler.Visitor visitor() {
            return ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockStart(event -> {
                        if (event.start().toolUse() != null) {
                            names.put(
                                    event.contentBlockIndex(),
                                    event.start().toolUse().name());
                        }
                    })
                    .onContentBlockDelta(event -> delta(event.contentBlockIndex(), event.delta()))
                    .onMessageStop(event -> finish = event.stopReasonAsString())
                    .onMetadata(event -> usage = event.usage())
                    .build();
        }

        private void delta(int index, ContentBlockDelta delta) {
            if (delta.text() != null) {
                text.append(delta.text());
            }
            if (delta.toolUse() != null) {
                arguments
                        .computeIfAbsent(index, it -> new StringBuilder())
                        .append(delta.toolUse().input());
            }
            if (delta.reasoningContent() != null && delta.reasoningContent().text() != null) {
                thoughts.append(delta.reasoningContent().text());
            }
        }

        void block(ContentBlock block) {
            if (block.text() != null) {
                text.append(block.text());
            }
            if (block.citationsContent() != null) {
                block.citationsContent().content().forEach(cited -> text.append(cited.text()));
            }
            if (block.toolUse() != null) {
                int index = names.size();
                names.put(index, block.toolUse().name());
                arguments.put(
                        index, new StringBuilder(written(block.toolUse().input().unwrap())));
            }
            if (block.reasoningContent() != null) {
                thoughts.append(block.reasoningContent().reasoningText().text());
            }
        }

        Heard whole() {
            List<Heard.Call> calls = new ArrayList<>();
            names.forEach((index, name) ->
                    calls.add(Heard.Call.of(name, arguments.get(index).toString())));
            long cached = usage.cacheReadInputTokens() == null ? 0 : usage.cacheReadInputTokens();
            long written = usage.cacheWriteInputTokens() == null ? 0 : usage.cacheWriteInputTokens();
            return new Heard(
                    List.of(text.toString()),
                    thoughts.toString(),
                    calls,
                    finish,
                    usage.inputTokens() + cached + written,
                    usage.outputTokens(),
                    cached);
        }
    }
}
