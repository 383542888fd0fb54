/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;

/** Writes requests for vectors and reads the vectors. (providers/cohere, Embeddings, read 2026-11-25) */
final class EmbeddingCodec {

    private static final String PATH = "/embed";
    private static final String INPUT_TYPE = "input_type";
    private static final String USUAL_TYPE = "search_document";
    /** The words of other providers for the same. */
    private static final Map<String, String> INPUT_TYPES =
            Map.of("document", USUAL_TYPE, "passage", USUAL_TYPE, "query", "search_query");

    private EmbeddingCodec() {}

    static WireRequest encode(EmbeddingRequest request, Target target) {
        RequestBody body = new RequestBody(
                target,
                "embed",
                request.providerOptions(),
                List.of(),
                target.quirks().list(CohereQuirks.OMIT_FIELDS));
        body.need(Feature.EMBEDDINGS, "a request for embeddings");
        body.member("model", "model").text(target.model().id());
        body.member("texts", "inputs").value(request.inputs());
        inputType(request, body);
        if (!body.hasOption("embedding_types")) {
            body.member("embedding_types", "embedding_types").value(List.of(VectorReader.FLOAT));
        }
        if (request.dimensions() != null && body.takes(Feature.DIMENSIONS, "output_dimension")) {
            body.member("output_dimension", Feature.DIMENSIONS.setting()).number(request.dimensions());
        }
        if (request.user() != null) {
            body.notice(
                    Feature.USER.setting(),
                    body.lacks(Feature.USER).orElse("the provider's request has no such member"));
        }
        String path = target.provider().paths().getOrDefault("embed", PATH);
        return WireRequest.json(path, body.finish(Map.of()), body.notices());
    }

    /** The provider demands one. */
    private static void inputType(EmbeddingRequest request, RequestBody body) {
        String asked = request.inputType();
        if (asked != null) {
            body.member(INPUT_TYPE, "inputType").text(INPUT_TYPES.getOrDefault(asked, asked));
        } else if (!body.hasOption(INPUT_TYPE)) {
            body.member(INPUT_TYPE, "inputType").text(USUAL_TYPE);
            body.remark(
                    "inputType",
                    USUAL_TYPE + " was sent, because the provider demands an input type; set inputType to document,"
                            + " query, classification or clustering");
        }
    }

    static EmbeddingResponse decode(WireReply reply, EmbeddingRequest request, Target target, Failures failures) {
        VectorReader answer = new VectorReader();
        try (JsonReader in = JsonReader.of(reply.body().stream())) {
            answer.read(in);
        } catch (JsonException | IllegalArgumentException e) {
            throw failures.invalid("the answer is malformed: " + e.getMessage(), e);
        }
        if (answer.vectors().isEmpty()) {
            throw ErrorBody.parse(reply.body().text()).told(failures);
        }
        if (answer.vectors().size() != request.inputs().size()) {
            throw failures.invalid(
                    "the answer has " + answer.vectors().size() + " vectors for "
                            + request.inputs().size() + " inputs",
                    null);
        }
        return new EmbeddingResponse(
                answer.id(),
                failures.requestId().orElse(null),
                target.provider().id(),
                request.model() == null ? target.model().id() : request.model(),
                null,
                answer.vectors(),
                answer.usage(),
                Cost.unknown("the provider sent no bill"),
                List.of());
    }
}
