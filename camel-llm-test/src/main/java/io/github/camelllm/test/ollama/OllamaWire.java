/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.SimulatedWire;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Counting;
import io.github.camelllm.test.wire.Lazy;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Prompts;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.SchemaSample;
import io.github.camelllm.test.wire.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What all hosts of Ollama's own API have in common. (ollama/ollama: api/types.go, server/routes.go, read 2026-08-21) */
abstract class OllamaWire implements SimulatedWire {

    private static final int DIMENSIONS = 8;
    private static final String JSON = "application/json; charset=utf-8";

    private final Map<ErrorCase, ApiError> errors;

    OllamaWire(Map<ErrorCase, ApiError> errors) {
        this.errors = Map.copyOf(errors);
    }

    /** Refuses a wrong key. */
    abstract void checkKey(WireCall call, String key);

    static ApiError unknownModel(String model) {
        return new ApiError(404, "model \"" + model + "\" not found, try pulling it first");
    }

    @Override
    public final String basePath() {
        return "";
    }

    @Override
    public final Optional<Payload> unscripted(WireCall call) {
        try {
            return own(call);
        } catch (RefusedException e) {
            return Optional.of(e.payload());
        }
    }

    private Optional<Payload> own(WireCall call) {
        checkKey(call, call.request().header("Authorization").replaceFirst("^[Bb]earer ", ""));
        String path = call.request().path();
        if (call.request().method().equals("GET") && path.equals("/api/tags")) {
            return Optional.of(tags(call));
        }
        if (!call.request().method().equals("POST") || !(chats(call) || embeds(call))) {
            throw new ApiError(404, "404 page not found").refusal();
        }
        if (chats(call)) {
            new ChatRules(call.body()).check();
        } else if (!call.body().has("input")) {
            throw new ApiError(400, "missing input").refusal();
        }
        if (!call.modelServed()) {
            throw unknownModel(call.model()).refusal();
        }
        return Optional.empty();
    }

    private static boolean chats(WireCall call) {
        return call.request().path().equals("/api/chat");
    }

    private static boolean embeds(WireCall call) {
        return call.request().path().equals("/api/embed");
    }

    private static Payload tags(WireCall call) {
        ObjectNode list = Nodes.object();
        ArrayNode models = list.putArray("models");
        call.models().stream()
                .sorted()
                .forEach(model -> models.addObject().put("name", model).put("model", model));
        return Payload.whole(200, JSON, Nodes.bytes(list));
    }

    @Override
    public final String prompt(JsonNode body) {
        return Prompts.last(body);
    }

    @Override
    public final Reply usualReply(WireCall call) {
        JsonNode format = call.body().path("format");
        if (format.isObject()) {
            return Reply.text(new String(Nodes.bytes(SchemaSample.of(format)), StandardCharsets.UTF_8));
        }
        String echo = Prompts.echo(prompt(call.body()));
        return format.asText().equals("json")
                ? Reply.text(new String(Nodes.bytes(Nodes.object().put("answer", echo)), StandardCharsets.UTF_8))
                : Reply.text(echo);
    }

    @Override
    public final Payload answer(WireCall call, Answer answer) {
        if (embeds(call)) {
            return whole(vectors(call, answer), answer);
        }
        ChatAnswer chat = ChatAnswer.of(call, answer);
        return call.body().path("stream").asBoolean(true)
                ? Payload.stream("application/x-ndjson", () -> Lazy.flat(chat.lines()))
                : whole(chat.whole(), answer);
    }

    private static Payload whole(ObjectNode body, Answer answer) {
        answer.rewrite().accept(body);
        return Payload.whole(200, JSON, Nodes.bytes(body));
    }

    private static ObjectNode vectors(WireCall call, Answer answer) {
        JsonNode input = call.body().path("input");
        ObjectNode body = Nodes.object().put("model", answer.model().orElse(call.model()));
        ArrayNode list = body.putArray("embeddings");
        Vectors.of(input, answer, call.body().path("dimensions").asInt(DIMENSIONS))
                .forEach(vector -> list.add(Vectors.numbers(vector)));
        long tokens = answer.usage().map(usage -> usage.input()).orElseGet(() -> Counting.inputTokens(input));
        return body.put("total_duration", 14_143_917)
                .put("load_duration", 1_019_500)
                .put("prompt_eval_count", tokens);
    }

    @Override
    public final Set<ErrorCase> errors() {
        return errors.keySet();
    }

    @Override
    public final Payload error(WireCall call, ErrorCase error) {
        return told(error).payload();
    }

    @Override
    public final List<Frame> errorInStream(WireCall call, ErrorCase error) {
        return List.of(ChatAnswer.line(Frame.Kind.ERROR, told(error).body()));
    }

    private ApiError told(ErrorCase error) {
        return Objects.requireNonNull(errors.get(error), () -> "no words for " + error);
    }

    @Override
    public final Frame malformedEvent(WireCall call) {
        return Frame.of(Frame.Kind.CONTENT, "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"bro\n");
    }
}
