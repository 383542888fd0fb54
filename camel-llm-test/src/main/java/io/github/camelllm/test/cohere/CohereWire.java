/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.cohere;

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
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Lazy;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Prompts;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.SchemaSample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Cohere's chat and embed, version 2. (cohere-ai/cohere-developer-experience of 2026-08-20, and traffic recorded in August
 * 2026) Reasoning comes as a plan when there are tool calls, else as a thinking block, as recorded.
 */
public final class CohereWire implements SimulatedWire {

    private static final Map<ErrorCase, ApiError> ERRORS = Map.of(
            ErrorCase.BAD_KEY, new ApiError(401, "invalid api token"),
            ErrorCase.NO_PERMISSION, new ApiError(403, "your api token may not use this resource"),
            ErrorCase.UNKNOWN_MODEL, unknownModel("no-such-model"),
            ErrorCase.CONTEXT_TOO_LONG,
                    new ApiError(
                            400,
                            "too many tokens: size limit exceeded by 25836 tokens. Try using shorter or fewer inputs."
                                    + " The limit for this model is 288000 tokens.",
                            "TOO_MANY_TOKENS"),
            ErrorCase.CONTENT_BLOCKED,
                    new ApiError(498, "blocked: the request may violate the usage guidelines; adjust the prompt"),
            ErrorCase.RATE_LIMITED,
                    new ApiError(429, "You are using a Trial key, which is limited to 20 API calls / minute."),
            ErrorCase.QUOTA_EXHAUSTED,
                    new ApiError(402, "your account has reached its billing limit; update your payment method"),
            ErrorCase.OVERLOADED, new ApiError(503, "the service is unavailable; try again later"),
            ErrorCase.SERVER_ERROR,
                    new ApiError(500, "internal server error, this has been reported to our developers"),
            ErrorCase.MALFORMED_REQUEST, new ApiError(400, "invalid request: messages must be specified"));

    static ApiError unknownModel(String model) {
        return new ApiError(
                404,
                "model '" + model
                        + "' not found, make sure the correct model ID was used and that you have access to the model.");
    }

    private static ApiError told(ErrorCase error) {
        return Objects.requireNonNull(ERRORS.get(error), () -> "no words for " + error);
    }

    @Override
    public String id() {
        return "cohere";
    }

    @Override
    public String basePath() {
        return "/v2";
    }

    @Override
    public Optional<Payload> unscripted(WireCall call) {
        try {
            return own(call).map(payload -> payload.with(headers(call)));
        } catch (RefusedException e) {
            return Optional.of(e.payload().with(headers(call)));
        }
    }

    private static Optional<Payload> own(WireCall call) {
        String key = call.request().header("Authorization").replaceFirst("^[Bb]earer ", "");
        if (key.isEmpty()) {
            throw new ApiError(401, "no api key supplied").refusal(call);
        }
        if (!call.keyAccepted(key)) {
            throw told(ErrorCase.BAD_KEY).refusal(call);
        }
        String path = call.request().path();
        if (call.request().method().equals("GET") && path.equals("/v1/models")) {
            return Optional.of(models(call));
        }
        if (!call.request().method().equals("POST") || !(chats(call) || embeds(call))) {
            throw new ApiError(404, "the requested path was not found").refusal(call);
        }
        if (embeds(call)) {
            new EmbedRules(call).check();
        } else {
            new ChatRules(call).check();
        }
        if (!call.modelServed()) {
            throw unknownModel(call.model()).refusal(call);
        }
        return Optional.empty();
    }

    private static boolean chats(WireCall call) {
        return call.request().path().equals("/v2/chat");
    }

    private static boolean embeds(WireCall call) {
        return call.request().path().equals("/v2/embed");
    }

    private static Payload models(WireCall call) {
        ObjectNode list = Nodes.object();
        ArrayNode models = list.putArray("models");
        call.models().stream().sorted().forEach(model -> models.addObject().put("name", model));
        return Payload.whole(200, "application/json", Nodes.bytes(list));
    }

    @Override
    public String prompt(JsonNode body) {
        return Prompts.last(body);
    }

    @Override
    public Reply usualReply(WireCall call) {
        JsonNode body = call.body();
        if (body.path("tool_choice").asText().equals("REQUIRED")
                && !lastRole(body).equals("tool")) {
            JsonNode function = body.at("/tools/0/function");
            return Reply.toolCall(function.path("name").asText(), sample(function.path("parameters")));
        }
        JsonNode format = body.path("response_format");
        if (format.path("json_schema").isObject()) {
            return Reply.text(sample(format.path("json_schema")));
        }
        String echo = Prompts.echo(prompt(body));
        return format.path("type").asText().equals("json_object")
                ? Reply.text(json(Nodes.object().put("answer", echo)))
                : Reply.text(echo);
    }

    private static String lastRole(JsonNode body) {
        JsonNode messages = body.path("messages");
        return messages.path(messages.size() - 1).path("role").asText();
    }

    private static String sample(JsonNode schema) {
        return json(SchemaSample.of(schema));
    }

    private static String json(JsonNode node) {
        return new String(Nodes.bytes(node), StandardCharsets.UTF_8);
    }

    @Override
    public Payload answer(WireCall call, Answer answer) {
        if (embeds(call)) {
            return whole(EmbedAnswer.of(call, answer), answer, call);
        }
        ChatAnswer chat = ChatAnswer.of(call, answer);
        if (call.streams()) {
            return Payload.stream("text/event-stream", () -> Lazy.flat(new ChatEvents(chat).frames()))
                    .with(headers(call));
        }
        return whole(chat.whole(), answer, call);
    }

    private static Payload whole(ObjectNode body, Answer answer, WireCall call) {
        answer.rewrite().accept(body);
        return Payload.whole(200, "application/json", Nodes.bytes(body)).with(headers(call));
    }

    @Override
    public Set<ErrorCase> errors() {
        return ERRORS.keySet();
    }

    @Override
    public Payload error(WireCall call, ErrorCase error) {
        return told(error).payload(call).with(headers(call));
    }

    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        ObjectNode end = Nodes.object().put("type", "message-end");
        end.putObject("delta")
                .put("finish_reason", "ERROR")
                .put("error", told(error).message());
        return List.of(ChatEvents.event(Frame.Kind.ERROR, end));
    }

    @Override
    public Frame malformedEvent(WireCall call) {
        return Frame.of(
                Frame.Kind.CONTENT,
                "event: content-delta\ndata: {\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"bro\n\n");
    }

    private static Map<String, String> headers(WireCall call) {
        int number = call.request().number();
        return Map.of(
                "x-debug-trace-id",
                Ids.hex("trace/" + number, 32),
                "x-trial-endpoint-call-limit",
                "20",
                "x-trial-endpoint-call-remaining",
                Integer.toString(Math.max(0, 20 - number)));
    }
}
