/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.oauth2;

import io.github.camelllm.auth.Login;
import io.github.camelllm.client.Call;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.TokenAuthority;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** Calls with tokens of a simulated authority, over real sockets; the provider takes the authority's tokens only. */
abstract class OAuth2Calls {

    static final String SECRET = "s3cret: with+signs & ümlauts";
    static final Duration HOUR = Duration.ofHours(1);

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));
    final TokenAuthority authority =
            TokenAuthority.start().client("app", SECRET).clock(now::get);
    final ProviderSimulator simulator = ProviderSimulator.start();
    final LlmClient client = LlmClient.builder().clock(now::get).build();

    OAuth2Calls() {
        simulator.provider("mistral").acceptTokensOf(authority);
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
        authority.close();
    }

    OAuth2Client app(boolean inBody) {
        return new OAuth2Client(URI.create(authority.tokenEndpoint()), "app", () -> SECRET, null, inBody);
    }

    static OAuth2Login login(OAuth2Client client, Grant grant) {
        return new OAuth2Login(client, grant, Map.of(), HOUR, Duration.ofSeconds(5));
    }

    LoadedModel model(Login login) {
        return client.load(
                "mistral",
                "mistral-small-latest",
                TargetSettings.STANDARD
                        .withBaseUrl(simulator.provider("mistral").baseUrl())
                        .withLogin(login));
    }

    LoadedModel model() {
        return model(login(app(false), new Grant.ClientCredentials()));
    }

    static ChatResponse ask(LoadedModel model) throws Exception {
        return finished(model.complete(ChatRequest.of("x")));
    }

    static ChatResponse finished(Call<ChatResponse> call) throws Exception {
        return call.result().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static LlmException refused(LoadedModel model) {
        try {
            ask(model);
        } catch (ExecutionException e) {
            return (LlmException) e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("the call was answered");
    }

    void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    List<String> sent() {
        return simulator.requests().stream()
                .map(request -> request.header("Authorization"))
                .toList();
    }
}
