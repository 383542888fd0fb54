/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.dialect.bedrock.BedrockDialect;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.evidence.Evidence;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.profile.ModelMatch;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we send to Bedrock, held against AWS's own service model. */
class BedrockServiceModelTest {

    private static final String PROVIDER = "bedrock";
    private static final String FILE = "bedrock-runtime.service-2.json";
    private static final String DEFAULT_MODEL = "global.anthropic.claude-sonnet-4-6";
    /** Requests whose options or words are another provider's, which go through as they are. */
    private static final Set<String> OTHERS_WORDS = Set.of("option of the provider", "service tier", "spoken answer");

    private static final BedrockDialect DIALECT = new BedrockDialect();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceModel model = ServiceModel.of(FILE);

    private static Target target(String id) {
        try (LlmClient client = LlmClient.builder().build()) {
            ProviderProfile profile = client.catalog().provider(PROVIDER);
            return new Target(profile, ModelMatch.find(profile, id).model());
        }
    }

    private static JsonNode body(ChatRequest request, Target target, boolean stream) {
        try {
            return JSON.readTree(DIALECT.chat(request, target, stream).body().text());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** One of each family: they differ in how they think, in schemas and in what they take. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                DEFAULT_MODEL,
                "anthropic.claude-opus-4-8",
                "anthropic.claude-haiku-4-5-20251001-v1:0",
                "amazon.nova-lite-v1:0",
                "global.amazon.nova-2-lite-v1:0",
                "openai.gpt-oss-120b-1:0",
                "mistral.mistral-large-3-675b-instruct",
                "my.unlisted-model"
            })
    void every_request_obeys_the_model(String id) {
        Target target = target(id);
        Map<String, List<String>> problems = new TreeMap<>();
        List<Ask> sent = new ArrayList<>();
        for (Ask ask : Asks.all()) {
            if (OTHERS_WORDS.contains(ask.name())) {
                continue;
            }
            try {
                List<String> found =
                        new ArrayList<>(model.problems(body(ask.request(), target, false), "ConverseRequest"));
                found.addAll(model.problems(body(ask.request(), target, true), "ConverseStreamRequest"));
                sent.add(ask);
                if (!found.isEmpty()) {
                    problems.put(ask.name(), found);
                }
            } catch (LlmException refused) {
                assertThat(refused.kind()).as(ask.name()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
            }
        }

        assertThat(problems).isEmpty();
        assertThat(sent).hasSizeGreaterThan(15);
        if (id.equals(DEFAULT_MODEL)) {
            evidence(sent, target);
        }
    }

    /** Only what was sent as asked shows something. */
    private static void evidence(List<Ask> sent, Target target) {
        TreeSet<Capability> shown = new TreeSet<>();
        sent.stream()
                .filter(ask ->
                        DIALECT.chat(ask.request(), target, false).notices().isEmpty())
                .map(Ask::proves)
                .filter(proved -> proved != Capability.CACHED_TOKENS && proved != Capability.USAGE)
                .forEach(shown::add);
        shown.forEach(capability -> Evidence.vendorDocument(PROVIDER, capability, FILE + " Converse"));
    }

    @Test
    void a_fault_in_a_request_is_found() {
        ObjectNode right = (ObjectNode) body(ChatRequest.of("Hi"), target(DEFAULT_MODEL), false);
        ObjectNode unknown = right.deepCopy().put("model", "x");
        ObjectNode unit = right.deepCopy();
        unit.putObject("inferenceConfig").put("temperature", 1.5);
        ObjectNode union = right.deepCopy();
        ((ObjectNode) union.at("/messages/0/content/0")).putObject("cachePoint").put("type", "default");
        ObjectNode word = right.deepCopy();
        ((ObjectNode) word.at("/messages/0")).put("role", "tool");
        ObjectNode lacking = right.deepCopy();
        ((ObjectNode) lacking.at("/messages/0")).remove("content");

        assertThat(model.problems(right, "ConverseRequest")).isEmpty();
        for (ObjectNode wrong : List.of(unknown, unit, union, word, lacking)) {
            assertThat(model.problems(wrong, "ConverseRequest"))
                    .as(wrong.toString())
                    .hasSize(1);
        }
    }
}
