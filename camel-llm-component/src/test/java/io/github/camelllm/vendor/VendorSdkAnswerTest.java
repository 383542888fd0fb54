/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAudio;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.TokenLogprob;
import io.github.camelllm.test.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenAI's SDK understands the simulator, and reads in each answer what we read in it. */
class VendorSdkAnswerTest {

    private static final SdkRequests REQUESTS = new SdkRequests();
    private static final Traffic TRAFFIC = new Traffic();
    private static final Sdk SDK = new Sdk(Sdk.builder(TRAFFIC));

    @AfterAll
    static void close() {
        SDK.close();
        TRAFFIC.close();
    }

    static Stream<String> requests() {
        return REQUESTS.names().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void whole_answers_say_the_same(String name) {
        Ask ask = Asks.named(name);
        ChatResponse ours = TRAFFIC.chat(Vendor.OPENAI, ask).orElseThrow().response();
        TRAFFIC.at(Vendor.OPENAI).enqueue(ask.reply());
        ChatCompletion theirs = SDK.whole(REQUESTS.whole(ask));

        same(ours, theirs);
        Sdk.proves(ask.proves());
        Sdk.proves(Capability.USAGE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void streamed_answers_say_the_same(String name) {
        Ask ask = Asks.named(name);
        ChatResponse ours = TRAFFIC.stream(Vendor.OPENAI, ask).orElseThrow().response();
        TRAFFIC.at(Vendor.OPENAI).enqueue(ask.reply());
        ChatCompletion theirs = SDK.streamed(REQUESTS.streamed(ask));

        same(ours, theirs);
        Sdk.proves(ours.toolCalls().isEmpty() ? Capability.STREAMING : Capability.STREAMED_TOOLS);
    }

    @Test
    void a_tool_round_trip_goes_the_same_way() {
        Ask ask = Asks.named("parallel tool calls");
        Reply both = Reply.empty()
                .andToolCall("call_1", "lookup", "{\"word\":\"cat\"}")
                .andToolCall("call_2", "lookup", "{\"word\":\"dog\"}");
        TRAFFIC.at(Vendor.OPENAI).reset().enqueue(both, both);
        ChatResponse calls = Traffic.wait(TRAFFIC.model(Vendor.OPENAI, ask).complete(ask.request()));
        ChatCompletionMessage called =
                SDK.whole(REQUESTS.whole(ask)).choices().get(0).message();
        ChatRequest.Builder ours = ask.request().toBuilder().message(calls.message());
        ChatCompletionCreateParams.Builder theirs =
                REQUESTS.whole(ask).toBuilder().addMessage(called);
        for (ChatCompletionMessageFunctionToolCall call : functions(called)) {
            ours.message(Message.toolResult(call.id(), "an animal"));
            theirs.addMessage(ChatCompletionToolMessageParam.builder()
                    .toolCallId(call.id())
                    .content("an animal")
                    .build());
        }
        Reply end = Reply.text("Both are animals.");
        TRAFFIC.at(Vendor.OPENAI).enqueue(end, end);

        ChatResponse our = Traffic.wait(TRAFFIC.model(Vendor.OPENAI, ask).complete(ours.build()));
        JsonNode ourBody = TRAFFIC.simulator.lastRequest().json();
        same(our, SDK.whole(theirs.build()));

        assertThat(Difference.between(ourBody, TRAFFIC.simulator.lastRequest().json()))
                .as("the SDK writes out that there was no refusal, which is the default")
                .allMatch(each -> each.startsWith("/messages/1/refusal: we say nothing, the SDK says null"));
        Sdk.proves(Capability.TOOLS);
    }

    @Test
    void embeddings_say_the_same() {
        String model = Vendor.OPENAI.embedder();
        EmbeddingResponse ours =
                Traffic.wait(TRAFFIC.model(Vendor.OPENAI, model).embed(EmbeddingRequest.of(List.of("cat", "dog"))));
        CreateEmbeddingResponse theirs = SDK.client
                .embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(model)
                        .inputOfArrayOfStrings(List.of("cat", "dog"))
                        .build())
                .validate();

        assertThat(theirs.data()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(boxed(ours.embeddings().get(i).vector()))
                    .isEqualTo(theirs.data().get(i).embedding());
            assertThat((long) ours.embeddings().get(i).index())
                    .isEqualTo(theirs.data().get(i).index());
        }
        assertThat(ours.usage().inputTokens()).hasValue(theirs.usage().promptTokens());
        assertThat(ours.model()).isEqualTo(theirs.model());
        Sdk.proves(Capability.EMBEDDINGS);
    }

    @Test
    void both_break_a_stream_off_by_closing_the_connection() {
        TRAFFIC.at(Vendor.OPENAI).reset().enqueue(Reply.flood("word"), Reply.flood("word"));
        long before = TRAFFIC.simulator.closedByClient();
        try (StreamResponse<ChatCompletionChunk> stream =
                SDK.client.chat().completions().createStreaming(REQUESTS.streamed(Asks.named("plain")))) {
            ChatCompletionChunk first = stream.stream().findFirst().orElseThrow();
            assertThat(first.choices()).isNotEmpty();
        }
        TRAFFIC.simulator.awaitClosedByClient((int) before + 1);

        StreamCall call = TRAFFIC.model(Vendor.OPENAI, "gpt-4.1-mini").stream(ChatRequest.of("Name a prime."));
        call.started().toCompletableFuture().join();
        call.cancel();

        TRAFFIC.simulator.awaitClosedByClient((int) before + 2);
    }

    private static void same(ChatResponse ours, ChatCompletion theirs) {
        assertThat(ours.model()).isEqualTo(theirs.model());
        assertThat(ours.choices()).hasSameSizeAs(theirs.choices());
        for (Choice choice : ours.choices()) {
            same(choice, theirs.choices().get(choice.index()));
        }
        CompletionUsage usage = theirs.usage().orElseThrow();
        assertThat(ours.usage().inputTokens()).hasValue(usage.promptTokens());
        assertThat(ours.usage().outputTokens()).hasValue(usage.completionTokens());
        assertThat(ours.usage().totalTokens()).hasValue(usage.totalTokens());
        assertThat(count(ours, Bucket.CACHE_READ))
                .isEqualTo(usage.promptTokensDetails()
                        .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
                        .orElse(0L));
        assertThat(count(ours, Bucket.REASONING))
                .isEqualTo(usage.completionTokensDetails()
                        .flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
                        .orElse(0L));
    }

    private static void same(Choice ours, ChatCompletion.Choice theirs) {
        ChatCompletionMessage message = theirs.message();
        assertThat(ours.text()).isEqualTo(message.content().orElse(""));
        assertThat(ours.finish().raw()).isEqualTo(theirs.finishReason().asString());
        assertThat(ours.parts(Part.Refusal.class).stream()
                        .map(Part.Refusal::text)
                        .reduce("", String::concat))
                .isEqualTo(message.refusal().orElse(""));
        assertThat(ours.parts(Part.ToolCall.class))
                .extracting(Part.ToolCall::name, Part.ToolCall::arguments)
                .containsExactlyElementsOf(functions(message).stream()
                        .map(call ->
                                tuple(call.function().name(), call.function().arguments()))
                        .toList());
        assertThat(ours.logprobs())
                .extracting(TokenLogprob::token, TokenLogprob::logprob)
                .containsExactlyElementsOf(theirs.logprobs().flatMap(ChatCompletion.Choice.Logprobs::content).stream()
                        .flatMap(List::stream)
                        .map(each -> tuple(each.token(), each.logprob()))
                        .toList());
        assertThat(ours.parts(Part.Audio.class))
                .extracting(Part.Audio::transcript)
                .containsExactlyElementsOf(message.audio().stream()
                        .map(ChatCompletionAudio::transcript)
                        .toList());
    }

    private static List<ChatCompletionMessageFunctionToolCall> functions(ChatCompletionMessage message) {
        List<ChatCompletionMessageFunctionToolCall> calls = new ArrayList<>();
        message.toolCalls().ifPresent(all -> all.forEach(call -> calls.add(call.asFunction())));
        return calls;
    }

    private static long count(ChatResponse response, Bucket bucket) {
        OptionalLong count = response.usage().count(bucket);
        return count.orElse(0);
    }

    private static List<Float> boxed(float[] vector) {
        List<Float> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(value);
        }
        return values;
    }
}
