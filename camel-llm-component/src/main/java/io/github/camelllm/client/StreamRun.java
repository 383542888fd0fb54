/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.HttpExchange;
import io.github.camelllm.http.HttpHead;
import io.github.camelllm.http.ReplyHandler;
import io.github.camelllm.http.TransportFailure;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One call whose answer comes as a stream: decodes on the I/O thread, keeps what the reader has not taken yet, settles
 * once.
 */
final class StreamRun implements ReplyHandler, StreamCall {

    private final Route route;
    private final Journal journal;
    private final ChatRequest request;
    private final List<Notice> notices;
    private final UnaryOperator<ChatResponse> finished;
    private final Billing billing;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final Line line = new Line();
    private final EventQueue queue;
    private final ReaderWatch watch;

    private volatile @Nullable HttpHead head;
    private @Nullable Decoding decoding;
    private boolean over;
    /** Whether the provider may have got any of the request. */
    private volatile boolean sent = true;

    /**
     * @param notices what is not sent as asked
     * @param finished checks and prices the whole answer
     */
    StreamRun(
            Route route,
            Journal journal,
            ChatRequest request,
            List<Notice> notices,
            UnaryOperator<ChatResponse> finished) {
        this.route = route;
        this.journal = journal;
        this.request = request;
        this.notices = notices;
        this.finished = finished;
        this.billing = new Billing(route);
        this.queue = new EventQueue(line::consumed, this::cancel, new Attention());
        Duration limit = route.settings().readerTimeout();
        Engine engine = route.engine();
        this.watch = new ReaderWatch(
                limit,
                engine.nanoTime(),
                engine.timer(),
                queue::stuck,
                () -> giveUp("nobody read the stream for " + limit.toMillis() + " ms: see readerTimeout"));
    }

    Line line() {
        return line;
    }

    /** Nothing was sent. */
    void refused(LlmException why) {
        synchronized (this) {
            over = true;
        }
        journal.unsent();
        tell(why);
    }

    @Override
    public void started(HttpExchange exchange) {
        line.opened(exchange);
    }

    @Override
    public synchronized void head(HttpHead arrived) {
        head = arrived;
        String requestId = route.requestId(arrived.headers());
        journal.head(arrived, requestId);
        boolean streams = arrived.status() >= 200
                && arrived.status() <= 299
                && arrived.headers()
                        .first("Content-Type")
                        .filter(type -> type.startsWith("application/json"))
                        .isEmpty();
        decoding = streams
                ? new StreamedDecoding(
                        route.dialect().chatStream(arrived.headers(), request, route.target()),
                        new ChatAssembler(route.target(), request, requestId))
                : new WholeDecoding(route, request, arrived, journal.operation());
    }

    @Override
    public List<Notice> notices() {
        return notices;
    }

    @Override
    public List<String> warnings() {
        return journal.warnings();
    }

    @Override
    public Map<String, Long> remainingLimits() {
        HttpHead known = head;
        return known == null ? Map.of() : RateLimits.remaining(known.headers());
    }

    @Override
    public void data(ByteBuffer bytes) {
        int count = bytes.remaining();
        List<StreamEvent> events = new ArrayList<>();
        Optional<LlmException> problem;
        synchronized (this) {
            Decoding into = decoding;
            if (over || into == null) {
                return;
            }
            problem = guarded(() -> into.feed(bytes, events::add));
        }
        handOn(events, count);
        problem.ifPresent(why -> {
            line.hangUp();
            broken(why.details().toBuilder(), why);
        });
    }

    @Override
    public void end() {
        List<StreamEvent> events = new ArrayList<>();
        ChatResponse[] response = new ChatResponse[1];
        Optional<LlmException> problem;
        synchronized (this) {
            Decoding from = decoding;
            if (over || from == null) {
                return;
            }
            problem = guarded(() -> response[0] = finished.apply(from.end(events::add)));
            over = problem.isEmpty();
        }
        try {
            handOn(events, 0);
        } finally {
            problem.ifPresentOrElse(why -> broken(why.details().toBuilder(), why), () -> done(response[0]));
        }
    }

    @Override
    public void failed(TransportFailure failure) {
        HttpHead known = head;
        ByteChunks body;
        synchronized (this) {
            body = decoding == null ? ByteChunks.EMPTY : decoding.unread();
        }
        WireReply begun = known == null ? null : new WireReply(known.status(), known.headers(), body);
        sent = failure.requestSent();
        LlmException problem = route.broken(failure, begun, journal.operation());
        broken(problem.details().toBuilder(), problem);
    }

    @Override
    public CompletionStage<Void> started() {
        return started.minimalCompletionStage();
    }

    @Override
    public Flow.Publisher<StreamEvent> events() {
        return queue;
    }

    @Override
    public void cancel() {
        giveUp("the call was cancelled");
    }

    private void giveUp(String why) {
        if (line.hangUp()) {
            sent = line.begun();
            queue.clear();
            broken(route.error(ErrorKind.CANCELLED, why, journal.operation()), null);
        }
    }

    private final class Attention implements EventQueue.Attention {

        @Override
        public void active() {
            watch.readerActive();
        }

        @Override
        public void paused() {
            if (started.isDone()) {
                watch.waiting();
            }
        }
    }

    private void handOn(List<StreamEvent> events, int bytes) {
        boolean content = events.stream().anyMatch(StreamEvent::content);
        if (content) {
            line.firstContent();
            journal.firstContent();
        }
        if (events.isEmpty() || !started.isDone()) {
            // No reader can take what holds no event, and before the first content there is no reader.
            queue.add(events, 0);
            line.consumed(bytes);
        } else {
            queue.add(events, bytes);
        }
        if (content && started.complete(null)) {
            watch.readerActive();
        }
        if (started.isDone()) {
            watch.waiting();
        }
    }

    private void done(ChatResponse response) {
        watch.over();
        journal.over(null, response.model(), response.usage(), response.cost(), true);
        try {
            queue.add(List.of(new StreamEvent.Done(response)), 0);
        } finally {
            queue.close(null);
            started.complete(null);
        }
    }

    /** The answer broke off, once: what came goes with the exception and into the books. */
    private void broken(ErrorDetails.Builder what, @Nullable Throwable cause) {
        Optional<ChatResponse> partial = Optional.empty();
        Throwable lost = null;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            try {
                partial = partial(cause);
            } catch (RuntimeException | Error e) {
                lost = e;
            }
        }
        watch.over();
        what.requestId(journal.requestId());
        if (head != null) {
            what.status(head.status());
        }
        Throwable origin = cause instanceof LlmException known ? known.getCause() : cause;
        LlmException problem = LlmException.of(what.build(), partial.orElse(null), origin);
        if (lost != null) {
            problem.addSuppressed(lost);
        }
        if (cause instanceof LlmException known) {
            List.of(known.getSuppressed()).forEach(problem::addSuppressed);
        }
        line.failed(problem);
        journal.over(
                problem.kind(),
                partial.map(ChatResponse::model).orElse(null),
                partial.map(ChatResponse::usage).orElse(Usage.UNKNOWN),
                partial.map(ChatResponse::cost).orElseGet(() -> Billing.ofFailure(problem, sent)),
                sent || partial.isPresent());
        tell(problem);
    }

    private Optional<ChatResponse> partial(@Nullable Throwable cause) {
        if (cause instanceof LlmException known && known.partial().isPresent()) {
            return known.partial();
        }
        return decoding == null
                ? Optional.empty()
                : decoding.partial().map(part -> billing.estimated(part, request, journal.startedAt()));
    }

    private void tell(LlmException problem) {
        started.completeExceptionally(problem);
        queue.close(problem);
    }

    /** An error, such as a lack of memory, ends this call and no other; it must not be waited for in vain. */
    private Optional<LlmException> guarded(Runnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (LlmException e) {
            return Optional.of(e);
        } catch (RuntimeException | Error e) {
            return Optional.of(
                    route.error(ErrorKind.RESPONSE_INVALID, "the answer could not be read: " + e, journal.operation())
                            .exception(e));
        }
    }
}
