/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.google;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.oauth2.GoogleCredentials;
import io.github.camelllm.auth.AccessToken;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.auth.Secret;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks Google for tokens. The library blocks, so each request has a thread for as long as it takes. */
final class GoogleTokens {

    private static final int MOST_WORDS = 300;

    private final GoogleCredentialsSource source;
    /** What the last token was asked with: a workload identity keeps what it knows in it. */
    private @Nullable GoogleCredentials last;

    GoogleTokens(GoogleCredentialsSource source) {
        this.source = source;
    }

    /** Fails when the key that was set is none. Sends nothing. */
    void check() {
        try {
            source.configured();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the service account key is not usable: " + words(e), e);
        }
    }

    CompletionStage<AccessToken> next(LoginContext context) {
        return CompletableFuture.supplyAsync(() -> ask(context.clock().instant()), context.blocking());
    }

    private AccessToken ask(Instant asked) {
        try {
            GoogleCredentials found = source.find();
            GoogleCredentials known = last;
            GoogleCredentials used = known != null && known.equals(found) ? known : found;
            last = used;
            com.google.auth.oauth2.AccessToken token = used.refreshAccessToken();
            Date end = token.getExpirationTime();
            return new AccessToken(
                    Secret.of(token.getTokenValue()),
                    asked,
                    end == null ? asked.plus(Duration.ofMinutes(5)) : end.toInstant());
        } catch (IOException e) {
            throw failure(e);
        } catch (IllegalArgumentException e) {
            throw ErrorDetails.of(ErrorKind.AUTHENTICATION_FAILED, "no token from Google: " + e.getMessage())
                    .attempts(0)
                    .exception(e);
        }
    }

    private static LlmException failure(IOException problem) {
        String help = "";
        ErrorKind kind = ErrorKind.AUTHENTICATION_FAILED;
        for (Throwable cause : causes(problem)) {
            if (cause instanceof LlmException ours) {
                kind = ours.kind();
                help = ". Set the option serviceAccountKey, or GOOGLE_APPLICATION_CREDENTIALS, or run gcloud auth"
                        + " application-default login, when this is no machine of Google's";
            } else if (cause instanceof HttpResponseException refused && refused.getStatusCode() >= 500) {
                kind = ErrorKind.SERVER_ERROR;
            } else if (cause instanceof HttpResponseException refused && refused.getStatusCode() == 429) {
                kind = ErrorKind.RATE_LIMITED;
            }
        }
        return ErrorDetails.of(kind, "no token from Google: " + words(problem) + help)
                .attempts(0)
                .exception(problem);
    }

    private static Iterable<Throwable> causes(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause).toList();
    }

    /** What the library says, and what the server said: it stands in the innermost cause. */
    private static String words(Throwable problem) {
        StringBuilder said = new StringBuilder(String.valueOf(problem.getMessage()));
        for (Throwable cause : causes(problem)) {
            String more = cause instanceof HttpResponseException refused ? refused.getContent() : null;
            if (more != null && said.indexOf(more) < 0) {
                said.append(": ").append(more);
            }
        }
        String clean = said.toString().replaceAll("\\s+", " ");
        return clean.length() > MOST_WORDS ? clean.substring(0, MOST_WORDS) + "..." : clean;
    }
}
