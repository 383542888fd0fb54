/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.HttpHeader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the token of an authority on calls. A token is asked for by the first call that needs one, kept, and renewed before
 * it expires while calls go on with the old one. However many calls wait, there is one request for a token. A token that
 * the provider refuses is not used again. Thread-safe; no thread waits.
 */
public final class BearerTokens implements Authorizer {

    /** How long a failed early renewal is not tried again, while the old token is still good. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<CompletionStage<AccessToken>> authority;
    private final InstantSource clock;
    private final Duration margin;
    private @Nullable AccessToken token;
    private @Nullable CompletableFuture<AccessToken> asking;
    private Instant nextRenewal = Instant.MIN;

    /**
     * @param authority asks for a token; fails with an LlmException
     * @param margin how long before its end a token is no longer used
     */
    public BearerTokens(Supplier<CompletionStage<AccessToken>> authority, InstantSource clock, Duration margin) {
        this.authority = authority;
        this.clock = clock;
        this.margin = margin;
    }

    @Override
    public CompletionStage<Outgoing> authorize(Outgoing call) {
        return current()
                .thenApply(known -> call.with(new HttpHeader(
                                "Authorization", "Bearer " + known.value().reveal()))
                        .whenRefused(why -> refused(known, why)));
    }

    private CompletionStage<AccessToken> current() {
        AccessToken usable;
        CompletableFuture<AccessToken> wanted;
        boolean first;
        synchronized (this) {
            Instant now = clock.instant();
            usable = token != null && now.isBefore(token.expires().minus(margin)) ? token : null;
            if (usable != null && (now.isBefore(usable.renewal()) || now.isBefore(nextRenewal))) {
                return CompletableFuture.completedStage(usable);
            }
            CompletableFuture<AccessToken> running = asking;
            first = running == null;
            wanted = running == null ? new CompletableFuture<>() : running;
            asking = wanted;
        }
        if (first) {
            ask(wanted);
        }
        return usable == null ? wanted.minimalCompletionStage() : CompletableFuture.completedStage(usable);
    }

    private void ask(CompletableFuture<AccessToken> wanted) {
        CompletionStage<AccessToken> answer;
        try {
            answer = authority.get();
        } catch (RuntimeException | Error e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((fresh, problem) -> {
            synchronized (this) {
                asking = null;
                token = fresh == null ? token : fresh;
                nextRenewal = fresh == null ? clock.instant().plus(PATIENCE) : Instant.MIN;
            }
            if (problem == null) {
                wanted.complete(fresh);
            } else {
                boolean wrapped = problem instanceof CompletionException && problem.getCause() != null;
                wanted.completeExceptionally(wrapped ? problem.getCause() : problem);
            }
        });
    }

    private synchronized void refused(AccessToken used, LlmException why) {
        if (why.kind() == ErrorKind.AUTHENTICATION_FAILED && used.equals(token)) {
            token = null;
        }
    }
}
