/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.net.URI;
import java.security.KeyPair;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token is given for besides a client's secret. */
class OAuth2GrantsTest extends OAuth2Calls {

    private static final KeyPair RSA = Pem.pair("RSA");

    private OAuth2Client anonymous() {
        return new OAuth2Client(URI.create(authority.tokenEndpoint()), null, null, null, false);
    }

    private Assertion assertion(Supplier<String> key) {
        return new Assertion(key, "kid-1", "issuer", "user", authority.tokenEndpoint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void an_assertion_is_signed_with_the_key(String algorithm) throws Exception {
        KeyPair pair = Pem.pair(algorithm);
        authority.signer("issuer", pair.getPublic());

        ask(model(login(anonymous(), new Grant.JwtBearer(assertion(() -> Pem.of(pair))))));

        assertThat(authority.requests()).hasSize(1);
        assertThat(sent()).containsExactly("Bearer access-token-1");
    }

    @Test
    void a_client_may_sign_instead_of_having_a_secret() throws Exception {
        authority.signer("app", RSA.getPublic());
        Assertion own = new Assertion(() -> Pem.of(RSA), null, "app", "app", authority.tokenEndpoint());

        ask(model(login(
                new OAuth2Client(URI.create(authority.tokenEndpoint()), "app", null, own, false),
                new Grant.ClientCredentials())));

        assertThat(sent()).containsExactly("Bearer access-token-1");
    }

    @Test
    void an_assertion_with_the_wrong_key_is_refused() {
        authority.signer("issuer", RSA.getPublic());
        KeyPair other = Pem.pair("RSA");

        LlmException refused = refused(model(login(anonymous(), new Grant.JwtBearer(assertion(() -> Pem.of(other))))));

        assertThat(refused).hasMessageContaining("invalid_grant: Invalid JWT Signature.");
        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-600, 600})
    void a_clock_that_is_wrong_is_named_and_allowed_for(long seconds) throws Exception {
        authority.signer("issuer", RSA.getPublic()).clock(() -> now.get().plusSeconds(seconds));
        LoadedModel model = model(login(anonymous(), new Grant.JwtBearer(assertion(() -> Pem.of(RSA)))));

        assertThat(refused(model))
                .hasMessageContaining("Invalid JWT")
                .hasMessageContaining("the clock of this machine is 600 s " + (seconds < 0 ? "ahead of" : "behind")
                        + " the authority's");
        ask(model);
    }

    @ParameterizedTest
    @ValueSource(longs = {-50, 200})
    void a_clock_that_is_a_little_wrong_does_no_harm(long seconds) throws Exception {
        authority.signer("issuer", RSA.getPublic()).clock(() -> now.get().plusSeconds(seconds));

        ask(model(login(anonymous(), new Grant.JwtBearer(assertion(() -> Pem.of(RSA))))));
    }

    @Test
    void a_key_that_is_none_is_refused_when_the_target_is_made_ready() {
        assertThatThrownBy(() -> model(login(anonymous(), new Grant.JwtBearer(assertion(() -> "sk-no-pem")))))
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("-----BEGIN PRIVATE KEY-----")
                .hasMessageNotContaining("sk-no-pem");
        assertThatThrownBy(() -> model(login(
                        anonymous(),
                        new Grant.JwtBearer(
                                assertion(() -> "-----BEGIN PRIVATE KEY-----\nc2stMQ==\n-----END PRIVATE KEY-----")))))
                .hasMessageContaining("neither an RSA nor an EC key");
        assertThatThrownBy(() -> model(login(
                        new OAuth2Client(URI.create(authority.tokenEndpoint()), "app", () -> null, null, false),
                        new Grant.ClientCredentials())))
                .hasMessageContaining("there is no client secret");
    }

    @Test
    void a_token_of_another_authority_is_exchanged_as_it_is_at_that_moment() throws Exception {
        AtomicReference<String> projected = new AtomicReference<>("of-the-cluster-1");
        authority.subjectToken("of-the-cluster-1").subjectToken("of-the-cluster-2");
        LoadedModel model = model(
                login(anonymous(), new Grant.TokenExchange(projected::get, "urn:ietf:params:oauth:token-type:jwt")));
        ask(model);
        pass(HOUR);
        projected.set("of-the-cluster-2");
        ask(model);

        assertThat(authority.requests())
                .extracting(request -> request.field("subject_token"))
                .containsExactly("of-the-cluster-1", "of-the-cluster-2");
        assertThat(authority.requests())
                .extracting(request -> request.field("subject_token_type"))
                .containsOnly("urn:ietf:params:oauth:token-type:jwt");
    }
}
