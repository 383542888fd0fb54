/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.http.HttpExchange;
import io.github.camelllm.http.HttpHead;
import io.github.camelllm.http.ReplyHandler;
import io.github.camelllm.http.TransportFailure;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Usage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call whose answer comes whole. */
final class UnaryRun<T> implements ReplyHandler, Call<T> {

    private final Route route;
    private final Journal journal;
    private final Function<WireReply, Answer<T>> decode;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Line line = new Line();
    private final ByteChunks.Writer body = ByteChunks.writer();
    private volatile @Nullable HttpHead head;

    UnaryRun(Route route, Journal journal, Function<WireReply, Answer<T>> decode) {
        this.route = route;
        this.journal = journal;
        this.decode = decode;
    }

    Line line() {
        return line;
    }

    /** Nothing was sent. */
    void refused(LlmException why) {
        journal.unsent();
        result.completeExceptionally(why);
    }

    @Override
    public void started(HttpExchange exchange) {
        line.opened(exchange);
    }

    @Override
    public void head(HttpHead arrived) {
        head = arrived;
        journal.head(arrived, route.requestId(arrived.headers()));
    }

    @Override
    public Map<String, Long> remainingLimits() {
        HttpHead known = head;
        return known == null ? Map.of() : RateLimits.remaining(known.headers());
    }

    @Override
    public void data(ByteBuffer bytes) {
        body.write(bytes);
    }

    @Override
    public void end() {
        HttpHead known = head == null ? new HttpHead(200, Headers.NONE) : head;
        WireReply reply = new WireReply(known.status(), known.headers(), body.chunks());
        try {
            if (known.status() < 200 || known.status() > 299) {
                throw route.dialect().error(reply, journal.operation(), route.target());
            }
            Answer<T> answer = decode.apply(reply);
            journal.over(null, answer.model(), answer.usage(), answer.cost(), true);
            result.complete(answer.value());
        } catch (LlmException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(route.error(ErrorKind.RESPONSE_INVALID, "the answer could not be read: " + e, journal.operation())
                    .status(known.status())
                    .requestId(journal.requestId())
                    .exception(e));
        }
    }

    @Override
    public void failed(TransportFailure failure) {
        HttpHead known = head;
        WireReply begun = known == null ? null : new WireReply(known.status(), known.headers(), body.chunks());
        fail(route.broken(failure, begun, journal.operation()), failure.requestSent());
    }

    @Override
    public CompletionStage<T> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public void cancel() {
        if (!result.isDone() && line.hangUp()) {
            LlmException cancelled = route.error(ErrorKind.CANCELLED, "the call was cancelled", journal.operation())
                    .exception();
            line.failed(cancelled);
            fail(cancelled, line.begun());
        }
    }

    @Override
    public List<String> warnings() {
        return journal.warnings();
    }

    private void fail(LlmException e) {
        line.failed(e);
        fail(e, true);
    }

    private void fail(LlmException e, boolean sent) {
        ChatResponse partial = e.partial().orElse(null);
        journal.over(
                e.kind(),
                partial == null ? null : partial.model(),
                partial == null ? Usage.UNKNOWN : partial.usage(),
                partial == null ? Billing.ofFailure(e, sent) : partial.cost(),
                sent || partial != null);
        result.completeExceptionally(e);
    }
}
