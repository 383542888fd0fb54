/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.anthropic;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The Messages API of Anthropic. Facts: platform.claude.com (API reference, errors, versions) and anthropic-sdk-python of
 * 2026-08-08, read November 2026; traffic recorded by vercel/ai.
 */
public final class AnthropicWire implements SimulatedWire {

    private static final Set<String> VERSIONS = Set.of("2023-06-01", "2026-10-21");
    private static final Map<ErrorCase, ApiError> ERRORS = Map.of(
            ErrorCase.BAD_KEY, new ApiError(401, "authentication_error", "invalid x-api-key"),
            ErrorCase.NO_PERMISSION,
                    new ApiError(
                            403,
                            "permission_error",
                            "Your API key does not have permission to use the specified resource."),
            ErrorCase.UNKNOWN_MODEL, new ApiError(404, "not_found_error", "model: no-such-model"),
            ErrorCase.CONTEXT_TOO_LONG,
                    new ApiError(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"),
            ErrorCase.CONTENT_BLOCKED,
                    new ApiError(400, "invalid_request_error", "Output blocked by content filtering policy"),
            ErrorCase.RATE_LIMITED,
                    new ApiError(429, "rate_limit_error", "This request would exceed your organization's rate limit."),
            ErrorCase.QUOTA_EXHAUSTED,
                    new ApiError(
                            400,
                            "invalid_request_error",
                            "You have reached your specified API usage limits. You will regain access on 2026-12-01."),
            ErrorCase.OVERLOADED, new ApiError(529, "overloaded_error", "Overloaded"),
            ErrorCase.SERVER_ERROR, new ApiError(500, "api_error", "Internal server error"),
            ErrorCase.MALFORMED_REQUEST, new ApiError(400, "invalid_request_error", "max_tokens: Field required"));

    @Override
    public String id() {
        return "anthropic";
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Optional<Payload> unscripted(WireCall call) {
        try {
            return own(call);
        } catch (RefusedException e) {
            return Optional.of(e.payload().with(headers(call)));
        }
    }

    private Optional<Payload> own(WireCall call) {
        checkLogin(call);
        String path = call.request().path();
        if (call.request().method().equals("GET") && path.equals("/v1/models")) {
            return Optional.of(models(call).with(headers(call)));
        }
        if (!call.request().method().equals("POST") || !path.equals("/v1/messages")) {
            throw new ApiError(404, "not_found_error", "Not Found").refusal(call);
        }
        new MessageRules(call).check();
        if (!call.modelServed()) {
            throw new ApiError(404, "not_found_error", "model: " + call.model()).refusal(call);
        }
        return Optional.empty();
    }

    /** Exactly one of the two credentials, and the version. */
    private static void checkLogin(WireCall call) {
        String key = call.request().header("x-api-key");
        String bearer = call.request().header("Authorization").replaceFirst("^Bearer ", "");
        if (key.isEmpty() == bearer.isEmpty()) {
            throw new ApiError(
                            401,
                            "authentication_error",
                            key.isEmpty() ? "x-api-key header is required" : "use either x-api-key or Authorization")
                    .refusal(call);
        }
        if (!call.keyAccepted(key.isEmpty() ? bearer : key)) {
            throw told(ErrorCase.BAD_KEY).refusal(call);
        }
        String version = call.request().header("anthropic-version");
        if (!VERSIONS.contains(version)) {
            String problem = version.isEmpty() ? "header is required" : "\"" + version + "\" is not a valid version";
            throw new ApiError(400, "invalid_request_error", "anthropic-version: " + problem).refusal(call);
        }
    }

    private static Payload models(WireCall call) {
        ObjectNode list = Nodes.object();
        ArrayNode data = list.putArray("data");
        call.models().stream()
                .sorted()
                .forEach(model -> data.addObject().put("type", "model").put("id", model));
        list.put("has_more", false);
        return Payload.whole(200, "application/json", Nodes.bytes(list));
    }

    @Override
    public String prompt(JsonNode body) {
        return Prompts.last(body);
    }

    @Override
    public Reply usualReply(WireCall call) {
        JsonNode body = call.body();
        JsonNode tool = forcedTool(body);
        if (!tool.isMissingNode()) {
            return Reply.toolCall(tool.path("name").asText(), sample(tool.path("input_schema")));
        }
        JsonNode format = body.at("/output_config/format/schema");
        if (format.isObject()) {
            return Reply.text(sample(format));
        }
        return Reply.text(Prompts.echo(prompt(body)));
    }

    private static JsonNode forcedTool(JsonNode body) {
        JsonNode choice = body.path("tool_choice");
        for (JsonNode tool : body.path("tools")) {
            if (choice.path("type").asText().equals("any")
                    || choice.path("type").asText().equals("tool")
                            && tool.path("name").equals(choice.path("name"))) {
                return tool;
            }
        }
        return body.path("none");
    }

    private static String sample(JsonNode schema) {
        return new String(Nodes.bytes(SchemaSample.of(schema)), StandardCharsets.UTF_8);
    }

    @Override
    public Payload answer(WireCall call, Answer answer) {
        MessageCall message = MessageCall.of(call, answer);
        if (call.streams()) {
            return Payload.stream("text/event-stream; charset=utf-8", () -> Lazy.flat(message.frames()))
                    .with(headers(call));
        }
        ObjectNode body = message.whole();
        answer.rewrite().accept(body);
        return Payload.whole(200, "application/json", Nodes.bytes(body)).with(headers(call));
    }

    private static ApiError told(ErrorCase error) {
        return Objects.requireNonNull(ERRORS.get(error), error.name());
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
        return List.of(MessageCall.event(Frame.Kind.ERROR, "error", told(error).body()));
    }

    @Override
    public Frame malformedEvent(WireCall call) {
        return Frame.of(
                Frame.Kind.CONTENT,
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"bro\n\n");
    }

    private static Map<String, String> headers(WireCall call) {
        Map<String, String> headers = new LinkedHashMap<>();
        String seed = "anthropic" + call.request().number();
        headers.put("request-id", "req_" + Ids.alnum(seed, 24));
        headers.put("anthropic-organization-id", Ids.uuid("organization"));
        headers.put("anthropic-ratelimit-requests-limit", "4000");
        headers.put(
                "anthropic-ratelimit-requests-remaining",
                Integer.toString(4000 - call.request().number()));
        headers.put("anthropic-ratelimit-requests-reset", "2026-11-25T12:00:00Z");
        return headers;
    }
}
