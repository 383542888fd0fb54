/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.Conversation;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one request. (providers/bedrock, Chat request, and the service model of 2026-08-07, read 2026-11-25) */
final class RequestEncoder {

    private static final int MOST_METADATA = 16;

    private final ChatRequest request;
    private final Target target;
    private final RequestBody body;
    private final JsonWriter json;

    RequestEncoder(ChatRequest request, Target target) {
        this.request = request;
        this.target = target;
        body = new RequestBody(
                target,
                "chat",
                request.providerOptions(),
                List.of(),
                target.quirks().list(BedrockQuirks.OMIT_FIELDS));
        json = body.json();
    }

    WireRequest encode(boolean stream) {
        modelStandsInThePath();
        ModelFields fields = new ModelFields(body);
        Thinking thinking = new Thinking(body, request, fields);
        Conversation conversation = Conversation.of(request.messages(), body, RequestEncoder::says);
        BlockEncoder blocks = new BlockEncoder(body);
        system(conversation.system(), blocks);
        body.member("messages", "messages");
        messages(conversation.turns(), blocks);
        inference(request.sampling(), fields);
        FormatEncoder format = new FormatEncoder(body, request, thinking);
        new ToolEncoder(body).encode(request, conversation, format.tool());
        format.encode();
        others();
        fields.encode();
        if (stream) {
            body.need(Feature.STREAMING, "a streamed answer");
        }
        return WireRequest.json(
                ModelPath.of(target.model().id(), stream ? "converse-stream" : "converse"),
                body.finish(body.quirks().map(BedrockQuirks.REQUEST_DEFAULTS)),
                body.notices());
    }

    /** Blank texts are refused. (pitfalls 5 and 7, read 2026-11-25) */
    private static boolean says(Part part) {
        return !(part instanceof Part.Text text && text.text().isBlank());
    }

    /** Writes the turns; the request's documents stand at the beginning of the first. */
    private void messages(List<Conversation.Turn> turns, BlockEncoder blocks) {
        if (!request.documents().isEmpty()) {
            body.need(Feature.DOCUMENTS, "documents to be cited");
        }
        json.beginArray();
        for (int i = 0; i < turns.size(); i++) {
            Conversation.Turn turn = turns.get(i);
            boolean documents = i == 0 && !request.documents().isEmpty();
            if ((documents || turn.has(Part.File.class)) && !turn.has(Part.Text.class)) {
                throw blocks.documentWithoutText();
            }
            json.beginObject().member("role", turn.role()).name("content").beginArray();
            if (documents) {
                request.documents().forEach(blocks::document);
            }
            turn.parts().forEach(blocks::encode);
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void modelStandsInThePath() {
        for (String name : List.of("model", "modelId")) {
            if (body.hasOption(name)) {
                throw body.problem(
                        ErrorKind.INVALID_REQUEST,
                        "both the setting model and providerOptions." + name + " are given; leave the latter out, "
                                + "the model stands in the path");
            }
        }
    }

    private void system(List<Part.Text> texts, BlockEncoder blocks) {
        if (!texts.isEmpty()) {
            body.member("system", "messages").beginArray();
            texts.forEach(blocks::text);
            json.endArray();
        }
    }

    private void inference(Sampling sampling, ModelFields fields) {
        Map<String, Object> config = new LinkedHashMap<>();
        put(config, Feature.MAX_TOKENS, "maxTokens", sampling.maxTokens());
        boolean both = sampling.temperature() != null
                && sampling.topP() != null
                && body.quirks().is(BedrockQuirks.SAMPLING_ONE_OF);
        put(config, Feature.TEMPERATURE, "temperature", sampling.temperature());
        if (both) {
            body.notice(Feature.TOP_P.setting(), "the model takes temperature or topP, not both");
        } else {
            put(config, Feature.TOP_P, "topP", sampling.topP());
        }
        put(config, Feature.STOP, "stopSequences", sampling.stop().isEmpty() ? null : sampling.stop());
        if (!config.isEmpty()) {
            body.member("inferenceConfig", String.join(", ", config.keySet())).value(config);
        }
        topK(sampling.topK(), fields);
        absent(Feature.SEED, sampling.seed());
        absent(Feature.FREQUENCY_PENALTY, sampling.frequencyPenalty());
        absent(Feature.PRESENCE_PENALTY, sampling.presencePenalty());
        absent(Feature.N, sampling.n() == null || sampling.n() == 1 ? null : sampling.n());
        absent(Feature.LOGPROBS, sampling.topLogprobs());
    }

    private void put(Map<String, Object> config, Feature feature, String name, @Nullable Object value) {
        if (value != null && body.takes(feature, "inferenceConfig")) {
            config.put(name, value);
        }
    }

    private void topK(@Nullable Integer asked, ModelFields fields) {
        if (asked == null) {
            return;
        }
        switch (body.quirks().text(BedrockQuirks.TOP_K, "none")) {
            case "top_k" -> fields.put(Feature.TOP_K, "top_k", asked);
            case "inferenceConfig.topK" -> fields.put(Feature.TOP_K, "inferenceConfig", Map.of("topK", asked));
            default ->
                body.notice(
                        Feature.TOP_K.setting(),
                        body.lacks(Feature.TOP_K)
                                .orElse("no profile says under which name the model takes it; "
                                        + "set providerOptions.additionalModelRequestFields"));
        }
    }

    private void others() {
        absent(Feature.PROMPT_CACHE_KEY, request.promptCacheKey());
        absent(Feature.USER, request.user());
        if (!request.metadata().isEmpty() && body.takes(Feature.METADATA, "requestMetadata")) {
            if (request.metadata().size() > MOST_METADATA) {
                throw body.problem(
                        ErrorKind.INVALID_REQUEST,
                        "metadata has " + request.metadata().size() + " entries, but at most " + MOST_METADATA
                                + " are allowed");
            }
            body.member("requestMetadata", "metadata").value(request.metadata());
        }
        if (request.serviceTier() != null && body.takes(Feature.SERVICE_TIER, "serviceTier")) {
            body.member("serviceTier", "serviceTier")
                    .beginObject()
                    .member("type", request.serviceTier())
                    .endObject();
        }
    }

    /** Converse has no such member. */
    private void absent(Feature feature, @Nullable Object value) {
        if (value != null) {
            body.notice(feature.setting(), body.lacks(feature).orElse("Converse has no such member"));
        }
    }
}
