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
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.SimulatedWire;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Lazy;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Prompts;
import io.github.camelllm.test.wire.RefusedException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * OpenAI chat completions as a protocol family: the paths, the order of checks, unary and streamed. Each provider's class
 * says how its bytes look.
 */
abstract class ChatWire implements SimulatedWire {

    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream; charset=utf-8";

    private final Map<ErrorCase, Supplier<Payload>> errors = new EnumMap<>(ErrorCase.class);

    /** Says how the provider words an error. */
    final void says(ErrorCase error, Supplier<Payload> words) {
        errors.put(error, words);
    }

    private Payload words(ErrorCase error) {
        Supplier<Payload> words = errors.get(error);
        if (words == null) {
            throw new IllegalArgumentException("the wire has no words for " + error + "; it has " + errors.keySet());
        }
        return words.get();
    }

    // What differs from provider to provider.

    /** Checks a chat request as strictly as the provider does; refuses by an exception. */
    abstract void checkChat(WireCall call);

    /** The body of a unary answer. */
    abstract ObjectNode whole(ChatCall call);

    abstract List<Frame> opening(ChatCall call);

    abstract List<Frame> content(ChatCall call, Piece piece);

    abstract List<Frame> ending(ChatCall call);

    abstract ToolStyle toolStyle();

    /** Headers of every answer, errors included. */
    abstract Map<String, String> headers(WireCall call);

    /** Further headers of answers that are no errors. */
    Map<String, String> answerHeaders(WireCall call) {
        return Map.of();
    }

    /** Further headers of unary answers. */
    Map<String, String> wholeHeaders(ChatCall call) {
        return Map.of();
    }

    /** Answer to a request without a key, or with a wrong one. */
    abstract Payload badKey(WireCall call, String key);

    abstract Payload badJson();

    abstract Payload unknownModel(String model);

    /** The embeddings answer. */
    Payload embeddings(WireCall call, Answer answer) {
        throw new RefusedException(unknownPath(call));
    }

    boolean hasEmbeddings() {
        return true;
    }

    boolean keyDemanded() {
        return true;
    }

    /** The words for an error, where they depend on the request. */
    Payload worded(WireCall call, ErrorCase error) {
        return errorPayload(error);
    }

    /** Checks an embeddings request. */
    void checkEmbeddings(WireCall call) {}

    /** Whether this path below the base path is the chat operation. */
    boolean chats(String path) {
        return path.equals("/chat/completions");
    }

    /** Pieces in the grouping of the provider. */
    Iterator<Piece> arranged(Iterator<Piece> pieces) {
        return pieces;
    }

    String embeddingsPath() {
        return "/embeddings";
    }

    Payload unknownPath(WireCall call) {
        ObjectNode body = Nodes.object();
        body.putObject("error")
                .put(
                        "message",
                        "Unknown request URL: " + call.request().method() + " "
                                + call.request().target() + ".")
                .put("type", "invalid_request_error");
        return json(404, body);
    }

    // The common flow.

    @Override
    public final Optional<Payload> unscripted(WireCall call) {
        try {
            return own(call).map(payload -> payload.with(headers(call)));
        } catch (RefusedException e) {
            return Optional.of(e.payload().with(headers(call)));
        }
    }

    /** The path below the base path; any other when the request is for another place. */
    String below(WireCall call) {
        String path = call.request().path();
        return path.startsWith(basePath()) ? path.substring(basePath().length()) : "";
    }

    /** The request as the provider understands it. */
    WireCall understood(WireCall call) {
        return call;
    }

    /** The key in the request, or an empty string. */
    String key(WireCall call) {
        String header = call.request().header("Authorization");
        return header.startsWith("Bearer ") ? header.substring(7).strip() : "";
    }

    private Optional<Payload> own(WireCall given) {
        WireCall call = understood(given);
        checkKey(call);
        String path = below(call);
        if (call.request().method().equals("GET") && path.equals("/models")) {
            return Optional.of(json(200, models(call)));
        }
        boolean chat = chats(path);
        if (!call.request().method().equals("POST") || !(chat || embeds(call))) {
            return Optional.of(unknownPath(call));
        }
        if (!call.body().isObject()) {
            return Optional.of(badJson());
        }
        if (chat) {
            checkChat(call);
        } else {
            checkEmbeddings(call);
        }
        return call.modelServed() ? Optional.empty() : Optional.of(unknownModel(call.model()));
    }

    private void checkKey(WireCall call) {
        String key = key(call);
        if ((key.isEmpty() && keyDemanded()) || !call.keyAccepted(key)) {
            throw new RefusedException(badKey(call, key));
        }
    }

    @Override
    public final Payload answer(WireCall given, Answer answer) {
        WireCall call = understood(given);
        if (embeds(call)) {
            return embeddings(call, answer).with(headers(call)).with(answerHeaders(call));
        }
        ChatCall chat = ChatCall.of(call, answer);
        if (call.streams()) {
            return Payload.stream(streamType(), () -> frames(chat))
                    .with(headers(call))
                    .with(answerHeaders(call));
        }
        ObjectNode body = whole(chat);
        answer.rewrite().accept(body);
        return Payload.whole(200, JSON, padded(chat, Nodes.bytes(body)))
                .with(headers(call))
                .with(answerHeaders(call))
                .with(wholeHeaders(chat));
    }

    /** The unary body's bytes with what the provider sends around the JSON. */
    byte[] padded(ChatCall call, byte[] json) {
        return json;
    }

    String streamType() {
        return EVENTS;
    }

    Iterator<Frame> frames(ChatCall chat) {
        return Lazy.flat(Lazy.concat(List.of(
                Lazy.later(() -> opening(chat)),
                Lazy.map(arranged(chat.pieces(toolStyle())), piece -> content(chat, piece)),
                Lazy.later(() -> ending(chat)))));
    }

    private boolean embeds(WireCall call) {
        return hasEmbeddings() && below(call).equals(embeddingsPath());
    }

    @Override
    public final Set<ErrorCase> errors() {
        return Set.copyOf(errors.keySet());
    }

    @Override
    public final Payload error(WireCall call, ErrorCase error) {
        return worded(call, error).with(headers(call));
    }

    @Override
    public String prompt(JsonNode body) {
        return Prompts.last(body);
    }

    @Override
    public Reply usualReply(WireCall call) {
        return UsualReply.to(call.body(), prompt(call.body()));
    }

    @Override
    public Frame malformedEvent(WireCall call) {
        return Frame.of(
                Frame.Kind.CONTENT,
                "data: {\"id\":\"broken\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"bro\n\n");
    }

    // Tools for the providers' classes.

    static Payload json(int status, JsonNode body) {
        return Payload.whole(status, JSON, Nodes.bytes(body));
    }

    final Payload errorPayload(ErrorCase error) {
        return words(error);
    }

    /** The JSON body of the error that the provider documents for a case. */
    final byte[] errorBytes(ErrorCase error) {
        return words(error).frames().get().next().bytes();
    }

    final int errorStatus(ErrorCase error) {
        return words(error).status();
    }

    JsonNode models(WireCall call) {
        ObjectNode list = Nodes.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        call.models().stream()
                .sorted()
                .forEach(model -> data.addObject()
                        .put("id", model)
                        .put("object", "model")
                        .put("created", 1_790_000_000)
                        .put("owned_by", id()));
        return list;
    }
}
