/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.oauth2;

import io.github.camelllm.auth.AccessToken;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Deadlines;
import io.github.camelllm.http.Fetch;
import io.github.camelllm.http.HttpCall;
import io.github.camelllm.http.HttpHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the authority for tokens. One request at a time. */
final class TokenRequests {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final long MOST_BYTES = 1024 * 1024;

    private final OAuth2Login login;
    private final LoginContext context;
    private final Deadlines deadlines;
    /** The refresh token that the authority gave instead of the one that was set. */
    private volatile @Nullable String renewed;
    /** How far the authority's clock is ahead. */
    private volatile Duration ahead = Duration.ZERO;

    TokenRequests(OAuth2Login login, LoginContext context) {
        this.login = login;
        this.context = context;
        this.deadlines = new Deadlines(
                atMost(context.deadlines().connect()),
                atMost(context.deadlines().response()),
                Duration.ZERO,
                atMost(context.deadlines().streamIdle()),
                atMost(context.deadlines().total()));
    }

    private static Duration atMost(Duration limit) {
        return limit.isZero() || limit.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : limit;
    }

    CompletionStage<AccessToken> next() {
        Instant asked = context.clock().instant();
        Map<String, String> form = new LinkedHashMap<>();
        List<HttpHeader> headers = new ArrayList<>();
        headers.add(new HttpHeader("Content-Type", "application/x-www-form-urlencoded"));
        headers.add(new HttpHeader("Accept", "application/json"));
        String own = renewed;
        try {
            login.grant().put(form, asked.plus(ahead));
            if (own != null) {
                form.put("refresh_token", own);
            }
            form.putAll(login.parameters());
            String basic = login.client().introduce(form, asked.plus(ahead));
            if (basic != null) {
                headers.add(new HttpHeader("Authorization", basic));
            }
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(failure(ErrorKind.AUTHENTICATION_FAILED, e.getMessage(), e));
        }
        return send(form, headers).handle((reply, problem) -> {
            if (reply == null) {
                throw unreachable(problem);
            }
            return read(new TokenReply(reply, form), asked, own);
        });
    }

    private CompletionStage<Fetch.Reply> send(Map<String, String> form, List<HttpHeader> headers) {
        HttpCall call = new HttpCall(
                "POST",
                login.client().tokenEndpoint(),
                headers,
                ByteChunks.utf8(body(form)),
                deadlines,
                MOST_BYTES,
                false);
        return Fetch.send(context.transport().get(), call);
    }

    private AccessToken read(TokenReply reply, Instant asked, @Nullable String own) {
        reply.date().ifPresent(date -> ahead = Duration.between(context.clock().instant(), date));
        if (!reply.granted()) {
            if (own != null && reply.invalidGrant()) {
                renewed = null;
            }
            throw ErrorDetails.of(reply.kind(), said(reply.refusal() + skew()))
                    .retryAfter(reply.retryAfter(context.clock()))
                    .attempts(0)
                    .exception();
        }
        try {
            AccessToken token = reply.token(asked, login.usualLife());
            if (login.grant() instanceof Grant.RefreshToken) {
                renewed = reply.refreshToken().orElse(own);
            }
            return token;
        } catch (IllegalArgumentException e) {
            throw failure(ErrorKind.AUTHENTICATION_FAILED, e.getMessage(), e);
        }
    }

    private String skew() {
        Duration off = ahead;
        return off.abs().compareTo(Duration.ofSeconds(30)) < 0
                ? ""
                : "; the clock of this machine is " + off.abs().toSeconds() + " s "
                        + (off.isNegative() ? "ahead of" : "behind") + " the authority's";
    }

    private LlmException unreachable(@Nullable Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause instanceof LlmException known
                ? LlmException.of(
                        known.details().toBuilder()
                                .message(said(known.details().message()))
                                .build(),
                        known.getCause())
                : failure(ErrorKind.CONNECTION_FAILED, String.valueOf(cause), cause);
    }

    private LlmException failure(ErrorKind kind, @Nullable String what, @Nullable Throwable cause) {
        return ErrorDetails.of(kind, said(what)).attempts(0).exception(cause);
    }

    private String said(@Nullable String what) {
        return "no token from " + login.client().place() + ": " + what;
    }

    private static String body(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + OAuth2Client.encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }
}
