/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.Call;
import io.github.camelllm.client.CallListener;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A target in memory that answers and fails as a test says, by the number of the attempt. */
final class Scripted implements Backend {

    /** When each attempt came. */
    final List<Duration> attempts = new ArrayList<>();

    final List<ChatRequest> requests = new ArrayList<>();
    final List<Map<String, String>> contexts = new ArrayList<>();
    int cancelled;
    int open;

    private final VirtualTime time;
    private final long begin;
    private final IntFunction<Act> script;
    private final BigDecimal price;
    private final boolean echoes;

    /**
     * What an attempt does.
     *
     * @param after how long it takes, for a stream until its first piece
     * @param pieces of the answer
     * @param failure after the pieces; null: it ends well
     */
    record Act(
            Duration after, List<String> pieces, @Nullable LlmException failure) {}

    Scripted(VirtualTime time, IntFunction<Act> script) {
        this(time, script, "1", false);
    }

    Scripted(VirtualTime time, IntFunction<Act> script, String price, boolean echoes) {
        this.time = time;
        this.begin = time.nanos();
        this.script = script;
        this.price = new BigDecimal(price);
        this.echoes = echoes;
    }

    static Act answers(String... pieces) {
        return new Act(Duration.ofMillis(10), List.of(pieces), null);
    }

    static Act fails(ErrorKind kind) {
        return new Act(Duration.ofMillis(10), List.of(), error(kind, null));
    }

    static Act fails(ErrorKind kind, Duration retryAfter) {
        return new Act(Duration.ofMillis(10), List.of(), error(kind, retryAfter));
    }

    static LlmException error(ErrorKind kind, @Nullable Duration retryAfter) {
        return ErrorDetails.of(kind, "it failed")
                .target("scripted", "model")
                .status(503)
                .said("words of the provider", "code_of_" + kind)
                .retryAfter(retryAfter)
                .exception();
    }

    RouterTarget target(String name) {
        return target(name, TargetTraits.NONE);
    }

    RouterTarget target(String name, TargetTraits traits) {
        return new RouterTarget(
                name, new TargetKey("https://host", name), TargetFacts.of("scripted", name), traits, this);
    }

    @Override
    public Call<ChatResponse> complete(ChatRequest request, Map<String, String> context, CallListener heard) {
        Act act = begin(request, context);
        CompletableFuture<ChatResponse> result = new CompletableFuture<>();
        Runnable timer = time.after(act.after(), () -> {
            open--;
            hear(heard, act.failure(), false);
            if (act.failure() != null) {
                result.completeExceptionally(act.failure());
            } else {
                result.complete(response(String.join("", act.pieces())));
            }
        });
        return new Call<>() {
            @Override
            public CompletionStage<ChatResponse> result() {
                return result;
            }

            @Override
            public void cancel() {
                if (!result.isDone()) {
                    timer.run();
                    open--;
                    cancelled++;
                    result.completeExceptionally(error(ErrorKind.CANCELLED, null));
                }
            }
        };
    }

    @Override
    public StreamCall stream(ChatRequest request, Map<String, String> context, CallListener heard) {
        Act act = begin(request, context);
        List<String> pieces = act.pieces();
        Message last = request.messages().get(request.messages().size() - 1);
        if (last.role() == Role.ASSISTANT && !echoes) {
            pieces = rest(String.join("", act.pieces()), last.text());
        }
        ScriptedStream stream = new ScriptedStream(this, pieces, act.failure(), heard);
        stream.timer = time.after(act.after(), stream::arrive);
        return stream;
    }

    /** What follows a prefill, in pieces of three characters. */
    private static List<String> rest(String whole, String prefill) {
        if (!whole.startsWith(prefill)) {
            throw new IllegalStateException("'" + prefill + "' is not the beginning of the answer");
        }
        List<String> pieces = new ArrayList<>();
        for (int at = prefill.length(); at < whole.length(); at += 3) {
            pieces.add(whole.substring(at, Math.min(whole.length(), at + 3)));
        }
        return pieces;
    }

    @Override
    public Call<EmbeddingResponse> embed(EmbeddingRequest request, Map<String, String> context, CallListener heard) {
        throw new UnsupportedOperationException("no vectors here");
    }

    @Override
    public Cost price(Usage usage) {
        long tokens = usage.totalTokens().orElse(0);
        return new Cost(
                new Money(price.multiply(BigDecimal.valueOf(tokens)), "USD"), CostBasis.PRICED, List.of(), "v1", null);
    }

    private Act begin(ChatRequest request, Map<String, String> context) {
        attempts.add(Duration.ofNanos(time.nanos() - begin));
        requests.add(request);
        contexts.add(context);
        open++;
        return script.apply(attempts.size());
    }

    void hear(CallListener heard, @Nullable LlmException failure, boolean streamed) {
        heard.attempted(new Attempt(
                "scripted",
                "model",
                "model-that-answered",
                "chat",
                streamed,
                time.now(),
                Duration.ofMillis(100),
                streamed ? Duration.ofMillis(20) : null,
                failure == null ? null : failure.kind(),
                200,
                null,
                failure == null ? Usage.of(10, 5) : Usage.UNKNOWN,
                price(failure == null ? Usage.of(10, 5) : Usage.of(10, 0)),
                Map.of()));
    }

    static ChatResponse response(String text) {
        return new ChatResponse(
                "id",
                null,
                "scripted",
                "model",
                "model-that-answered",
                List.of(new Choice(0, List.of(Part.text(text)), new Finish(FinishReason.STOP, "stop"), List.of())),
                Usage.of(10, 5),
                Cost.unknown("not priced"),
                List.of(),
                List.of(),
                null,
                Map.of(),
                null);
    }

    /** A stream with a window: it hands on no more than it was asked for. */
    static final class ScriptedStream implements StreamCall, Flow.Publisher<StreamEvent>, Flow.Subscription {

        Runnable timer = () -> {};
        private final Scripted owner;
        private final List<StreamEvent> events = new ArrayList<>();
        private final @Nullable LlmException failure;
        private final CallListener heard;
        private final CompletableFuture<Void> started = new CompletableFuture<>();
        private final boolean empty;
        private Flow.@Nullable Subscriber<? super StreamEvent> reader;
        private final StringBuilder handed = new StringBuilder();
        private long demand;
        private int next;
        private boolean arrived;
        private boolean delivering;
        private boolean over;

        ScriptedStream(Scripted owner, List<String> pieces, @Nullable LlmException failure, CallListener heard) {
            this.owner = owner;
            this.failure = failure;
            this.heard = heard;
            this.empty = pieces.isEmpty();
            events.add(new StreamEvent.Started("id", "model-that-answered"));
            pieces.forEach(piece -> events.add(new StreamEvent.TextDelta(0, piece)));
            if (failure == null) {
                events.add(new StreamEvent.Done(response(String.join("", pieces))));
            }
        }

        void arrive() {
            arrived = true;
            if (empty && failure != null) {
                end(failure);
                return;
            }
            started.complete(null);
            deliver();
        }

        private void end(@Nullable LlmException why) {
            if (over) {
                return;
            }
            over = true;
            owner.open--;
            owner.hear(heard, why, true);
            LlmException told = why == null || handed.isEmpty()
                    ? why
                    : LlmException.of(why.details(), response(handed.toString()), null);
            if (told != null) {
                started.completeExceptionally(told);
            }
            if (reader != null && told != null) {
                reader.onError(told);
            } else if (reader != null) {
                reader.onComplete();
            }
        }

        private void deliver() {
            if (!arrived || reader == null || delivering) {
                return;
            }
            delivering = true;
            while (!over && demand > 0 && next < events.size()) {
                demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                StreamEvent event = events.get(next++);
                if (event instanceof StreamEvent.TextDelta delta) {
                    handed.append(delta.text());
                }
                reader.onNext(event);
            }
            delivering = false;
            if (next == events.size()) {
                end(failure);
            }
        }

        @Override
        public CompletionStage<Void> started() {
            return started;
        }

        @Override
        public Flow.Publisher<StreamEvent> events() {
            return this;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super StreamEvent> first) {
            reader = first;
            first.onSubscribe(this);
            deliver();
        }

        @Override
        public void request(long count) {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            deliver();
        }

        @Override
        public void cancel() {
            if (!over) {
                timer.run();
                owner.cancelled++;
                end(error(ErrorKind.CANCELLED, null));
            }
        }
    }
}
