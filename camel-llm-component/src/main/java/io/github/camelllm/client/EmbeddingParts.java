/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.Usage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request for more vectors than the provider makes at once, in parts of which a few are in flight at the same time. After
 * a failure no further part is sent; those in flight are waited for, since they are paid for.
 */
final class EmbeddingParts implements Call<EmbeddingResponse> {

    /** The most requests in flight. */
    static final int AT_ONCE = 4;

    private final List<EmbeddingRequest> parts;
    private final int size;
    private final Function<EmbeddingRequest, Call<EmbeddingResponse>> sender;
    private final Supplier<LlmException> cancelled;
    private final CompletableFuture<EmbeddingResponse> result = new CompletableFuture<>();
    private final Map<Integer, Call<EmbeddingResponse>> running = new TreeMap<>();
    private final TreeMap<Integer, EmbeddingResponse> answers = new TreeMap<>();
    private Map<String, Long> limits = Map.of();
    private int begun;
    private int open;
    private int failedAttempts;
    private boolean givenUp;
    private @Nullable LlmException failure;

    private EmbeddingParts(
            List<EmbeddingRequest> parts,
            int size,
            Function<EmbeddingRequest, Call<EmbeddingResponse>> sender,
            Supplier<LlmException> cancelled) {
        this.parts = parts;
        this.size = size;
        this.sender = sender;
        this.cancelled = cancelled;
    }

    /**
     * Sends a request in parts of so many texts.
     *
     * @param sender sends one part; does not throw
     * @param cancelled the failure of a call that was given up between two parts
     */
    static Call<EmbeddingResponse> send(
            EmbeddingRequest request,
            int size,
            Function<EmbeddingRequest, Call<EmbeddingResponse>> sender,
            Supplier<LlmException> cancelled) {
        List<EmbeddingRequest> parts = new ArrayList<>();
        List<String> texts = request.inputs();
        for (int from = 0; from < texts.size(); from += size) {
            parts.add(request.withInputs(texts.subList(from, Math.min(texts.size(), from + size))));
        }
        EmbeddingParts call = new EmbeddingParts(parts, size, sender, cancelled);
        call.more();
        return call;
    }

    @Override
    public CompletionStage<EmbeddingResponse> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public void cancel() {
        List<Call<EmbeddingResponse>> all;
        synchronized (this) {
            givenUp = true;
            all = List.copyOf(running.values());
        }
        all.forEach(Call::cancel);
    }

    @Override
    public synchronized int attempts() {
        return answers.size() + failedAttempts;
    }

    @Override
    public synchronized Map<String, Long> remainingLimits() {
        return limits;
    }

    private void more() {
        for (Optional<Integer> next = next(); next.isPresent(); next = next()) {
            int part = next.get();
            Call<EmbeddingResponse> call = sender.apply(parts.get(part));
            boolean late;
            synchronized (this) {
                running.put(part, call);
                late = givenUp;
            }
            if (late) {
                call.cancel();
            }
            call.result().whenComplete((answer, problem) -> over(part, call, answer, problem));
        }
    }

    private synchronized Optional<Integer> next() {
        if (failure != null || givenUp || open == AT_ONCE || begun == parts.size()) {
            return Optional.empty();
        }
        open++;
        return Optional.of(begun++);
    }

    private void over(
            int part, Call<EmbeddingResponse> call, @Nullable EmbeddingResponse answer, @Nullable Throwable problem) {
        boolean last;
        synchronized (this) {
            open--;
            running.remove(part);
            limits = call.remainingLimits();
            if (answer != null) {
                answers.put(part, answer);
            } else {
                LlmException why = told(problem);
                failedAttempts += why.details().attempts();
                failure = failure == null ? why : failure;
            }
            boolean whole = answers.size() == parts.size();
            if (givenUp && !whole && failure == null) {
                failure = cancelled.get();
            }
            last = open == 0 && (whole || failure != null);
        }
        if (last) {
            try {
                finish();
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(odd(e));
            }
        } else {
            more();
        }
    }

    private static LlmException told(@Nullable Throwable problem) {
        Throwable cause = problem instanceof CompletionException wrapped ? wrapped.getCause() : problem;
        return cause instanceof LlmException known ? known : odd(cause);
    }

    /** What no part should do: the call must end all the same. */
    private static LlmException odd(@Nullable Throwable cause) {
        return ErrorDetails.of(ErrorKind.RESPONSE_INVALID, "the parts of the answer do not make a whole: " + cause)
                .exception(cause);
    }

    private void finish() {
        LlmException why;
        synchronized (this) {
            why = failure;
        }
        if (why == null) {
            result.complete(together());
            return;
        }
        ErrorDetails details = why.details().toBuilder()
                .message(why.details().message() + "; of " + parts.size() + " parts of at most " + size + " texts, "
                        + answers.size() + " were answered")
                .attempts(attempts())
                .build();
        LlmException whole = answers.isEmpty()
                ? LlmException.of(details, why.getCause())
                : LlmException.ofVectors(details, together(), why.getCause());
        whole.setStackTrace(why.getStackTrace());
        result.completeExceptionally(whole);
    }

    /** What was answered; unknown counts and costs of one part make those of the whole unknown. */
    private EmbeddingResponse together() {
        Map.Entry<Integer, EmbeddingResponse> first = answers.firstEntry();
        EmbeddingResponse head = first.getValue();
        List<Embedding> vectors = new ArrayList<>();
        Set<Notice> notices = new LinkedHashSet<>();
        Usage usage = head.usage();
        Cost cost = head.cost();
        for (Map.Entry<Integer, EmbeddingResponse> part : answers.entrySet()) {
            EmbeddingResponse answer = part.getValue();
            int from = part.getKey() * size;
            answer.embeddings().forEach(one -> vectors.add(new Embedding(from + one.index(), one.vector())));
            notices.addAll(answer.notices());
            if (part.getKey() > first.getKey()) {
                usage = usage.known() && answer.usage().known() ? usage.plus(answer.usage()) : Usage.UNKNOWN;
                cost = cost.plus(answer.cost());
            }
        }
        return new EmbeddingResponse(
                head.id(),
                head.requestId(),
                head.provider(),
                head.requestModel(),
                head.model(),
                vectors,
                usage,
                cost,
                List.copyOf(notices));
    }
}
