/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes requests for vectors and reads the vectors, as numbers, as float32 or as signed bytes in base64. */
final class EmbeddingCodec {

    static final String PATH = "/embeddings";

    private EmbeddingCodec() {}

    static WireRequest encode(EmbeddingRequest request, Target target) {
        RequestBody body = new RequestBody(
                target,
                "embed",
                request.providerOptions(),
                List.of(),
                target.quirks().list(OpenAiQuirks.OMIT_FIELDS));
        body.need(Feature.EMBEDDINGS, "a request for embeddings");
        body.member("model", "model").text(target.model().id());
        body.member("input", "inputs").value(request.inputs());
        if (request.dimensions() != null
                && body.takes(Feature.DIMENSIONS, field(body, OpenAiQuirks.DIMENSIONS_FIELD))) {
            body.member(field(body, OpenAiQuirks.DIMENSIONS_FIELD), "dimensions")
                    .number(request.dimensions());
        }
        inputType(request, body);
        if (request.user() != null && body.takes(Feature.USER, "user")) {
            body.member("user", "user").text(request.user());
        }
        String format = body.quirks().text(OpenAiQuirks.EMBEDDING_FORMAT, "");
        Map<String, String> defaults = format.isEmpty() ? Map.of() : Map.of("encoding_format", format);
        return WireRequest.json(
                target.provider().paths().getOrDefault("embed", PATH), body.finish(defaults), body.notices());
    }

    private static String field(RequestBody body, String quirk) {
        return body.quirks().text(quirk, "dimensions");
    }

    private static void inputType(EmbeddingRequest request, RequestBody body) {
        String type = request.inputType();
        if (type == null) {
            return;
        }
        String field = body.quirks().text(OpenAiQuirks.INPUT_TYPE_FIELD, "");
        if (field.isEmpty()) {
            body.notice("inputType", "no such setting of the provider is known");
        } else {
            body.member(field, "inputType").text(type);
        }
    }

    static EmbeddingResponse decode(WireReply reply, EmbeddingRequest request, Target target, Failures failures) {
        VectorReader answer = new VectorReader(target);
        try (JsonReader in = JsonReader.of(reply.body().stream())) {
            answer.read(in);
        } catch (JsonException | IllegalArgumentException e) {
            throw failures.invalid("the answer is malformed: " + e.getMessage(), e);
        }
        if (answer.refused() || answer.vectors().isEmpty()) {
            throw ErrorBody.parse(reply.body().toArray(), reply.body().text()).told(failures);
        }
        if (answer.vectors().size() != request.inputs().size()) {
            throw failures.invalid(
                    "the answer has " + answer.vectors().size() + " vectors for "
                            + request.inputs().size() + " inputs",
                    null);
        }
        answer.vectors().sort(Comparator.comparingInt(Embedding::index));
        for (int i = 0; i < answer.vectors().size(); i++) {
            if (answer.vectors().get(i).index() != i) {
                throw failures.invalid("the answer has no vector, or two, for input " + i, null);
            }
        }
        return new EmbeddingResponse(
                answer.id(),
                failures.requestId().orElse(null),
                target.provider().id(),
                request.model() == null ? target.model().id() : request.model(),
                answer.model(),
                answer.vectors(),
                answer.usage(),
                answer.bill() == null ? Cost.unknown("the provider sent no bill") : Cost.reported(answer.bill()),
                List.of());
    }
}
