/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vectors by InvokeModel, whose body is the model's own: Titan takes one text a call, Cohere up to 96. (providers/bedrock,
 * Embeddings, read 2026-11-25)
 */
final class EmbeddingCodec {

    private static final int COHERE_MOST = 96;
    private static final Map<String, String> COHERE_TYPES =
            Map.of("document", "search_document", "query", "search_query");
    private static final String TOKENS = "x-amzn-bedrock-input-token-count";

    private final EmbeddingRequest request;
    private final Target target;
    private final RequestBody body;
    private final String form;

    EmbeddingCodec(EmbeddingRequest request, Target target) {
        this.request = request;
        this.target = target;
        body = new RequestBody(
                target,
                "embed",
                request.providerOptions(),
                List.of(),
                target.quirks().list(BedrockQuirks.OMIT_FIELDS));
        form = body.quirks().text(BedrockQuirks.EMBEDDING_FORM, "");
    }

    /** The most texts in one call. */
    static int most(Target target) {
        return target.quirks().text(BedrockQuirks.EMBEDDING_FORM, "").startsWith("cohere") ? COHERE_MOST : 1;
    }

    WireRequest encode() {
        body.need(Feature.EMBEDDINGS, "a request for embeddings");
        switch (form) {
            case "titan", "titanV1" -> titan();
            case "cohereV3", "cohereV4" -> cohere();
            default ->
                throw body.unsupported(
                        "a request for embeddings",
                        "InvokeModel has a body for each family of models, and no profile says which one "
                                + target.model().id() + " takes; set its quirk embeddingForm to titan, titanV1, "
                                + "cohereV3 or cohereV4");
        }
        if (request.user() != null) {
            body.notice(Feature.USER.setting(), body.lacks(Feature.USER).orElse("InvokeModel has no such member"));
        }
        return WireRequest.json(ModelPath.of(target.model().id(), "invoke"), body.finish(Map.of()), body.notices());
    }

    private void titan() {
        if (request.inputs().size() > 1) {
            throw body.unsupported(
                    request.inputs().size() + " texts in one call",
                    "the model takes one text a call; split them, or use a model that takes many, such as Cohere's");
        }
        body.member("inputText", "inputs").text(request.inputs().get(0));
        dimensions("dimensions", form.equals("titan"));
        if (request.inputType() != null) {
            body.notice("inputType", "the model has no such setting");
        }
    }

    private void cohere() {
        if (request.inputs().size() > COHERE_MOST) {
            throw body.unsupported(
                    request.inputs().size() + " texts in one call",
                    "the model takes at most " + COHERE_MOST + "; split them");
        }
        JsonWriter json = body.member("texts", "inputs");
        json.value(request.inputs());
        String type = request.inputType() == null ? "document" : request.inputType();
        if (request.inputType() != null || !body.hasOption("input_type")) {
            body.member("input_type", "inputType").text(COHERE_TYPES.getOrDefault(type, type));
        }
        dimensions("output_dimension", form.equals("cohereV4"));
        if (form.equals("cohereV4") && !body.hasOption("embedding_types")) {
            body.member("embedding_types", "inputs").value(List.of("float"));
        }
    }

    private void dimensions(String member, boolean taken) {
        if (request.dimensions() == null) {
            return;
        }
        if (!taken) {
            body.notice(
                    Feature.DIMENSIONS.setting(),
                    body.lacks(Feature.DIMENSIONS).orElse("the length of this model's vectors is fixed"));
        } else if (body.takes(Feature.DIMENSIONS, member)) {
            body.member(member, Feature.DIMENSIONS.setting()).number(request.dimensions());
        }
    }

    EmbeddingResponse decode(WireReply reply, Failures failures) {
        VectorReader answer = new VectorReader();
        try (JsonReader in = JsonReader.of(reply.body().stream())) {
            answer.read(in);
        } catch (JsonException e) {
            throw failures.invalid("the answer is malformed: " + e.getMessage(), e);
        }
        if (answer.vectors().isEmpty()) {
            throw ErrorBody.parse(reply.body().text(), reply.headers()).told(failures);
        }
        if (answer.vectors().size() != request.inputs().size()) {
            throw failures.invalid(
                    "the answer has " + answer.vectors().size() + " vectors for "
                            + request.inputs().size() + " inputs",
                    null);
        }
        return new EmbeddingResponse(
                answer.id().or(failures::requestId).orElse(null),
                failures.requestId().orElse(null),
                target.provider().id(),
                request.model() == null ? target.model().id() : request.model(),
                null,
                embeddings(answer.vectors()),
                usage(answer, reply),
                Cost.unknown("the provider sent no bill"),
                List.of());
    }

    private static List<Embedding> embeddings(List<float[]> vectors) {
        List<Embedding> all = new ArrayList<>(vectors.size());
        for (int i = 0; i < vectors.size(); i++) {
            all.add(new Embedding(i, vectors.get(i)));
        }
        return all;
    }

    private static Usage usage(VectorReader answer, WireReply reply) {
        return answer.tokens()
                .or(() -> reply.headers().first(TOKENS).flatMap(EmbeddingCodec::count))
                .map(count -> new Usage(Map.of(Bucket.INPUT, count)))
                .orElse(Usage.UNKNOWN);
    }

    private static Optional<Long> count(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
