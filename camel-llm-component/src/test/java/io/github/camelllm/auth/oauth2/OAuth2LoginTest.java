/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.auth.Login;
import io.github.camelllm.client.Call;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ProxyAddress;
import io.github.camelllm.http.TransportConfig;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.SimulatedProxy;
import io.github.camelllm.test.TokenAuthority;
import io.github.camelllm.test.tls.PrivateAuthority;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a token is got, kept, renewed and given up. */
class OAuth2LoginTest extends OAuth2Calls {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_client_gets_a_token_and_uses_it_for_all_calls(boolean inBody) throws Exception {
        LoadedModel model = model(new OAuth2Login(
                app(inBody),
                new Grant.ClientCredentials(),
                Map.of("scope", "llm chat", "audience", "https://llm.example"),
                HOUR,
                Duration.ZERO));

        ask(model);
        ask(model);

        assertThat(sent()).containsExactly("Bearer access-token-1", "Bearer access-token-1");
        assertThat(authority.requests()).singleElement().satisfies(request -> {
            assertThat(request.field("grant_type")).isEqualTo("client_credentials");
            assertThat(request.field("scope")).isEqualTo("llm chat");
            assertThat(request.field("audience")).isEqualTo("https://llm.example");
            assertThat(request.field("client_secret")).isEqualTo(inBody ? SECRET : "");
            assertThat(request.header("Authorization").isEmpty()).isEqualTo(inBody);
        });
    }

    @Test
    void a_hundred_calls_at_once_ask_for_one_token_and_no_thread_waits() throws Exception {
        Hold hold = new Hold();
        authority.hold(hold);
        LoadedModel model = model();

        List<Call<ChatResponse>> calls = IntStream.range(0, 100)
                .mapToObj(i -> model.complete(ChatRequest.of("x")))
                .toList();
        hold.awaitReached();
        assertThat(simulator.requests()).isEmpty();
        hold.release();
        for (Call<ChatResponse> call : calls) {
            finished(call);
        }

        assertThat(authority.requests()).hasSize(1);
        assertThat(sent()).hasSize(100).containsOnly("Bearer access-token-1");
    }

    @Test
    void targets_with_equal_logins_share_a_token() throws Exception {
        OAuth2Client app = app(false);
        ask(model(login(app, new Grant.ClientCredentials())));
        ask(model(login(app, new Grant.ClientCredentials())));

        assertThat(authority.requests()).hasSize(1);
    }

    @Test
    void an_expired_token_is_replaced_before_the_call_is_sent() throws Exception {
        LoadedModel model = model();
        ask(model);
        pass(HOUR.minusSeconds(4));
        ask(model);

        assertThat(sent()).containsExactly("Bearer access-token-1", "Bearer access-token-2");
    }

    @Test
    void a_token_is_renewed_before_it_expires_and_no_call_waits_for_it() throws Exception {
        LoadedModel model = model();
        ask(model);
        Hold hold = new Hold();
        authority.hold(hold);
        pass(HOUR.minusMinutes(4));

        ask(model);
        ask(model);
        assertThat(sent()).containsOnly("Bearer access-token-1");
        hold.awaitReached();
        assertThat(authority.requests()).as("one renewal, however many calls").hasSize(2);
        hold.release();
        Awaitility.await().untilAsserted(() -> {
            ask(model);
            assertThat(sent()).contains("Bearer access-token-2");
        });
        assertThat(authority.requests()).hasSize(2);
    }

    @Test
    void a_renewal_that_fails_is_tried_again_later_while_the_old_token_serves() throws Exception {
        LoadedModel model = model();
        ask(model);
        pass(HOUR.minusMinutes(4));
        authority.enqueue(503, "{}");

        ask(model);
        Awaitility.await().until(() -> authority.requests().size() == 2);
        Awaitility.await().untilAsserted(() -> {
            ask(model);
            assertThat(authority.requests()).as("not at once").hasSize(2);
        });
        pass(Duration.ofSeconds(6));
        Awaitility.await().untilAsserted(() -> {
            ask(model);
            assertThat(sent()).contains("Bearer access-token-2");
        });
    }

    @Test
    void a_token_without_a_lifetime_is_good_for_the_usual_time() throws Exception {
        authority.lifetime(null);
        LoadedModel model = model(new OAuth2Login(
                app(false), new Grant.ClientCredentials(), Map.of(), Duration.ofMinutes(1), Duration.ZERO));
        ask(model);
        pass(Duration.ofSeconds(61));
        ask(model);

        assertThat(authority.requests()).hasSize(2);
    }

    @Test
    void a_token_that_the_provider_refuses_is_not_used_again_and_the_call_is_not_repeated() throws Exception {
        LoadedModel model = model();
        ask(model);
        authority.revoke("access-token-1");

        assertThat(refused(model).kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(sent()).containsExactly("Bearer access-token-1", "Bearer access-token-1");
        ask(model);
        assertThat(sent()).endsWith("Bearer access-token-2");
    }

    @Test
    void a_refusal_has_the_authoritys_words_without_the_secret_that_it_repeats() {
        LoadedModel model = model(login(
                new OAuth2Client(URI.create(authority.tokenEndpoint()), "app", () -> "sk-wrong", null, true),
                new Grant.ClientCredentials()));

        LlmException refused = refused(model);

        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(refused)
                .hasMessageContaining("invalid_client: the client app is unknown or its secret ****** is wrong")
                .hasMessageContaining(authority.tokenEndpoint())
                .hasMessageContaining("HTTP 401")
                .hasMessageNotContaining("sk-wrong");
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_refusal_is_not_kept() throws Exception {
        authority.enqueue(401, "{\"error\":\"invalid_client\"}");
        LoadedModel model = model();

        assertThat(refused(model)).hasMessageContaining("invalid_client");
        ask(model);
    }

    @Test
    void an_authority_that_is_down_is_no_refused_login() {
        authority.enqueue(503, "text/html", "<h1>maintenance</h1>").enqueue(429, "{\"error\":\"slow_down\"}");
        LoadedModel model = model();

        assertThat(refused(model).kind()).isEqualTo(ErrorKind.SERVER_ERROR);
        assertThat(refused(model).kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        authority.close();
        assertThat(refused(model))
                .hasMessageContaining(authority.tokenEndpoint())
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.CONNECTION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"a\\nb\"}",
                "{\"access_token\":\"t\",\"token_type\":\"mac\"}"
            })
    void an_answer_without_a_usable_token_is_a_failed_login(String body) {
        authority.enqueue(200, body);

        assertThat(refused(model()).kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_refresh_token_is_replaced_by_the_one_that_the_authority_gives() throws Exception {
        authority.refreshToken("first").rotatesRefreshTokens();
        LoadedModel model = model(login(app(false), new Grant.RefreshToken(() -> "first")));
        ask(model);
        pass(HOUR);
        ask(model);

        assertThat(authority.requests())
                .extracting(request -> request.field("refresh_token"))
                .containsExactly("first", "refresh-token-1");
    }

    @Test
    void a_refused_refresh_token_gives_way_to_the_one_that_is_set() throws Exception {
        AtomicReference<String> set = new AtomicReference<>("first");
        authority.refreshToken("first").refreshToken("second").rotatesRefreshTokens();
        LoadedModel model = model(login(app(false), new Grant.RefreshToken(set::get)));
        ask(model);
        pass(HOUR);
        authority.enqueue(400, "{\"error\":\"invalid_grant\",\"error_description\":\"refresh-token-1 is revoked\"}");
        set.set("second");

        assertThat(refused(model))
                .hasMessageContaining("invalid_grant: ****** is revoked")
                .hasMessageNotContaining("refresh-token-1");
        ask(model);
        assertThat(authority.requests())
                .extracting(request -> request.field("refresh_token"))
                .containsExactly("first", "refresh-token-1", "second");
    }

    @Test
    void the_request_for_a_token_takes_the_proxy_and_the_private_ca_of_the_calls() throws Exception {
        PrivateAuthority ca = PrivateAuthority.create();
        try (TokenAuthority secure = TokenAuthority.start(ca.serverContext())
                        .client("app", SECRET)
                        .clock(now::get);
                SimulatedProxy proxy = SimulatedProxy.start("me", "proxy-secret")) {
            simulator.provider("mistral").acceptTokensOf(secure);
            Login login = login(
                    new OAuth2Client(URI.create(secure.tokenEndpoint()), "app", () -> SECRET, null, false),
                    new Grant.ClientCredentials());
            ProxyAddress way = new ProxyAddress(
                    "http", proxy.host(), proxy.port(), "me", () -> "proxy-secret", List.of("127.0.0.1"));
            TransportConfig trusting = TransportConfig.builder()
                    .sslContext(ca.anonymousContext())
                    .proxy(way)
                    .build();

            ask(through(login, trusting));

            assertThat(proxy.tunnels()).singleElement().satisfies(tunnel -> {
                assertThat(tunnel.target()).isEqualTo("localhost:" + secure.port());
                assertThat(tunnel.status()).isEqualTo(200);
            });
            assertThat(secure.requests()).hasSize(1);
            assertThat(refused(through(login, TransportConfig.STANDARD)))
                    .hasMessageContaining("no token from " + secure.tokenEndpoint())
                    .extracting(LlmException::kind)
                    .isEqualTo(ErrorKind.CONNECTION_FAILED);
        }
    }

    private LoadedModel through(Login login, TransportConfig transport) {
        TargetSettings s = TargetSettings.STANDARD;
        return client.load(
                "mistral",
                "mistral-small-latest",
                new TargetSettings(
                                null,
                                simulator.provider("mistral").baseUrl(),
                                null,
                                Map.of(),
                                transport,
                                s.deadlines(),
                                s.maxResponseBytes(),
                                s.readerTimeout(),
                                false)
                        .withLogin(login));
    }
}
