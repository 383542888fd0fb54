/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Deadlines;
import io.github.camelllm.http.HttpHeader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class HmacLoginTest {

    private static final Outgoing CALL = new Outgoing(
            "POST",
            URI.create("https://gateway.example/v1/chat?debug=1"),
            List.of(),
            ByteChunks.utf8("{\"model\":\"m\"}"));

    private static LoginContext context() {
        Deadlines none = new Deadlines(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return new LoginContext(
                source -> Authorizer.NONE,
                () -> {
                    throw new AssertionError("nothing is sent");
                },
                () -> {
                    throw new AssertionError("nothing is sent");
                },
                none,
                () -> Instant.ofEpochSecond(1_800_000_000),
                Runnable::run);
    }

    /** The expected value was made with openssl: {@code printf '...' | openssl dgst -sha256 -hmac secret}. */
    @Test
    void method_path_time_and_body_are_signed() {
        HmacLogin login = new HmacLogin("me", () -> "secret", HmacLogin.SIGNATURE);

        Outgoing signed = login.authorizer(context())
                .authorize(CALL)
                .toCompletableFuture()
                .join();

        assertThat(signed.headers())
                .containsExactly(
                        new HttpHeader("X-Timestamp", "1800000000"),
                        new HttpHeader("X-Key-Id", "me"),
                        new HttpHeader(
                                "X-Signature", "77a3b409cefb5e1f49a98b3b585668c0ee920b62917c113e1353293423774fae"));
    }

    @Test
    void a_changed_secret_is_taken_up_and_an_empty_one_told() {
        String[] secret = {"one"};
        Authorizer authorizer = new HmacLogin(null, () -> secret[0], "Signature").authorizer(context());
        Outgoing first = authorizer.authorize(CALL).toCompletableFuture().join();
        secret[0] = "two";
        Outgoing second = authorizer.authorize(CALL).toCompletableFuture().join();

        assertThat(first.headers())
                .hasSize(2)
                .doesNotContainAnyElementsOf(List.of(second.headers().get(1)));
        secret[0] = " ";
        assertThatThrownBy(
                        () -> authorizer.authorize(CALL).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("hmacSecret");
    }

    @Test
    void what_cannot_be_used_is_refused_at_once() {
        assertThatThrownBy(() -> new HmacLogin(null, () -> "s", "a header")).hasMessageContaining("hmacHeader");
        assertThatThrownBy(() -> new HmacLogin(null, () -> null, "S").authorizer(context()))
                .hasMessageContaining("hmacSecret");
        assertThat(new HmacLogin("me", () -> "s3cret", "S")).hasToString("HmacLogin[me, S]");
    }
}
