/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.RecordedRequest;
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
 * The runtime of Amazon Bedrock. Facts: the AWS service model bedrock-runtime 2023-09-30 (botocore of 2026-08-07), AWS's
 * documents, traffic recorded by vercel/ai and pydantic/pydantic-ai; read November 2026.
 */
public final class ConverseWire implements SimulatedWire {

    private static final String STREAM = "application/vnd.amazon.eventstream";
    private static final Map<ErrorCase, ServiceError> ERRORS = Map.of(
            ErrorCase.BAD_KEY,
                    new ServiceError(
                            403,
                            "AccessDeniedException",
                            "Message",
                            "Authentication failed: Please make sure your API Key is valid."),
            ErrorCase.NO_PERMISSION,
                    new ServiceError(
                            403,
                            "AccessDeniedException",
                            "You don't have access to the model with the specified model ID."),
            ErrorCase.UNKNOWN_MODEL, ServiceError.invalid("The provided model identifier is invalid."),
            ErrorCase.CONTEXT_TOO_LONG, ServiceError.invalid("Input is too long for requested model."),
            ErrorCase.RATE_LIMITED,
                    new ServiceError(429, "ThrottlingException", "Too many tokens, please wait before trying again."),
            ErrorCase.QUOTA_EXHAUSTED,
                    new ServiceError(
                            429, "ThrottlingException", "Too many tokens per day, please wait before trying again."),
            ErrorCase.OVERLOADED,
                    new ServiceError(503, "ServiceUnavailableException", "Bedrock is unable to process your request."),
            ErrorCase.SERVER_ERROR,
                    new ServiceError(
                            500,
                            "InternalServerException",
                            "The system encountered an unexpected error during processing. Try your request again."),
            ErrorCase.MALFORMED_REQUEST,
                    ServiceError.invalid("A conversation must start with a user message. Try again with a conversation "
                            + "that starts with a user message."));

    @Override
    public String id() {
        return "bedrock";
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Optional<Payload> unscripted(WireCall call) {
        try {
            Login.check(call);
            Operation operation = Operation.of(call);
            if (!call.models().isEmpty() && !call.models().contains(operation.model())) {
                throw known(ErrorCase.UNKNOWN_MODEL).refusal(call);
            }
            if (operation.embeds()) {
                InvokeModel.check(call);
            } else {
                new ConverseRules(call).check();
            }
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.payload());
        }
    }

    @Override
    public String prompt(JsonNode body) {
        return body.has("messages")
                ? Prompts.last(body)
                : body.path("inputText").asText("");
    }

    @Override
    public String model(RecordedRequest request) {
        return Operation.model(request);
    }

    @Override
    public Reply usualReply(WireCall call) {
        JsonNode body = call.body();
        JsonNode tool = forcedTool(body.path("toolConfig"));
        if (!tool.isMissingNode()) {
            return Reply.toolCall(tool.path("name").asText(), sample(tool.at("/inputSchema/json")));
        }
        JsonNode schema = body.at("/outputConfig/textFormat/structure/jsonSchema/schema");
        if (schema.isTextual()) {
            return Reply.text(sample(Nodes.text(schema.asText())));
        }
        return Reply.text(Prompts.echo(prompt(body)));
    }

    private static JsonNode forcedTool(JsonNode config) {
        JsonNode choice = config.path("toolChoice");
        for (JsonNode tool : config.path("tools")) {
            JsonNode named = choice.path("tool").path("name");
            if (choice.has("any") || tool.at("/toolSpec/name").equals(named)) {
                return tool.path("toolSpec");
            }
        }
        return config.path("none");
    }

    private static String sample(JsonNode schema) {
        return new String(Nodes.bytes(SchemaSample.of(schema)), StandardCharsets.UTF_8);
    }

    @Override
    public Payload answer(WireCall call, Answer answer) {
        Map<String, String> headers = Map.of("x-amzn-RequestId", requestId(call));
        Operation operation = Operation.of(call);
        if (operation.embeds()) {
            return InvokeModel.answer(call, answer).with(headers);
        }
        ConverseAnswer message = ConverseAnswer.of(call, answer);
        if (operation.streams()) {
            return Payload.stream(STREAM, () -> Lazy.flat(message.frames())).with(headers);
        }
        ObjectNode body = message.whole();
        answer.rewrite().accept(body);
        return Payload.whole(200, "application/json", Nodes.bytes(body)).with(headers);
    }

    @Override
    public Set<ErrorCase> errors() {
        return ERRORS.keySet();
    }

    @Override
    public Payload error(WireCall call, ErrorCase error) {
        return known(error).payload(call);
    }

    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        return List.of(known(error).frame());
    }

    @Override
    public Frame malformedEvent(WireCall call) {
        byte[] broken = "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"bro".getBytes(StandardCharsets.UTF_8);
        return new Frame(Frame.Kind.CONTENT, EventStreamMessage.event("contentBlockDelta", broken));
    }

    private static ServiceError known(ErrorCase error) {
        return Objects.requireNonNull(ERRORS.get(error), error::name);
    }

    static String requestId(WireCall call) {
        return Ids.uuid("bedrock" + call.request().number());
    }
}
