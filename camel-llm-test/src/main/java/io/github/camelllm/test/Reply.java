/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Delivery.Break;
import io.github.camelllm.test.Delivery.Breakage;
import io.github.camelllm.test.Delivery.Gate;
import io.github.camelllm.test.Delivery.InnerError;
import io.github.camelllm.test.Delivery.Unit;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the simulator does with one call: what it answers, how the answer travels, and what breaks on the way. Immutable:
 * each method returns a changed copy, so that one reply may serve many calls.
 *
 * <pre>{@code
 * Reply.text("Paris is the capital.").usage(12, 4).latency(Duration.ofMillis(200));
 * Reply.text("a long answer").cutAfterChunks(2);
 * Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(2));
 * }</pre>
 */
public final class Reply {

    private final Content content;
    private final Delivery delivery;

    private Reply(Content content, Delivery delivery) {
        this.content = content;
        this.delivery = delivery;
    }

    /** A text. */
    public static Reply text(String text) {
        return new Reply(new Content.Spoken(new Answer()), Delivery.PLAIN).saying(a -> a.text = text);
    }

    /** What is answered when nothing is scripted; a start for delays and faults. */
    public static Reply usual() {
        return new Reply(new Content.Usual(answer -> {}), Delivery.PLAIN);
    }

    /** No text: a start for tool calls, a refusal or audio. */
    public static Reply empty() {
        return new Reply(new Content.Spoken(new Answer()), Delivery.PLAIN);
    }

    /** One tool call; the arguments are JSON text. */
    public static Reply toolCall(String name, String arguments) {
        return empty().andToolCall(name, arguments);
    }

    /** The model declines. */
    public static Reply refusal(String text) {
        return empty().saying(a -> a.refusal = text);
    }

    /** Embedding vectors, one for each input. */
    public static Reply vectors(float[]... vectors) {
        return empty().saying(a -> a.vectors = List.of(vectors));
    }

    /** An endless stream of this word: it ends when the client closes the connection. */
    public static Reply flood(String word) {
        return text(word).saying(a -> a.endless = true);
    }

    /** An error as the provider words it. Fails when the provider documents no such error. */
    public static Reply error(ErrorCase error) {
        return new Reply(new Content.Failed(error), Delivery.PLAIN);
    }

    /** Any status with any body. */
    public static Reply raw(int status, String contentType, String body) {
        return fixed(Payload.whole(status, contentType, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** An error page of a proxy in front of the provider. */
    public static Reply html(int status) {
        return raw(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html><head><title>" + status + "</title></head><body><center><h1>" + status
                        + "</h1></center><hr><center>nginx</center></body></html>\n");
    }

    /** A status without any body. */
    public static Reply emptyBody(int status) {
        return raw(status, "application/json", "");
    }

    /** A body of so many bytes that never becomes a JSON value, chunked, made while it is sent. */
    public static Reply hugeBody(long bytes) {
        return fixed(Payload.stream("application/json", () -> new Filler(bytes)));
    }

    static Reply fixed(Payload payload) {
        return new Reply(new Content.Fixed(payload), Delivery.PLAIN);
    }

    /** Adds a tool call with an id in the provider's own style. */
    public Reply andToolCall(String name, String arguments) {
        return andToolCall(null, name, arguments);
    }

    /** Adds a tool call with this id. */
    public Reply andToolCall(@Nullable String id, String name, String arguments) {
        return saying(a -> {
            List<Answer.ToolCall> calls = new ArrayList<>(a.toolCalls);
            calls.add(new Answer.ToolCall(id, name, arguments));
            a.toolCalls = List.copyOf(calls);
        });
    }

    /** Adds reasoning text, for providers that show it. */
    public Reply reasoning(String text) {
        return saying(a -> a.reasoning = text);
    }

    /** Adds a source, for providers that cite. */
    public Reply citing(String url, String title, String snippet) {
        return saying(a -> {
            List<Answer.Citation> all = new ArrayList<>(a.citations);
            all.add(new Answer.Citation(url, title, snippet));
            a.citations = List.copyOf(all);
        });
    }

    /** Adds spoken output, for providers that speak. */
    public Reply audio(byte[] data, String transcript) {
        return saying(a -> a.audio = new Answer.Audio(data.clone(), transcript));
    }

    /** Texts of the second and further choices. */
    public Reply alternatives(String... texts) {
        return saying(a -> a.alternatives = List.of(texts));
    }

    /** The finish reason, in the provider's own word. */
    public Reply finish(String reason) {
        return saying(a -> a.finish = reason);
    }

    public Reply usage(long input, long output) {
        return usage(Tokens.of(input, output));
    }

    public Reply usage(Tokens tokens) {
        return saying(a -> a.usage = tokens);
    }

    /** The bill in USD, for providers that send one. */
    public Reply cost(String usd) {
        return saying(a -> a.cost = new BigDecimal(usd));
    }

    /** The model that answers, when it is not the one that was asked. */
    public Reply model(String name) {
        return saying(a -> a.model = name);
    }

    public Reply serviceTier(String tier) {
        return saying(a -> a.serviceTier = tier);
    }

    /** Words in each piece of the stream; 1 is the default. */
    public Reply chunkWords(int words) {
        if (words < 1) {
            throw new IllegalArgumentException("chunkWords must be 1 or more, not " + words);
        }
        return saying(a -> a.chunkWords = words);
    }

    /** The text as exactly these pieces of the stream. */
    public static Reply chunks(String... pieces) {
        return text(String.join("", pieces)).saying(a -> a.chunks = List.of(pieces));
    }

    /** Changes each JSON object of the answer before it is sent: for fields that this class has no word for. */
    public Reply rewrite(Consumer<ObjectNode> change) {
        return saying(a -> a.rewrite = a.rewrite.andThen(change));
    }

    /** Another status than the right one: 200 with an error body, for example. */
    public Reply status(int status) {
        return sending(d -> d.status = status);
    }

    /** A response header, added or replaced. */
    public Reply header(String name, String value) {
        return sending(d -> d.header(name, value));
    }

    /** The header {@code Retry-After} in seconds. */
    public Reply retryAfter(Duration wait) {
        return header("Retry-After", Long.toString(wait.toSeconds()));
    }

    /** Silence before the first byte: think time. */
    public Reply latency(Duration time) {
        return sending(d -> d.latency = time);
    }

    /** Silence between the response head and the first frame of the body. */
    public Reply firstTokenAfter(Duration time) {
        return sending(d -> d.firstToken = time);
    }

    /** Silence between two frames of a stream. */
    public Reply chunkPause(Duration time) {
        return sending(d -> d.chunkPause = time);
    }

    /** Silence before the first byte until the hold is released. */
    public Reply heldBy(Hold hold) {
        return sending(d -> d.gate = new Gate(hold, -1));
    }

    /** Silence after so many content chunks until the hold is released; 0 is after the response head. */
    public Reply heldBy(Hold hold, int afterChunks) {
        return sending(d -> d.gate = new Gate(hold, afterChunks));
    }

    /** The whole response in writes of so many bytes, with a pause between them. */
    public Reply drip(int bytes, Duration pause) {
        if (bytes < 1) {
            throw new IllegalArgumentException("drip needs 1 byte or more for each write, not " + bytes);
        }
        return sending(d -> {
            d.dripBytes = bytes;
            d.dripPause = pause;
        });
    }

    /** The connection is closed (FIN) before any byte of the response. */
    public Reply cutAtOnce() {
        return breaking(Break.CUT, Unit.HEAD_BYTES, 0);
    }

    /** The connection is closed (FIN) after so many bytes of the response head. */
    public Reply cutInHead(int bytes) {
        return breaking(Break.CUT, Unit.HEAD_BYTES, bytes);
    }

    /** The connection is closed (FIN) after so many bytes of the body. */
    public Reply cutAfterBytes(long bytes) {
        return breaking(Break.CUT, Unit.BODY_BYTES, bytes);
    }

    /** The connection is closed (FIN) after so many content chunks of the stream. */
    public Reply cutAfterChunks(int chunks) {
        return breaking(Break.CUT, Unit.CHUNKS, chunks);
    }

    /** The connection is reset (RST) before any byte of the response. */
    public Reply resetAtOnce() {
        return breaking(Break.RESET, Unit.HEAD_BYTES, 0);
    }

    public Reply resetAfterBytes(long bytes) {
        return breaking(Break.RESET, Unit.BODY_BYTES, bytes);
    }

    public Reply resetAfterChunks(int chunks) {
        return breaking(Break.RESET, Unit.CHUNKS, chunks);
    }

    /** Nothing is ever answered; the connection stays open. */
    public Reply stallAtOnce() {
        return breaking(Break.STALL, Unit.HEAD_BYTES, 0);
    }

    public Reply stallAfterBytes(long bytes) {
        return breaking(Break.STALL, Unit.BODY_BYTES, bytes);
    }

    /** Silence for ever after so many content chunks; 0 is after the response head. */
    public Reply stallAfterChunks(int chunks) {
        return breaking(Break.STALL, Unit.CHUNKS, chunks);
    }

    /** Announces so many bytes more (or fewer) than are sent, and closes the connection. */
    public Reply lengthOff(long bytes) {
        return sending(d -> d.lengthOff = bytes);
    }

    /** The JSON stops inside a value: the whole body, or an extra event before the first content of a stream. */
    public Reply malformed() {
        return malformedAfterChunks(0);
    }

    /** An extra event with broken JSON after so many content chunks; nothing of the rest is missing. */
    public Reply malformedAfterChunks(int chunks) {
        return sending(d -> d.malformedAfter = chunks);
    }

    /** The stream ends with the provider's error event after so many content chunks. */
    public Reply failingAfterChunks(int chunks, ErrorCase error) {
        return sending(d -> d.innerError = new InnerError(error, chunks));
    }

    /** The finish, usage and end events come twice. */
    public Reply endingTwice() {
        return sending(d -> d.endsTwice = true);
    }

    /** The end mark is missing. */
    public Reply withoutDone() {
        return sending(d -> d.withoutDone = true);
    }

    /** The event with the finish reason, and all that stands in it, is missing. */
    public Reply withoutFinish() {
        return sending(d -> d.withoutFinish = true);
    }

    /** The event that carries nothing but usage is missing. */
    public Reply withoutUsage() {
        return sending(d -> d.withoutUsage = true);
    }

    /** The body is compressed with gzip; a stream is flushed after each event. */
    public Reply gzip() {
        return sending(d -> d.gzip = true);
    }

    /** The connection is closed after the answer, and the answer says so. */
    public Reply closing() {
        return sending(d -> d.closing = true);
    }

    /** The connection is closed after the answer without a word: the next call on it meets a stale connection. */
    public Reply closingUnannounced() {
        return sending(d -> d.closingUnannounced = true);
    }

    Content content() {
        return content;
    }

    Delivery delivery() {
        return delivery;
    }

    private Reply breaking(Break kind, Unit unit, long at) {
        if (at < 0) {
            throw new IllegalArgumentException("a fault can only stand at 0 or later, not at " + at);
        }
        return sending(d -> d.breakage = new Breakage(kind, unit, at));
    }

    /** Puts what the provider usually answers in the place of a usual content. */
    Reply resolved(Supplier<Reply> usual) {
        return content instanceof Content.Usual changed
                ? new Reply(usual.get().saying(changed.change()).content, delivery)
                : this;
    }

    private Reply saying(Consumer<Answer> change) {
        if (content instanceof Content.Usual usual) {
            return new Reply(new Content.Usual(usual.change().andThen(change)), delivery);
        }
        if (!(content instanceof Content.Spoken spoken)) {
            throw new IllegalStateException(
                    "an error or a fixed body has no text, tokens or tools; start with Reply.text");
        }
        Answer copy = spoken.answer().copy();
        change.accept(copy);
        return new Reply(new Content.Spoken(copy), delivery);
    }

    private Reply sending(Consumer<Delivery> change) {
        Delivery copy = delivery.copy();
        change.accept(copy);
        return new Reply(content, copy);
    }
}
