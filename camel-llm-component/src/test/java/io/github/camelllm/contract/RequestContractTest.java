/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.profile.AuthSpec;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.test.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/**
 * What every provider is sent. The simulator refuses what the provider refuses, so an answer proves the form; a setting
 * that a provider lacks becomes a notice with its reason.
 */
class RequestContractTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @EachProvider
    void an_explicit_zero_is_sent(String provider) {
        setting(
                provider,
                Feature.TEMPERATURE,
                sampling(0.0, null, null, null, null, null),
                said -> assertThat(said.isNumber() && said.doubleValue() == 0).isTrue());
    }

    @EachProvider
    void top_p_is_sent(String provider) {
        setting(
                provider,
                Feature.TOP_P,
                sampling(null, 0.5, null, null, null, null),
                said -> assertThat(said.doubleValue()).isEqualTo(0.5));
    }

    @EachProvider
    void top_k_is_sent(String provider) {
        setting(
                provider,
                Feature.TOP_K,
                sampling(null, null, 7, null, null, null),
                said -> assertThat(said.intValue()).isEqualTo(7));
    }

    @EachProvider
    void the_token_limit_is_sent_under_one_name(String provider) {
        setting(
                provider,
                Feature.MAX_TOKENS,
                sampling(null, null, null, 77, null, null),
                said -> assertThat(said.intValue()).isEqualTo(77));
    }

    @EachProvider
    void stop_texts_are_sent(String provider) {
        setting(
                provider,
                Feature.STOP,
                sampling(null, null, null, null, "END", null),
                said -> assertThat(said.toString()).contains("END"));
    }

    @EachProvider
    void the_seed_is_sent(String provider) {
        setting(
                provider,
                Feature.SEED,
                sampling(null, null, null, null, null, 42L),
                said -> assertThat(said.longValue()).isEqualTo(42));
    }

    @EachProvider
    void the_reasoning_effort_is_sent(String provider) {
        ChatRequest request = ask().reasoning(new ReasoningSettings(ReasoningEffort.HIGH, null, null))
                .build();
        setting(
                provider,
                Feature.REASONING_EFFORT,
                request,
                said -> assertThat(bench.request().bodyText()).containsIgnoringCase("high"));
    }

    @EachProvider
    void the_end_user_is_sent(String provider) {
        setting(
                provider,
                Feature.USER,
                ask().endUser("tenant-1").build(),
                said -> assertThat(bench.request().bodyText()).contains("tenant-1"));
    }

    @EachProvider
    void metadata_is_sent(String provider) {
        setting(
                provider,
                Feature.METADATA,
                ask().metadata(Map.of("team", "support")).build(),
                said -> assertThat(said.path("team").textValue()).isEqualTo("support"));
    }

    @EachProvider
    void any_json_can_be_asked_for(String provider) {
        ChatRequest request = ChatRequest.builder()
                .user("A prime as JSON.")
                .output(new OutputFormat.JsonObject())
                .build();
        setting(
                provider,
                Feature.JSON_OBJECT,
                request,
                said -> assertThat(said.toString()).contains("json"));
    }

    @EachProvider
    void json_of_a_schema_can_be_asked_for(String provider) {
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("prime", Map.of("type", "integer")),
                "required",
                List.of("prime"),
                "additionalProperties",
                false);
        ChatRequest request = ChatRequest.builder()
                .user("A prime as JSON.")
                .output(new OutputFormat.JsonSchema("prime", schema, null, true))
                .build();
        bench.at(provider).enqueue(Reply.text("{\"prime\":2}"));

        ChatResponse response = bench.ask(provider, request);

        assertThat(response.text()).isEqualTo("{\"prime\":2}");
        JsonNode json = bench.request().json();
        if (response.notices().isEmpty()) {
            assertThat(bench.words(provider).said(json, Feature.JSON_SCHEMA).toString())
                    .contains("prime")
                    .contains("integer");
        } else {
            assertThat(response.notices()).extracting(Notice::setting).containsExactly("jsonSchema");
            assertThat(json.toString()).contains("integer").contains("prime");
        }
    }

    @EachProvider
    void tools_and_the_choice_are_sent(String provider) {
        ChatRequest request = Requests.withTool().toBuilder()
                .toolChoice(ToolChoice.tool("lookup"))
                .parallelTools(false)
                .build();
        if (bench.lacks(provider, Feature.TOOLS)) {
            assertThat(bench.refusal(provider, request).kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
            assertThat(bench.simulator.requests()).isEmpty();
            return;
        }
        bench.at(provider).enqueue(Reply.toolCall("lookup", "{}"));

        ChatResponse response = bench.ask(provider, request);

        JsonNode json = bench.request().json();
        assertThat(bench.words(provider).said(json, Feature.TOOLS).textValue()).isEqualTo("lookup");
        if (bench.lacks(provider, Feature.TOOL_CHOICE)) {
            assertThat(response.notices()).extracting(Notice::setting).contains("toolChoice");
        } else {
            assertThat(bench.words(provider).demands(json, "lookup")).isTrue();
        }
    }

    @EachProvider
    void the_model_that_was_named_is_sent(String provider) {
        bench.at(provider).enqueue(Reply.text("Two."));

        bench.ask(provider, ask().model("my-own-finetune").build());

        assertThat(bench.words(provider)
                        .model(bench.request().json(), bench.request().path()))
                .isEqualTo("my-own-finetune");
    }

    @EachProvider
    void instructions_and_turns_keep_their_order(String provider) {
        bench.at(provider).enqueue(Reply.text("Three."));

        bench.ask(
                provider,
                ChatRequest.builder()
                        .system("Be brief.")
                        .user("Name a prime.")
                        .message(Message.assistant("Two."))
                        .user("Another.")
                        .build());

        JsonNode json = bench.request().json();
        assertThat(bench.words(provider).instructions(json)).contains("Be brief.");
        List<JsonNode> turns = bench.words(provider).turns(json);
        assertThat(turns).hasSize(3);
        assertThat(turns.get(1).path("role")).isNotEqualTo(turns.get(0).path("role"));
        assertThat(turns.get(2).path("role")).isEqualTo(turns.get(0).path("role"));
        assertThat(turns.get(0).path("role").textValue()).isEqualTo("user");
        assertThat(turns.get(2).toString()).contains("Another.");
    }

    @EachProvider
    void a_picture_is_sent_or_refused_by_name(String provider) {
        part(
                provider,
                Feature.IMAGE_INPUT,
                new Part.Image(Media.of(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, "image/png"), null, null),
                "iVBORw==");
    }

    @EachProvider
    void a_picture_at_an_address_is_sent_or_refused_by_name(String provider) {
        Part picture = new Part.Image(
                new Media(URI.create("https://example.org/cat.png"), null, null, "image/png", null), null, null);
        if (bench.words(provider).takesAddresses()) {
            part(provider, Feature.IMAGE_INPUT, picture, "https://example.org/cat.png");
            return;
        }

        LlmException problem = bench.refusal(
                provider,
                ChatRequest.builder()
                        .message(Message.user(Part.text("What is this?"), picture))
                        .build());

        assertThat(problem.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
        assertThat(problem).hasMessageContaining("an image");
        assertThat(bench.simulator.requests()).isEmpty();
    }

    @EachProvider
    void a_sound_is_sent_or_refused_by_name(String provider) {
        part(
                provider,
                Feature.AUDIO_INPUT,
                new Part.Audio(Media.of(new byte[] {'R', 'I', 'F', 'F'}, "audio/wav"), null, null),
                "UklGRg==");
    }

    @EachProvider
    void a_document_is_sent_or_refused_by_name(String provider) {
        part(
                provider,
                Feature.FILE_INPUT,
                new Part.File(
                        Media.of(new byte[] {'%', 'P', 'D', 'F'}, "application/pdf")
                                .named("a.pdf"),
                        null),
                "JVBERg==");
    }

    @EachProvider
    void an_option_of_the_provider_goes_through_as_it_is(String provider) {
        bench.at(provider).lenient().enqueue(Reply.text("Two."));

        bench.ask(
                provider,
                ask().providerOptions(Map.of("x_new_switch", Map.of("on", true)))
                        .build());

        assertThat(bench.request().json().path("x_new_switch").path("on").booleanValue())
                .isTrue();
    }

    @EachProvider
    void an_option_that_says_a_setting_again_is_refused(String provider) {
        LlmException problem = bench.refusal(
                provider, ask().providerOptions(Map.of("model", "another")).build());

        assertThat(problem.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(problem).hasMessageContaining("model");
        assertThat(bench.simulator.requests()).isEmpty();
        assertThat(bench.attempts).isEmpty();
    }

    @EachProvider
    void the_key_goes_where_the_provider_wants_it(String provider) {
        bench.at(provider).acceptKeys(Bench.KEY).enqueue(Reply.text("Two."));

        bench.ask(provider, "Name a prime.");

        AuthSpec auth = bench.client.catalog().provider(provider).auth();
        switch (auth.scheme()) {
            case BEARER, GOOGLE ->
                assertThat(bench.request().header("Authorization")).isEqualTo("Bearer " + Bench.KEY);
            case HEADER -> assertThat(bench.request().header(auth.name())).isEqualTo(Bench.KEY);
            case QUERY -> assertThat(bench.request().target()).contains(auth.name() + "=" + Bench.KEY);
            case NONE -> assertThat(bench.request().headers().toString()).doesNotContain(Bench.KEY);
        }
        assertThat(bench.request().header("Content-Type")).startsWith("application/json");
        assertThat(bench.request().header("User-Agent")).startsWith("camel-llm/");
    }

    /** A setting is sent, or, where the profile says that the target lacks it, left out with the reason as a notice. */
    private void setting(String provider, Feature feature, ChatRequest request, Consumer<JsonNode> sent) {
        bench.at(provider).enqueue(Reply.text("{\"prime\":2}"), Reply.text("{\"prime\":2}"));

        ChatResponse response = bench.ask(provider, request);

        if (bench.lacks(provider, feature)) {
            assertThat(response.notices()).extracting(Notice::setting).contains(feature.setting());
            LlmException strict =
                    Bench.failure(bench.model(provider, bench.settings(provider).withStrict(true))
                            .complete(request));
            assertThat(strict.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
            assertThat(bench.simulator.requests()).hasSize(1);
        } else if (response.notices().isEmpty()) {
            assertThat(bench.request().ignored())
                    .as("members that the provider ignores")
                    .isEmpty();
            sent.accept(bench.words(provider).said(bench.request().json(), feature));
        } else {
            withoutThinking(provider, feature, request, response, sent);
        }
    }

    /** Some models take a setting only while they do not think; the notice says so, and then it is sent. */
    private void withoutThinking(
            String provider, Feature feature, ChatRequest request, ChatResponse noticed, Consumer<JsonNode> sent) {
        assertThat(noticed.notices()).extracting(Notice::setting).containsExactly(feature.setting());
        assertThat(noticed.notices().get(0).message()).contains("effort none");
        ChatRequest calm = request.toBuilder()
                .reasoning(new ReasoningSettings(ReasoningEffort.NONE, null, null))
                .build();

        assertThat(bench.ask(provider, calm).notices()).isEmpty();

        sent.accept(bench.words(provider).said(bench.request().json(), feature));
    }

    private void part(String provider, Feature feature, Part part, String sent) {
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(Part.text("What is this?"), part))
                .build();
        if (bench.lacks(provider, feature)) {
            LlmException problem = bench.refusal(provider, request);
            assertThat(problem.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
            assertThat(bench.simulator.requests()).isEmpty();
            return;
        }
        bench.at(provider).enqueue(Reply.text("A test."));

        assertThat(bench.ask(provider, request).text()).isEqualTo("A test.");

        assertThat(bench.request().json().toString()).contains(sent);
    }

    private static ChatRequest.Builder ask() {
        return ChatRequest.builder().user("Name a prime.");
    }

    private static ChatRequest sampling(
            Double temperature, Double topP, Integer topK, Integer maxTokens, String stop, Long seed) {
        return ask().sampling(new Sampling(
                        temperature,
                        topP,
                        topK,
                        maxTokens,
                        stop == null ? List.of() : List.of(stop),
                        seed,
                        null,
                        null,
                        null,
                        null))
                .build();
    }
}
