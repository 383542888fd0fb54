/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.HttpHeader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final Outgoing CALL =
            new Outgoing("POST", URI.create("https://api.acme.test/v1/chat"), List.of(), ByteChunks.EMPTY);

    @Test
    void a_bearer_key_goes_into_the_authorization_header() {
        assertThat(sent(ApiKey.Place.BEARER, "", CALL).headers())
                .containsExactly(new HttpHeader("Authorization", "Bearer k-1"));
    }

    @Test
    void a_header_key_stands_alone_in_its_header() {
        assertThat(sent(ApiKey.Place.HEADER, "x-api-key", CALL).headers())
                .containsExactly(new HttpHeader("x-api-key", "k-1"));
    }

    @Test
    void a_query_key_joins_the_query() {
        assertThat(sent(ApiKey.Place.QUERY, "key", CALL).uri()).hasToString("https://api.acme.test/v1/chat?key=k-1");
        Outgoing withQuery = CALL.to(URI.create("https://api.acme.test/v1/chat?alt=sse"));
        assertThat(sent(ApiKey.Place.QUERY, "key", withQuery).uri())
                .hasToString("https://api.acme.test/v1/chat?alt=sse&key=k-1");
    }

    @Test
    void a_rotated_key_is_taken_up_at_the_next_call() {
        AtomicReference<String> vault = new AtomicReference<>("old");
        ApiKey key = new ApiKey(ApiKey.Place.BEARER, "", SecretSource.of(vault::get), true, "Set it.");
        assertThat(authorized(key).headers()).containsExactly(new HttpHeader("Authorization", "Bearer old"));

        vault.set("new");

        assertThat(authorized(key).headers()).containsExactly(new HttpHeader("Authorization", "Bearer new"));
    }

    @Test
    void a_missing_key_is_refused_with_the_remedy() {
        ApiKey key = new ApiKey(ApiKey.Place.BEARER, "", SecretSource.of(() -> " "), true, "Set ACME_API_KEY");

        assertThatThrownBy(() -> authorized(key))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED))
                .hasMessageContaining("there is no key. Set ACME_API_KEY");
    }

    @Test
    void a_provider_that_needs_no_key_gets_none() {
        ApiKey key = new ApiKey(ApiKey.Place.BEARER, "", SecretSource.of(() -> null), false, "");

        assertThat(authorized(key)).isEqualTo(CALL);
    }

    @Test
    void a_key_that_would_break_the_header_is_refused_without_showing_it() {
        ApiKey key = new ApiKey(ApiKey.Place.BEARER, "", SecretSource.of(() -> "se\r\ncret"), true, "Set it.");

        assertThatThrownBy(key::key)
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("line break")
                .hasMessageNotContaining("cret");
    }

    @Test
    void the_environment_is_read_by_the_first_name_that_is_set() {
        Map<String, String> environment = Map.of("SECOND", "k-2", "FIRST", " ");

        assertThat(SecretSource.environment(List.of("FIRST", "SECOND"), environment::get)
                        .current())
                .hasValue(Secret.of("k-2"));
        assertThat(SecretSource.environment(List.of("THIRD"), environment::get).current())
                .isEmpty();
    }

    @Test
    void the_first_source_that_has_a_key_wins() {
        assertThat(SecretSource.of("a").or(SecretSource.of("b")).current()).hasValue(Secret.of("a"));
        assertThat(SecretSource.of(() -> "").or(SecretSource.of("b")).current()).hasValue(Secret.of("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb", "schlüssel"})
    void a_text_that_no_header_can_carry_is_no_secret(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(text));
    }

    @Test
    void nothing_prints_a_secret() {
        ApiKey key = new ApiKey(ApiKey.Place.QUERY, "key", SecretSource.of("k-1"), true, "Set it.");

        assertThat(Secret.of("k-1"))
                .hasToString("******")
                .isEqualTo(Secret.of(" k-1 "))
                .hasSameHashCodeAs(Secret.of("other"));
        assertThat(key.toString()).doesNotContain("k-1");
        assertThat(authorized(key).toString()).doesNotContain("k-1");
    }

    private static Outgoing sent(ApiKey.Place place, String name, Outgoing call) {
        return new ApiKey(place, name, SecretSource.of("k-1"), true, "Set it.")
                .authorize(call)
                .toCompletableFuture()
                .join();
    }

    private static Outgoing authorized(ApiKey key) {
        return key.authorize(CALL).toCompletableFuture().join();
    }
}
