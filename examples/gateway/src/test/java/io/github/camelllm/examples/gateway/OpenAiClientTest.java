/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client talks to the gateway as it talks to OpenAI. */
class OpenAiClientTest {

    private static final ProviderSimulator SIMULATOR = ProviderSimulator.start();
    private static final SimulatedProvider OPENAI = SIMULATOR.provider("openai");
    private static RunningGateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws Exception {
        Properties properties = SIMULATOR.properties();
        properties.setProperty("gateway.models.smart", "openai/gpt-5.4-mini");
        properties.setProperty("gateway.models.small", "openai/gpt-5.4-nano");
        properties.setProperty("gateway.models.vectors", "openai/text-embedding-3-small");
        properties.setProperty("gateway.pause-millis", "1");
        gateway = RunningGateway.start(properties);
        client = client(RunningGateway.KEY);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        SIMULATOR.close();
    }

    @AfterEach
    void forget() {
        SIMULATOR.reset();
    }

    @Test
    void an_answer_names_the_model_that_gave_it_and_what_it_used() {
        OPENAI.enqueue(Reply.text("Paris.").usage(12, 2).model("gpt-5.4-mini-2026-03-17"));

        ChatCompletion answer =
                client.chat().completions().create(question("smart").build()).validate();

        assertThat(answer.choices().get(0).message().content()).contains("Paris.");
        assertThat(answer.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.model()).isEqualTo("gpt-5.4-mini-2026-03-17");
        assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(14);
        assertThat(SIMULATOR.lastRequest().prompt()).isEqualTo("The capital of France?");
    }

    @Test
    void settings_and_turns_reach_the_provider() {
        OPENAI.enqueue(Reply.text("4"));

        client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("smart")
                        .addSystemMessage("Be brief.")
                        .addUserMessage("2+2?")
                        .addAssistantMessage("Four.")
                        .addUserMessage("In digits?")
                        .maxCompletionTokens(50)
                        .build());

        assertThat(SIMULATOR.lastRequest().json().path("messages")).hasSize(4);
        assertThat(SIMULATOR.lastRequest().json().path("max_completion_tokens").asInt())
                .isEqualTo(50);
    }

    @Test
    void a_stream_comes_in_pieces_and_ends_with_the_usage() {
        OPENAI.enqueue(Reply.chunks("Par", "is", ".").usage(12, 3).model("gpt-5.4-mini-2026-03-17"));
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();

        List<ChatCompletionChunk> chunks;
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question("smart").build())) {
            chunks = stream.stream()
                    .peek(chunk -> whole.accumulate(chunk.validate()))
                    .toList();
        }

        assertThat(whole.chatCompletion().choices().get(0).message().content()).contains("Paris.");
        assertThat(whole.chatCompletion().usage().orElseThrow().totalTokens()).isEqualTo(15);
        assertThat(chunks)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(chunk -> assertThat(chunk.model()).isEqualTo("gpt-5.4-mini-2026-03-17"));
    }

    @Test
    void tools_are_called_and_their_results_go_back() {
        OPENAI.enqueue(
                Reply.toolCall("weather", "{\"city\":\"Paris\"}"),
                Reply.toolCall("weather", "{\"city\":\"Rome\"}"),
                Reply.text("Sunny."));

        ChatCompletion first = client.chat().completions().create(withTool().build());
        ChatCompletionMessageFunctionToolCall call = call(first);
        ChatCompletionAccumulator second = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(withTool().build())) {
            stream.stream().forEach(chunk -> second.accumulate(chunk.validate()));
        }
        ChatCompletion last = client.chat()
                .completions()
                .create(withTool()
                        .addMessage(first.choices().get(0).message())
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(call.id())
                                .content("sunny")
                                .build())
                        .build());

        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Paris\"}");
        assertThat(call(second.chatCompletion()).function().arguments()).isEqualTo("{\"city\":\"Rome\"}");
        assertThat(last.choices().get(0).message().content()).contains("Sunny.");
        assertThat(SIMULATOR
                        .lastRequest()
                        .json()
                        .path("messages")
                        .path(2)
                        .path("tool_call_id")
                        .asText())
                .isEqualTo(call.id());
    }

    @Test
    void texts_become_vectors() {
        OPENAI.enqueue(Reply.vectors(new float[] {0.5f, -1f}, new float[] {0.25f, 2f}));

        CreateEmbeddingResponse answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("vectors")
                        .inputOfArrayOfStrings(List.of("one", "two"))
                        .build());

        assertThat(answer.data()).hasSize(2);
        assertThat(answer.data().get(1).embedding()).containsExactly(0.25f, 2f);
        assertThat(answer.usage().promptTokens()).isPositive();
    }

    @Test
    void a_tenant_sees_the_models_that_it_may_ask_for() {
        OpenAIClient guest = client(RunningGateway.GUEST_KEY);
        try {
            assertThat(guest.models().list().items()).extracting(Model::id).containsExactly("small");
            assertThat(client.models().list().items())
                    .extracting(Model::id)
                    .containsExactly("small", "smart", "vectors");
            assertThatThrownBy(() ->
                            guest.chat().completions().create(question("smart").build()))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("there is no model 'smart'; there are small");
        } finally {
            guest.close();
        }
        assertThat(SIMULATOR.requestCount()).isZero();
    }

    @Test
    void a_foreign_key_is_refused() {
        OpenAIClient stranger = client("no-such-key");
        try {
            assertThatThrownBy(() -> stranger.chat()
                            .completions()
                            .create(question("smart").build()))
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageContaining("no tenant has this API key");
        } finally {
            stranger.close();
        }
    }

    @Test
    void errors_are_those_that_the_client_knows() {
        OPENAI.enqueue(
                Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(20)),
                Reply.error(ErrorCase.CONTEXT_TOO_LONG),
                Reply.error(ErrorCase.RATE_LIMITED),
                Reply.error(ErrorCase.RATE_LIMITED),
                Reply.error(ErrorCase.RATE_LIMITED));

        assertThatThrownBy(() ->
                        client.chat().completions().create(question("small").build()))
                .isInstanceOfSatisfying(RateLimitException.class, e -> {
                    assertThat(e.headers().values("Retry-After")).containsExactly("20");
                    assertThat(e.code()).contains("rate_limit_exceeded");
                });
        assertThatThrownBy(() ->
                        client.chat().completions().create(question("small").build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.code()).contains("context_length_exceeded"));
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .createStreaming(question("small").build()))
                .isInstanceOf(RateLimitException.class);
    }

    @Test
    void requests_that_are_wrong_do_not_rest_the_model_for_others() {
        for (int i = 0; i < 6; i++) {
            OPENAI.enqueue(Reply.error(ErrorCase.CONTENT_BLOCKED));
        }
        OPENAI.enqueue(Reply.text("Paris."));
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() ->
                            client.chat().completions().create(question("smart").build()))
                    .isInstanceOf(BadRequestException.class);
        }

        assertThat(client.chat().completions().create(question("smart").build()).choices())
                .hasSize(1);
    }

    @Test
    void what_the_gateway_does_not_know_is_refused_by_name() {
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(question("smart")
                                .putAdditionalBodyProperty("modelcfg", JsonValue.from(1))
                                .build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.param()).contains("modelcfg"));
        assertThat(SIMULATOR.requestCount()).isZero();
    }

    @Test
    void a_stream_that_breaks_is_an_error_for_the_client() {
        OPENAI.enqueue(Reply.chunks("Par", "is", ".").cutAfterChunks(2));

        assertThatThrownBy(() -> {
                    try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                            .completions()
                            .createStreaming(question("smart").build())) {
                        stream.stream().forEach(chunk -> {});
                    }
                })
                .isInstanceOf(OpenAIException.class);
    }

    @Test
    void a_client_that_leaves_ends_the_call_at_the_provider() {
        Hold hold = new Hold();
        OPENAI.enqueue(Reply.chunks("Par", "is", ".").heldBy(hold, 1));

        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question("smart").build())) {
            assertThat(stream.stream().findFirst()).isPresent();
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> SIMULATOR.connectionsClosedByClient() > 0);
        hold.release();
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.baseUrl())
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private static ChatCompletionCreateParams.Builder question(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("The capital of France?");
    }

    private static ChatCompletionCreateParams.Builder withTool() {
        return question("smart")
                .addFunctionTool(FunctionDefinition.builder()
                        .name("weather")
                        .description("The weather of a city")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                        .build());
    }

    private static ChatCompletionMessageFunctionToolCall call(ChatCompletion answer) {
        return answer.choices()
                .get(0)
                .message()
                .toolCalls()
                .orElseThrow()
                .get(0)
                .asFunction();
    }
}
