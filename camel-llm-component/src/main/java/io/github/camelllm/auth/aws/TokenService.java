/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.aws;

import io.github.camelllm.auth.AwsLogin;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.auth.Outgoing;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Deadlines;
import io.github.camelllm.http.Fetch;
import io.github.camelllm.http.HttpCall;
import io.github.camelllm.http.HttpHeader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Asks AWS's Security Token Service for the credentials of a role (version 2011-06-15 of its API), over the connections of the
 * calls, so that proxy and trust hold. Sent once: a failure is told, not repeated.
 *
 * @param role what is asked for
 * @param context the connections
 * @param signed puts the signature of whoever assumes the role on a call, for a region
 */
record TokenService(AwsLogin.Role role, LoginContext context, BiFunction<Outgoing, String, Outgoing> signed) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long MOST_BYTES = 1024 * 1024;

    /** Blocks. */
    RoleReply.Credentials ask(String region) {
        URI address = address(region);
        Outgoing call = new Outgoing(
                "POST",
                address,
                List.of(
                        new HttpHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                        new HttpHeader("Accept", "text/xml")),
                ByteChunks.utf8(form()));
        Outgoing sent = role.by() == null ? call : signed.apply(call, region);
        try {
            return new RoleReply(address.getHost(), send(sent), context.clock()).credentials();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(ErrorKind.CANCELLED, "stopped while waiting for " + address.getHost(), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            ErrorKind kind = cause instanceof LlmException ours ? ours.kind() : ErrorKind.CONNECTION_FAILED;
            throw failure(
                    kind, "no credentials of the role from " + address.getHost() + ": " + cause.getMessage(), cause);
        }
    }

    private Fetch.Reply send(Outgoing call) throws InterruptedException, ExecutionException {
        Deadlines own = context.deadlines();
        Deadlines deadlines = new Deadlines(own.connect(), LIMIT, Duration.ZERO, LIMIT, LIMIT);
        return Fetch.send(
                        context.transport().get(),
                        new HttpCall(
                                call.method(), call.uri(), call.headers(), call.body(), deadlines, MOST_BYTES, false))
                .get();
    }

    private URI address(String region) {
        if (role.endpoint() != null) {
            return URI.create(role.endpoint().endsWith("/") ? role.endpoint() : role.endpoint() + "/");
        }
        String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return URI.create("https://sts." + region + "." + domain + "/");
    }

    private String form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", role.by() == null ? "AssumeRoleWithWebIdentity" : "AssumeRole");
        form.put("Version", "2011-06-15");
        form.put("RoleArn", role.arn());
        form.put("RoleSessionName", Objects.requireNonNullElse(role.session(), AwsLogin.Role.SESSION));
        if (role.tokenFile() != null) {
            form.put("WebIdentityToken", token(role.tokenFile()));
        }
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String token(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw failure(ErrorKind.AUTHENTICATION_FAILED, unreadable(file), e);
        }
    }

    /** Fails when the file of a token is not there. Sends nothing. */
    void check() {
        if (role.tokenFile() != null && !Files.isReadable(Path.of(role.tokenFile()))) {
            throw new IllegalArgumentException(unreadable(role.tokenFile()));
        }
    }

    private static String unreadable(String file) {
        return "the file of the option webIdentityTokenFile cannot be read: " + file;
    }

    private static LlmException failure(ErrorKind kind, String what, Throwable cause) {
        return ErrorDetails.of(kind, what).attempts(0).exception(cause);
    }
}
