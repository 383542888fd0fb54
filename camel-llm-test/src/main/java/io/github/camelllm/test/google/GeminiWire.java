/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.SimulatedWire;
import io.github.camelllm.test.WireCall;
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

/** What the hosts of generateContent have in common. */
abstract class GeminiWire implements SimulatedWire {

    static final String JSON = "application/json; charset=UTF-8";
    static final int DIMENSIONS = 8;
    private static final Map<ErrorCase, ApiError> ERRORS = Map.of(
            ErrorCase.CONTEXT_TOO_LONG,
                    ApiError.invalid(
                            "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."),
            ErrorCase.OVERLOADED, ApiError.of(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
            ErrorCase.SERVER_ERROR, ApiError.of(500, "INTERNAL", "An internal error has occurred. Please retry."),
            ErrorCase.MALFORMED_REQUEST, ApiError.invalid(ContentRules.unknown("message")));

    /** What stands before the model's resource in a path, as a regular expression. */
    abstract String folder();

    /** Members of a request that only this host takes. */
    abstract Set<String> ownMembers();

    abstract ContentCall.Style style();

    /** Refuses a call without a login, or with a wrong one. */
    abstract void checkLogin(WireCall call);

    /** The errors that this host words in its own way. */
    abstract Map<ErrorCase, ApiError> ownErrors();

    abstract ApiError unknownModel(String resource);

    /** Whether a method is one of those that make vectors; refuses a request that is wrong. */
    abstract boolean checkVectors(WireCall call, Asked asked);

    abstract ObjectNode vectors(WireCall call, Answer answer);

    @Override
    public Optional<Payload> unscripted(WireCall call) {
        try {
            return own(call);
        } catch (RefusedException e) {
            return Optional.of(e.payload());
        }
    }

    private Optional<Payload> own(WireCall call) {
        checkLogin(call);
        if (call.request().method().equals("GET") && call.request().path().endsWith("/models")) {
            return Optional.of(models(call));
        }
        Asked asked = Asked.of(call.request());
        if (!asked.folder().matches(folder()) || !call.request().method().equals("POST")) {
            return Optional.of(Payload.whole(
                    404,
                    "text/html; charset=UTF-8",
                    "<title>Error 404 (Not Found)!!1</title>".getBytes(StandardCharsets.UTF_8)));
        }
        if (!call.models().isEmpty() && !call.models().contains(asked.model())) {
            throw unknownModel(asked.resource()).refusal(call);
        }
        if (asked.method().equals("generateContent") || asked.streams()) {
            new ContentRules(call, ownMembers()).check();
        } else if (!checkVectors(call, asked)) {
            throw unknownModel(asked.resource()).refusal(call);
        }
        return Optional.empty();
    }

    private static Payload models(WireCall call) {
        ObjectNode list = Nodes.object();
        ArrayNode models = list.putArray("models");
        call.models().stream()
                .sorted()
                .forEach(model -> models.addObject()
                        .put("name", "models/" + model)
                        .putArray("supportedGenerationMethods")
                        .add("generateContent"));
        return Payload.whole(200, JSON, Nodes.bytes(list));
    }

    @Override
    public String prompt(JsonNode body) {
        String prompt = "";
        for (JsonNode content : body.path("contents")) {
            String text = text(content);
            if (!content.path("role").asText("user").equals("model") && !text.isEmpty()) {
                prompt = text;
            }
        }
        return prompt;
    }

    @Override
    public String model(RecordedRequest request) {
        return Asked.of(request).model();
    }

    static String text(JsonNode content) {
        StringBuilder text = new StringBuilder();
        content.path("parts").forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    @Override
    public Reply usualReply(WireCall call) {
        JsonNode body = call.body();
        for (JsonNode function : body.at("/tools/0/functionDeclarations")) {
            if (forced(body, function.path("name").asText())) {
                return Reply.toolCall(function.path("name").asText(), sample(function.path("parametersJsonSchema")));
            }
        }
        JsonNode schema = body.at("/generationConfig/responseJsonSchema");
        if (schema.isObject()) {
            return Reply.text(sample(schema));
        }
        if (body.at("/generationConfig/responseMimeType").asText().equals("application/json")) {
            return Reply.text("{\"simulated\":true}");
        }
        return Reply.text(Prompts.echo(prompt(body)));
    }

    private static boolean forced(JsonNode body, String name) {
        JsonNode calling = body.at("/toolConfig/functionCallingConfig");
        JsonNode allowed = calling.path("allowedFunctionNames");
        return calling.path("mode").asText().equals("ANY")
                && (allowed.isEmpty() || allowed.toString().contains("\"" + name + "\""));
    }

    private static String sample(JsonNode schema) {
        return new String(Nodes.bytes(SchemaSample.of(schema)), StandardCharsets.UTF_8);
    }

    @Override
    public Payload answer(WireCall call, Answer answer) {
        Asked asked = Asked.of(call.request());
        if (!asked.method().equals("generateContent") && !asked.streams()) {
            ObjectNode vectors = vectors(call, answer);
            answer.rewrite().accept(vectors);
            return Payload.whole(200, JSON, Nodes.bytes(vectors));
        }
        ContentCall content = ContentCall.of(call, answer, id(), style());
        if (asked.streams()) {
            return Payload.stream("text/event-stream", () -> Lazy.flat(content.frames()));
        }
        ObjectNode body = content.whole();
        answer.rewrite().accept(body);
        return Payload.whole(200, JSON, Nodes.bytes(body));
    }

    @Override
    public Set<ErrorCase> errors() {
        return Set.of(ErrorCase.values());
    }

    /** A blocked prompt is no error of HTTP: there is an answer, but without candidates. */
    @Override
    public Payload error(WireCall call, ErrorCase error) {
        if (error != ErrorCase.CONTENT_BLOCKED) {
            return said(error).payload(call);
        }
        return Asked.of(call.request()).streams()
                ? Payload.stream(
                        "text/event-stream",
                        () -> List.of(ContentCall.event(Frame.Kind.CONTENT, blocked()))
                                .iterator())
                : Payload.whole(200, JSON, Nodes.bytes(blocked()));
    }

    private ApiError said(ErrorCase error) {
        ApiError own = ownErrors().get(error);
        return own == null ? Objects.requireNonNull(ERRORS.get(error), error::name) : own;
    }

    private ObjectNode blocked() {
        ObjectNode body = Nodes.object();
        body.putObject("promptFeedback").put("blockReason", "PROHIBITED_CONTENT");
        ObjectNode usage =
                body.putObject("usageMetadata").put("promptTokenCount", 20).put("totalTokenCount", 20);
        style().tier(usage, "standard");
        body.put("modelVersion", "gemini-3.8-flash").put("responseId", "abc");
        style().object(body);
        return body;
    }

    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        ObjectNode body =
                error == ErrorCase.CONTENT_BLOCKED ? blocked() : said(error).body();
        return List.of(ContentCall.event(Frame.Kind.ERROR, body));
    }

    @Override
    public Frame malformedEvent(WireCall call) {
        return Frame.of(
                Frame.Kind.CONTENT, "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"bro\r\n\r\n");
    }
}
