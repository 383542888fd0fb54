/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import io.github.camelllm.test.wire.Vectors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Perplexity Sonar: the text so far in each chunk, sources and running usage in each chunk, CRLF, no end mark. Facts: Python
 * SDK of 2026-06-08, traffic recorded in February, June and August 2026, read 2026-11-25.
 */
public final class PerplexityWire extends ChatWire {

    private static final Set<String> EFFORTS = Set.of("minimal", "low", "medium", "high");
    private static final Map<String, String> REQUEST_FEES = Map.of("low", "0.005", "medium", "0.008", "high", "0.012");

    public PerplexityWire() {
        says(ErrorCase.BAD_KEY, PerplexityWire::invalidKey);
        says(ErrorCase.NO_PERMISSION, () -> refusal(403, "Access to this resource is denied.", "forbidden"));
        says(ErrorCase.UNKNOWN_MODEL, () -> unknownModel("no-such-model"));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "The number of prompt tokens (200000) exceeds the model's maximum context length.",
                        "too_many_prompt_tokens"));
        says(
                ErrorCase.RATE_LIMITED,
                () -> refusal(429, "Request rate limit exceeded, please try again later.", "rate_limit"));
        says(ErrorCase.OVERLOADED, () -> refusal(503, "The service is overloaded.", "service_unavailable"));
        says(ErrorCase.SERVER_ERROR, () -> refusal(500, "Internal server error", "internal_server_error"));
        says(ErrorCase.MALFORMED_REQUEST, () -> refusal(400, "Last message must have role `user`.", "invalid_message"));
    }

    private static Payload invalidKey() {
        return refusal(
                401,
                "Invalid API key provided. You can obtain your API key at https://www.perplexity.ai/settings/api.",
                "invalid_api_key");
    }

    private static Payload refusal(int status, String message, String type) {
        ObjectNode body = Nodes.object();
        body.putObject("error").put("message", message).put("type", type).put("code", status);
        return json(status, body);
    }

    @Override
    public String id() {
        return "perplexity";
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    boolean chats(String path) {
        return path.equals("/chat/completions") || path.equals("/v1/sonar");
    }

    @Override
    String embeddingsPath() {
        return "/v1/embeddings";
    }

    @Override
    void checkChat(WireCall call) {
        JsonNode body = call.body();
        for (String member : List.of("model", "messages")) {
            if (!Rules.present(body, member)) {
                throw new RefusedException(missing(member));
            }
        }
        messages(body.path("messages"));
        if (Rules.outside(body.path("temperature"), 0, 2) || Rules.outside(body.path("top_p"), 0, 1)) {
            throw refused("Temperature must be between 0 and 2, top_p between 0 and 1.", "invalid_parameter");
        }
        if (Rules.outside(body.path("max_tokens"), 1, 128_000)) {
            throw refused("max_tokens must be between 1 and 128000.", "invalid_parameter");
        }
        String effort = body.path("reasoning_effort").asText("low");
        if (Rules.present(body, "reasoning_effort") && !EFFORTS.contains(effort)) {
            throw refused("reasoning_effort must be one of minimal, low, medium, high.", "invalid_parameter");
        }
        String format = body.path("response_format").path("type").asText("text");
        if (!Set.of("text", "json_schema", "regex").contains(format)) {
            throw refused("response_format.type must be one of text, json_schema, regex.", "invalid_parameter");
        }
        call.request().ignored(Rules.unknown(body, known()));
    }

    private static Set<String> known() {
        return Set.of(
                "model",
                "messages",
                "max_tokens",
                "temperature",
                "top_p",
                "stop",
                "stream",
                "stream_mode",
                "response_format",
                "reasoning_effort",
                "web_search_options",
                "search_mode",
                "disable_search",
                "enable_search_classifier",
                "search_domain_filter",
                "search_language_filter",
                "search_recency_filter",
                "search_after_date_filter",
                "search_before_date_filter",
                "last_updated_after_filter",
                "last_updated_before_filter",
                "return_images",
                "return_related_questions",
                "image_domain_filter",
                "image_format_filter",
                "language_preference");
    }

    private static void messages(JsonNode messages) {
        boolean started = false;
        String previous = "";
        for (JsonNode message : messages) {
            String role = Rules.role(message).equals("tool") ? "user" : Rules.role(message);
            JsonNode content = message.path("content");
            if (content.isNull() || (content.isTextual() && content.asText().isEmpty()) || content.isMissingNode()) {
                throw refused("Message content must not be empty.", "invalid_message");
            }
            boolean system = role.equals("system") && !started;
            started |= !system;
            if (!system
                    && (role.equals(previous)
                            || role.equals("system")
                            || (previous.isEmpty() && !role.equals("user")))) {
                throw refused(
                        "After the (optional) system message(s), user or tool message(s) should alternate with"
                                + " assistant message(s).",
                        "invalid_message");
            }
            previous = system ? "" : role;
        }
        if (!Rules.role(messages.path(messages.size() - 1)).equals("user")) {
            throw refused("Last message must have role `user`.", "invalid_message");
        }
    }

    private static RefusedException refused(String message, String type) {
        return new RefusedException(refusal(400, message, type));
    }

    private static Payload missing(String member) {
        ObjectNode body = Nodes.object();
        ObjectNode entry = body.putArray("detail").addObject();
        entry.putArray("loc").add("body").add(member);
        entry.put("msg", "Field required").put("type", "missing");
        return json(422, body);
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return invalidKey();
    }

    @Override
    Payload badJson() {
        return missing("model");
    }

    @Override
    Payload unknownModel(String model) {
        return refusal(
                400,
                "Invalid model '" + model + "'. Permitted models can be found in the documentation at"
                        + " https://docs.perplexity.ai/guides/model-cards.",
                "invalid_model");
    }

    @Override
    Map<String, String> headers(WireCall call) {
        return Map.of("x-request-id", Ids.uuid(id() + call.request().number()));
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("", 9, 0);
    }

    /** Reasoning stands in front of the text, between tags, as older documents describe it. */
    private static String textOf(ChatCall call) {
        if (!call.answer().toolCalls().isEmpty()) {
            throw new IllegalArgumentException("perplexity documents no tool calls; the scripted reply has some");
        }
        String reasoning = call.answer()
                .reasoning()
                .map(text -> "<think>\n" + text + "\n</think>\n\n")
                .orElse("");
        return reasoning + call.answer().refusal().orElse("") + call.text(0);
    }

    @Override
    ObjectNode whole(ChatCall call) {
        ObjectNode body = envelope(call, "chat.completion", call.tokens().output(), true);
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", textOf(call));
        choice.putObject("delta").put("role", "assistant").put("content", "");
        choice.put("finish_reason", call.finish());
        return body;
    }

    private static boolean concise(ChatCall call) {
        return call.body().path("stream_mode").asText("full").equals("concise");
    }

    private static ObjectNode envelope(ChatCall call, String object, long outputTokens, boolean complete) {
        ObjectNode body = Nodes.object()
                .put("id", Ids.uuid(call.seed()))
                .put("model", call.model())
                .put("created", call.created());
        if (complete || !concise(call)) {
            body.set("usage", usage(call, outputTokens, complete));
            sources(call, body);
        }
        return body.put("object", object);
    }

    private static void sources(ChatCall call, ObjectNode body) {
        ArrayNode citations = body.putArray("citations");
        ArrayNode results = body.putArray("search_results");
        for (Answer.Citation source : call.answer().citations()) {
            citations.add(source.url());
            results.addObject()
                    .put("title", source.title())
                    .put("url", source.url())
                    .put("last_updated", "2026-06-01")
                    .put("snippet", source.snippet())
                    .put("source", "web");
        }
    }

    /** The bill is zero until the answer is complete. */
    private static ObjectNode usage(ChatCall call, long outputTokens, boolean complete) {
        Tokens tokens = call.tokens();
        String size = call.body()
                .path("web_search_options")
                .path("search_context_size")
                .asText("low");
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", outputTokens)
                .put("total_tokens", tokens.input() + outputTokens)
                .put("search_context_size", size);
        if (tokens.reasoning() > 0) {
            usage.put("reasoning_tokens", tokens.reasoning());
        }
        ObjectNode cost = usage.putObject("cost");
        if (!complete) {
            cost.put("input_tokens_cost", 0).put("output_tokens_cost", 0).put("total_cost", 0);
            return usage;
        }
        BigDecimal input = millionth(tokens.input());
        BigDecimal output = millionth(outputTokens);
        BigDecimal fee = new BigDecimal(REQUEST_FEES.getOrDefault(size, "0.005"));
        cost.put("input_tokens_cost", input)
                .put("output_tokens_cost", output)
                .put("request_cost", fee)
                .put("total_cost", call.answer().cost().orElse(input.add(output).add(fee)));
        return usage;
    }

    private static BigDecimal millionth(long tokens) {
        return BigDecimal.valueOf(tokens, 6).setScale(5, RoundingMode.HALF_UP);
    }

    @Override
    Iterator<Piece> arranged(Iterator<Piece> pieces) {
        return new TaggedPieces(pieces);
    }

    @Override
    List<Frame> opening(ChatCall call) {
        textOf(call);
        return List.of(Sse.comment("ping - 2026-06-08 18:49:47.737080", Sse.CRLF));
    }

    @Override
    List<Frame> content(ChatCall call, Piece piece) {
        if (!(piece instanceof Piece.Cumulated text)) {
            return List.of();
        }
        ObjectNode chunk = envelope(call, "chat.completion.chunk", text.count(), false);
        chunk.putArray("choices").add(choice(concise(call) ? null : text.soFar(), text.text(), null));
        return List.of(call.event(Frame.Kind.CONTENT, chunk, Sse.CRLF));
    }

    @Override
    List<Frame> ending(ChatCall call) {
        ObjectNode last = envelope(call, "chat.completion.done", call.tokens().output(), true);
        last.putArray("choices").add(choice(textOf(call), "", call.finish()));
        return List.of(call.event(Frame.Kind.FINISH, last, Sse.CRLF));
    }

    private static ObjectNode choice(@Nullable String soFar, String added, @Nullable String finish) {
        ObjectNode choice = Nodes.object().put("index", 0);
        if (soFar != null) {
            choice.putObject("message").put("role", "assistant").put("content", soFar);
        }
        choice.putObject("delta").put("role", "assistant").put("content", added);
        return finish == null ? choice : choice.put("finish_reason", finish);
    }

    /** The shape is not documented; the error object is what the other answers have. */
    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        return List.of(Sse.data(Frame.Kind.ERROR, Nodes.read(errorBytes(error)), Sse.CRLF));
    }

    /** Signed bytes in base64; there are no floats. */
    @Override
    Payload embeddings(WireCall call, Answer answer) {
        ObjectNode body = Embeddings.listed(
                call,
                answer,
                call.body().path("dimensions").asInt(1024),
                (entry, vector) -> entry.put("embedding", Vectors.base64Int8(vector)));
        long tokens = Embeddings.tokens(call, answer);
        BigDecimal cost = answer.cost().orElse(new BigDecimal("0.000000004").multiply(BigDecimal.valueOf(tokens)));
        body.putObject("usage")
                .put("prompt_tokens", tokens)
                .put("total_tokens", tokens)
                .putObject("cost")
                .put("currency", "USD")
                .put("input_cost", cost)
                .put("total_cost", cost);
        return json(200, body);
    }

    @Override
    void checkEmbeddings(WireCall call) {
        String format = call.body().path("encoding_format").asText("base64_int8");
        if (!Set.of("base64_int8", "base64_binary").contains(format)) {
            throw refused("encoding_format must be one of base64_int8, base64_binary.", "invalid_parameter");
        }
    }
}
