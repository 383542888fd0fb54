/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenAI's SDK as it talks to Azure, with a deployment in the path and a dated version. */
final class AzurePeer implements Peer {

    static final String VERSION = "2024-10-21";
    private static final String DEPLOYMENT = "my-deployment";
    /** Chat completions of Azure are OpenAI's, and so are the twins. */
    private static final SdkRequests REQUESTS = new SdkRequests();

    private final Sdk sdk;

    AzurePeer(String baseUrl, String key) {
        sdk = new Sdk(OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl.replaceFirst("/openai/v1$", ""))
                .credential(AzureApiKeyCredential.create(key))
                .azureServiceVersion(AzureOpenAIServiceVersion.fromString(VERSION))
                .azureUrlPathMode(AzureUrlPathMode.LEGACY)
                .maxRetries(0));
    }

    @Override
    public Id id() {
        return new Id(
                "azure-openai",
                "azure-openai",
                null,
                VERSION,
                Map.of(Ask.Model.CHAT, DEPLOYMENT),
                "my-embedder",
                "length",
                List.of("api-key", "Content-Type"),
                Sdk.COORDINATES);
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(REQUESTS.names());
        names.removeAll(leftOut().keySet());
        Asks.all().stream().filter(ask -> ask.model() != Ask.Model.CHAT).forEach(ask -> names.remove(ask.name()));
        return names;
    }

    @Override
    public Map<String, String> leftOut() {
        return Map.of("end user", "Azure's member is user, and the twin is OpenAI's newer safety_identifier");
    }

    private static ChatCompletionCreateParams.Builder params(Ask ask) {
        return REQUESTS.whole(ask).toBuilder().model(DEPLOYMENT);
    }

    private static ChatCompletionCreateParams streaming(Ask ask) {
        return REQUESTS.streamed(ask).toBuilder().model(DEPLOYMENT).build();
    }

    @Override
    public Heard whole(Ask ask) {
        return heard(sdk.whole(params(ask).build()));
    }

    @Override
    public Heard streamed(Ask ask) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                sdk.client.chat().completions().createStreaming(streaming(ask))) {
            stream.stream().filter(AzurePeer::ofTheAnswer).forEach(chunk -> whole.accumulate(chunk.validate()));
        }
        return heard(whole.chatCompletion());
    }

    /** The first chunk tells of the prompt's filters and has neither id nor kind, which the SDK calls invalid. */
    private static boolean ofTheAnswer(ChatCompletionChunk chunk) {
        return !chunk.id().isEmpty();
    }

    @Override
    public Heard roundTrip(Ask ask, List<String> results) {
        ChatCompletionCreateParams.Builder params = params(ask);
        ChatCompletionMessage answer =
                sdk.whole(params.build()).choices().get(0).message();
        params.addMessage(answer);
        List<ChatCompletionMessageFunctionToolCall> calls = calls(answer);
        for (int i = 0; i < results.size(); i++) {
            params.addMessage(ChatCompletionToolMessageParam.builder()
                    .toolCallId(calls.get(i).id())
                    .content(results.get(i))
                    .build());
        }
        return heard(sdk.whole(params.build()));
    }

    @Override
    public void breakOff(Ask ask) {
        try (StreamResponse<ChatCompletionChunk> stream =
                sdk.client.chat().completions().createStreaming(streaming(ask))) {
            assertThat(stream.stream().findFirst()).isPresent();
        }
    }

    @Override
    public List<float[]> vectors(List<String> texts) {
        return sdk
                .client
                .embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("my-embedder")
                        .inputOfArrayOfStrings(texts)
                        .build())
                .data()
                .stream()
                .map(each -> GooglePeer.floats(each.embedding()))
                .toList();
    }

    private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletionMessage message) {
        return message.toolCalls().orElse(List.of()).stream()
                .map(call -> call.asFunction())
                .toList();
    }

    private static Heard heard(ChatCompletion answer) {
        CompletionUsage usage = answer.usage().orElseThrow();
        ChatCompletion.Choice first = answer.choices().get(0);
        return new Heard(
                answer.choices().stream()
                        .map(choice -> choice.message().content().orElse(""))
                        .toList(),
                "",
                calls(first.message()).stream()
                        .map(call -> Heard.Call.of(
                                call.function().name(), call.function().arguments()))
                        .toList(),
                first.finishReason().asString(),
                usage.promptTokens(),
                usage.completionTokens(),
                usage.promptTokensDetails()
                        .flatMap(details -> details.cachedTokens())
                        .orElse(0L));
    }

    @Override
    public @Nullable Integer status(Throwable thrown) {
        return thrown instanceof OpenAIServiceException told ? told.statusCode() : null;
    }

    @Override
    public void close() {
        sdk.close();
    }
}
