/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same request, said in our words and in those of OpenAI's SDK, is the same on the wire, member by member. */
class VendorSdkBodyTest {

    /** What OpenAI has no member for. */
    private static final Set<String> NOT_OF_OPENAI = Set.of("top k");

    private static final SdkRequests REQUESTS = new SdkRequests();
    private static final Traffic TRAFFIC = new Traffic();
    private static final Sdk SDK = new Sdk(Sdk.builder(TRAFFIC));

    @BeforeAll
    static void every_request_has_its_twin() {
        Set<String> asked = new TreeSet<>();
        Asks.all().forEach(ask -> asked.add(ask.name()));
        asked.removeAll(NOT_OF_OPENAI);
        assertThat(REQUESTS.names()).containsExactlyInAnyOrderElementsOf(asked).hasSizeGreaterThanOrEqualTo(25);
    }

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
    void the_bodies_are_the_same(String name) {
        Ask ask = Asks.named(name);
        JsonNode ours = TRAFFIC.chat(Vendor.OPENAI, ask).orElseThrow().request();
        TRAFFIC.at(Vendor.OPENAI).enqueue(ask.reply());
        SDK.whole(REQUESTS.whole(ask));

        assertThat(Difference.between(ours, sent().json())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void the_bodies_of_streams_are_the_same(String name) {
        Ask ask = Asks.named(name);
        JsonNode ours = TRAFFIC.stream(Vendor.OPENAI, ask).orElseThrow().request();
        TRAFFIC.at(Vendor.OPENAI).enqueue(ask.reply());
        SDK.streamed(REQUESTS.streamed(ask));

        assertThat(Difference.between(ours, sent().json())).isEmpty();
    }

    @Test
    void the_bodies_of_embeddings_are_the_same_but_for_a_default_that_the_sdk_writes_out() {
        String model = Vendor.OPENAI.embedder();
        EmbeddingRequest request = new EmbeddingRequest(null, List.of("cat", "dog"), 64, null, "tenant-1", Map.of());
        JsonNode ours = TRAFFIC.embed(Vendor.OPENAI, request).request();
        SDK.client
                .embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(model)
                        .inputOfArrayOfStrings(List.of("cat", "dog"))
                        .dimensions(64)
                        .user("tenant-1")
                        .build());
        ObjectNode theirs = (ObjectNode) sent().json();

        theirs.remove("encoding_format");
        ((ObjectNode) ours).remove("encoding_format");
        assertThat(Difference.between(ours, theirs)).isEmpty();
        Sdk.proves(Capability.EMBEDDINGS);
    }

    @Test
    void the_headers_that_matter_are_the_same() {
        TRAFFIC.at(Vendor.OPENAI).reset().always(Reply.text("Two."));
        ChatCompletionCreateParams plain = REQUESTS.whole(Asks.named("plain"));
        try (LlmClient client = LlmClient.builder().build();
                Sdk sdk = new Sdk(Sdk.builder(TRAFFIC).organization("org-1").project("proj-1"))) {
            LoadedModel model = client.load("openai", "gpt-4.1-mini", ofOrganization());
            Traffic.wait(model.complete(ChatRequest.of("Hi")));
            RecordedRequest ours = sent();
            sdk.whole(plain);
            same(ours, sent());

            Traffic.read(model.stream(ChatRequest.of("Hi")));
            RecordedRequest oursStreamed = sent();
            sdk.streamed(plain);
            same(oursStreamed, sent());
            assertThat(oursStreamed.header("Accept")).isEqualTo("text/event-stream");
        } finally {
            TRAFFIC.at(Vendor.OPENAI).reset();
        }
    }

    private static void same(RecordedRequest ours, RecordedRequest theirs) {
        assertThat(ours.method()).isEqualTo(theirs.method());
        assertThat(ours.target()).isEqualTo(theirs.target());
        for (String name : List.of("Authorization", "Content-Type", "OpenAI-Organization", "OpenAI-Project")) {
            assertThat(ours.header(name)).as(name).isNotEmpty().isEqualTo(theirs.header(name));
        }
        assertThat(ours.header("Accept")).isEqualTo(theirs.header("Accept"));
    }

    private static TargetSettings ofOrganization() {
        TargetSettings standard = TargetSettings.STANDARD;
        return new TargetSettings(
                SecretSource.of(Traffic.KEY),
                TRAFFIC.at(Vendor.OPENAI).baseUrl(),
                null,
                Map.of("OpenAI-Organization", "org-1", "OpenAI-Project", "proj-1"),
                standard.transport(),
                standard.deadlines(),
                standard.maxResponseBytes(),
                standard.readerTimeout(),
                true);
    }

    private static RecordedRequest sent() {
        return TRAFFIC.simulator.lastRequest();
    }
}
