/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes requests for vectors and reads the vectors. (providers/ollama, Embeddings, read 2026-11-25) */
final class EmbeddingCodec {

    private static final String PATH = "/api/embed";

    private EmbeddingCodec() {}

    static WireRequest encode(EmbeddingRequest request, Target target) {
        RequestBody body = new RequestBody(target, "embed", request.providerOptions(), List.of(), List.of());
        body.need(Feature.EMBEDDINGS, "a request for embeddings");
        body.member("model", "model").text(target.model().id());
        body.member("input", "inputs").value(request.inputs());
        if (request.dimensions() != null && body.takes(Feature.DIMENSIONS, "dimensions")) {
            body.member("dimensions", Feature.DIMENSIONS.setting()).number(request.dimensions());
        }
        if (request.inputType() != null) {
            body.notice("inputType", "the server has no such setting; put the model's own prefix before the texts");
        }
        if (request.user() != null) {
            body.notice(Feature.USER.setting(), body.lacks(Feature.USER).orElse("the request has no such member"));
        }
        String path = target.provider().paths().getOrDefault("embed", PATH);
        Map<String, String> defaults = new HashMap<>(body.quirks().map(OllamaQuirks.REQUEST_DEFAULTS));
        defaults.keySet().retainAll(Set.of("truncate"));
        return WireRequest.json(path, body.finish(defaults), body.notices());
    }

    static EmbeddingResponse decode(WireReply reply, EmbeddingRequest request, Target target, Failures failures) {
        Vectors answer = new Vectors();
        try (JsonReader in = JsonReader.of(reply.body().stream())) {
            answer.read(in);
        } catch (JsonException e) {
            throw failures.invalid("the answer is malformed: " + e.getMessage(), e);
        }
        if (answer.all.isEmpty()) {
            throw ErrorBody.parse(reply.body().text()).told(failures);
        }
        if (answer.all.size() != request.inputs().size()) {
            throw failures.invalid(
                    "the answer has " + answer.all.size() + " vectors for "
                            + request.inputs().size() + " inputs",
                    null);
        }
        return new EmbeddingResponse(
                null,
                failures.requestId().orElse(null),
                target.provider().id(),
                request.model() == null ? target.model().id() : request.model(),
                answer.model,
                answer.all,
                answer.usage,
                Cost.unknown("the server sent no bill"),
                List.of());
    }

    private static final class Vectors {
        final List<Embedding> all = new ArrayList<>();
        Usage usage = Usage.UNKNOWN;

        @Nullable
        String model;

        void read(JsonReader in) {
            if (!in.isObject()) {
                in.skip();
                return;
            }
            for (String name = in.nextField(); name != null; name = in.nextField()) {
                switch (name) {
                    case "model" -> model = in.scalarOrNull();
                    case "embeddings" -> list(in);
                    case "prompt_eval_count" -> {
                        Long count = in.wholeOrNull();
                        usage = count == null || count < 0 ? usage : new Usage(Map.of(Bucket.INPUT, count));
                    }
                    default -> in.skip();
                }
            }
            in.end();
        }

        private void list(JsonReader in) {
            if (!in.isArray()) {
                in.skip();
                return;
            }
            while (in.nextElement()) {
                all.add(new Embedding(all.size(), numbers(in)));
            }
        }

        private static float[] numbers(JsonReader in) {
            in.array();
            float[] vector = new float[1024];
            int length = 0;
            while (in.nextElement()) {
                if (length == vector.length) {
                    vector = Arrays.copyOf(vector, 2 * length);
                }
                vector[length++] = (float) in.doubleValue();
            }
            return Arrays.copyOf(vector, length);
        }
    }
}
