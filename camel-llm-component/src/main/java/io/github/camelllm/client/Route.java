/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.KeyPool;
import io.github.camelllm.auth.Outgoing;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.http.HttpCall;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.http.ReplyHandler;
import io.github.camelllm.http.TransportFailure;
import io.github.camelllm.profile.Target;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to one target: its facts, its dialect, its address and its login.
 *
 * @param engine what all calls share
 * @param target whom the calls go to
 * @param dialect how they look
 * @param settings what the user set
 * @param baseUrl without a slash at the end
 * @param authorizer puts the login on
 * @param answering the target by the model that answered
 * @param addresses by path
 */
record Route(
        Engine engine,
        Target target,
        Dialect dialect,
        TargetSettings settings,
        String baseUrl,
        Authorizer authorizer,
        Last<Target> answering,
        Last<URI> addresses) {

    private static final HttpHeader USER_AGENT = new HttpHeader(
            "User-Agent",
            "camel-llm/"
                    + Optional.ofNullable(Route.class.getPackage().getImplementationVersion())
                            .orElse("dev"));

    /**
     * Refuses notices where the user is strict.
     *
     * @throws LlmException UNSUPPORTED_FEATURE
     */
    WireRequest checked(WireRequest wire, String operation) {
        if (settings.strict() && !wire.notices().isEmpty()) {
            String all = String.join(
                    "; ",
                    wire.notices().stream()
                            .map(n -> n.setting() + ": " + n.message())
                            .toList());
            throw error(
                            ErrorKind.UNSUPPORTED_FEATURE,
                            "strict=true and not all can be sent as asked: " + all,
                            operation)
                    .attempts(0)
                    .exception();
        }
        return wire;
    }

    /**
     * Authorizes and sends; never throws.
     *
     * @param refused hears why nothing was sent
     */
    void send(
            WireRequest wire,
            boolean streaming,
            String operation,
            Line line,
            ReplyHandler handler,
            Consumer<LlmException> refused) {
        Outgoing draft;
        try {
            draft = new Outgoing("POST", address(wire.path()), headers(wire), wire.body());
        } catch (IllegalArgumentException e) {
            refused.accept(unsent(e, operation));
            return;
        }
        authorized(draft).whenComplete((call, problem) -> {
            if (problem != null) {
                refused.accept(unwrapped(problem, operation));
            } else if (!line.hungUp()) {
                line.authorized(call.refused());
                transmit(call, streaming, operation, handler, refused);
            }
        });
    }

    private URI address(String path) {
        return addresses.of(path, known -> URI.create(baseUrl + filledIn(known)));
    }

    /** A path may name the model and the version of the API. */
    private String filledIn(String path) {
        if (path.indexOf('{') < 0) {
            return path;
        }
        String version = settings.choice().apiVersion();
        return path.replace("{model}", encoded(target.model().id()))
                .replace("{apiVersion}", version == null ? "" : encoded(version));
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private CompletionStage<Outgoing> authorized(Outgoing draft) {
        try {
            return authorizer.authorize(draft);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whatever is thrown here would be lost in the stage that called, and the call would never end. */
    private void transmit(
            Outgoing call, boolean streaming, String operation, ReplyHandler handler, Consumer<LlmException> refused) {
        try {
            engine.transports()
                    .of(settings.transport())
                    .send(
                            new HttpCall(
                                    call.method(),
                                    call.uri(),
                                    call.headers(),
                                    call.body(),
                                    settings.deadlines(),
                                    settings.maxResponseBytes(),
                                    streaming),
                            handler);
        } catch (RuntimeException | Error e) {
            refused.accept(unsent(e, operation));
        }
    }

    private LlmException unsent(Throwable why, String operation) {
        boolean wrong = why instanceof IllegalArgumentException || why instanceof IllegalStateException;
        ErrorKind kind = wrong ? ErrorKind.INVALID_REQUEST : ErrorKind.CONNECTION_FAILED;
        String reason = wrong ? why.getMessage() : why.toString();
        return error(kind, "nothing was sent: " + reason, operation).attempts(0).exception(why);
    }

    /** Who calls; null: each call may have another key. */
    @Nullable
    Object login() {
        return settings.login() instanceof KeyPool ? null : authorizer;
    }

    /** The beginning of an error of this target. */
    ErrorDetails.Builder error(ErrorKind kind, String message, String operation) {
        return target.error(kind, message).operation(operation);
    }

    /**
     * What a broken exchange means. When a status had told an error, it means that error: only its explanation broke off. A
     * 400 tells too little: its body tells a prompt that is too long from a request that is wrong.
     *
     * @param begun what had come; null: nothing
     */
    LlmException broken(TransportFailure failure, @Nullable WireReply begun, String operation) {
        boolean brokeOff = begun != null && failure.kind() == ErrorKind.CONNECTION_FAILED;
        LlmException broken = error(
                        brokeOff ? ErrorKind.STREAM_INTERRUPTED : failure.kind(), failure.message(), operation)
                .status(begun == null ? null : begun.status())
                .requestId(begun == null ? null : requestId(begun.headers()))
                .exception(failure.cause());
        if (begun == null || begun.status() <= 400 || failure.kind() == ErrorKind.CANCELLED) {
            return broken;
        }
        try {
            LlmException told = dialect.error(begun, operation, target);
            told.addSuppressed(broken);
            return told;
        } catch (RuntimeException | Error e) {
            broken.addSuppressed(e);
            return broken;
        }
    }

    /** The provider's id of the request. */
    @Nullable
    String requestId(Headers headers) {
        for (String name : target.provider().requestIdHeaders()) {
            Optional<String> id = headers.first(name);
            if (id.isPresent()) {
                return id.get();
            }
        }
        return null;
    }

    private List<HttpHeader> headers(WireRequest wire) {
        List<HttpHeader> all = new ArrayList<>();
        all.add(USER_AGENT);
        all.addAll(wire.headers());
        target.provider().headers().forEach((name, value) -> all.add(new HttpHeader(name, value)));
        settings.headers().forEach((name, value) -> {
            all.removeIf(header -> header.name().equalsIgnoreCase(name));
            all.add(new HttpHeader(name, value));
        });
        return all;
    }

    private LlmException unwrapped(Throwable problem, String operation) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof LlmException known) {
            return LlmException.of(
                    known.details().toBuilder()
                            .target(target.provider().id(), target.model().id())
                            .operation(operation)
                            .build(),
                    known.getCause());
        }
        return error(ErrorKind.AUTHENTICATION_FAILED, "the login failed: " + cause.getMessage(), operation)
                .attempts(0)
                .exception(cause);
    }
}
