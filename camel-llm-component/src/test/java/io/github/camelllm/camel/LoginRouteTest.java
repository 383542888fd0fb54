/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.oauth2.Pem;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.TokenAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins other than one key: pools of keys, a key for each message, and a login of the user's own. */
class LoginRouteTest extends Routes {

    private static final String MISTRAL = "llm:mistral/mistral-small-latest";

    private void route(String uri) throws Exception {
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to(uri);
            }
        });
    }

    private Exchange ask() {
        return send("direct:ask", "x");
    }

    private List<String> sent() {
        return simulator.requests().stream()
                .map(request -> request.header("Authorization"))
                .toList();
    }

    @Test
    void the_call_after_a_refused_key_has_the_next_one_and_the_refused_call_is_not_sent_again() throws Exception {
        provider("mistral").acceptKeys("good");
        route(MISTRAL + "?apiKeys=RAW(bad, good)");

        assertThat(failure(ask()).kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(sent()).containsExactly("Bearer bad");
        assertThat(ask().getException()).isNull();
        assertThat(ask().getException()).isNull();
        assertThat(sent()).containsExactly("Bearer bad", "Bearer good", "Bearer good");
    }

    @Test
    void a_limited_key_is_changed_for_streams_too() throws Exception {
        provider("mistral").enqueue(Reply.error(ErrorCase.RATE_LIMITED), Reply.text("ok"));
        route(MISTRAL + "?apiKeys=one,two&stream=true");

        assertThat(failure(ask()).kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(sent()).containsExactly("Bearer one");
        assertThat(ask().getException()).isNull();
        assertThat(sent()).containsExactly("Bearer one", "Bearer two");
    }

    @Test
    void endpoints_with_the_same_keys_know_of_each_other() throws Exception {
        provider("mistral").acceptKeys("good");
        route(MISTRAL + "?apiKeys=bad,good");
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:other").to("llm:mistral/open-mistral-nemo?apiKeys=bad,good");
            }
        });

        assertThat(ask().getException()).isNotNull();
        assertThat(send("direct:other", "x").getException()).isNull();
        assertThat(sent()).containsExactly("Bearer bad", "Bearer good");
    }

    @Test
    void keys_of_a_bean_are_asked_before_each_call() throws Exception {
        String[] keys = {"one"};
        context().getRegistry().bind("pool", (Supplier<String>) () -> keys[0]);
        route(MISTRAL + "?apiKeys=#bean:pool");

        ask();
        keys[0] = "two";
        ask();
        assertThat(sent()).containsExactly("Bearer one", "Bearer two");
    }

    @Test
    void each_message_has_the_key_that_the_resolver_gives_it() throws Exception {
        KeyResolver resolver = (exchange, provider) -> CompletableFuture.completedFuture(
                provider + "-" + exchange.getMessage().getHeader(LlmHeaders.SET_TENANT, String.class));
        context().getRegistry().bind("tenants", resolver);
        route(MISTRAL + "?keyResolver=#bean:tenants");

        send("direct:ask", "x", Map.of(LlmHeaders.SET_TENANT, "a"));
        Exchange second = send("direct:ask", "x", Map.of(LlmHeaders.SET_TENANT, "b"));

        assertThat(sent()).containsExactly("Bearer mistral-a", "Bearer mistral-b");
        assertThat(second.getMessage().getHeaders().toString()).doesNotContain("mistral-b");
    }

    @Test
    void a_resolver_that_takes_its_time_holds_no_thread() throws Exception {
        CompletableFuture<String> key = new CompletableFuture<>();
        context().getRegistry().bind("slow", (KeyResolver) (exchange, provider) -> key);
        route(MISTRAL + "?keyResolver=#bean:slow");

        CompletableFuture<Exchange> asked = template()
                .asyncSend("direct:ask", exchange -> exchange.getMessage().setBody("x"));
        assertThat(asked).isNotDone();
        assertThat(simulator.requests()).isEmpty();
        key.complete("late");

        assertThat(asked.get(10, TimeUnit.SECONDS).getException()).isNull();
        assertThat(sent()).containsExactly("Bearer late");
    }

    @Test
    void a_message_without_a_key_of_its_own_is_refused_and_no_other_key_is_used() throws Exception {
        CompletableFuture<String> broken = CompletableFuture.failedFuture(new IllegalStateException("vault is sealed"));
        Map<String, CompletionStage<String>> keys =
                Map.of("none", CompletableFuture.completedFuture(null), "broken", broken);
        context().getRegistry().bind("tenants", (KeyResolver) (exchange, provider) -> Optional.ofNullable(
                        keys.get(exchange.getMessage().getBody(String.class)))
                .orElseThrow(() -> new IllegalStateException("unknown tenant")));
        context().getComponent("llm", LlmComponent.class).getConfiguration().setApiKey("of the house");
        route(MISTRAL + "?keyResolver=#bean:tenants");

        for (String tenant : List.of("none", "broken", "stranger")) {
            assertThat(failure(send("direct:ask", tenant)).kind())
                    .as(tenant)
                    .isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        }
        assertThat(failure(send("direct:ask", "broken"))).hasMessageContaining("vault is sealed");
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void an_own_authorizer_puts_headers_on_each_call_when_it_is_ready() throws Exception {
        Authorizer own = call -> CompletableFuture.supplyAsync(
                () -> call.with(new HttpHeader("X-Body-Length", "" + call.body().length()))
                        .with(new HttpHeader("Authorization", "Bearer own-" + call.method())));
        context().getRegistry().bind("own", own);
        route(MISTRAL + "?authorizer=#bean:own");

        assertThat(ask().getException()).isNull();
        RecordedRequest request = simulator.lastRequest();
        assertThat(request.header("Authorization")).isEqualTo("Bearer own-POST");
        assertThat(request.header("X-Body-Length")).isEqualTo("" + request.body().length);
    }

    @Test
    void an_own_authorizer_that_fails_is_a_failed_login() throws Exception {
        context().getRegistry().bind("own", (Authorizer) call -> {
            throw new IllegalStateException("the HSM is locked");
        });
        route(MISTRAL + "?authorizer=#bean:own");

        assertThat(failure(ask()))
                .hasMessageContaining("the HSM is locked")
                .extracting(problem -> problem.kind())
                .isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void an_own_authorizer_hears_why_a_call_failed() throws Exception {
        List<ErrorKind> heard = new CopyOnWriteArrayList<>();
        context().getRegistry().bind("own", (Authorizer) call -> CompletableFuture.completedFuture(
                call.with(new HttpHeader("Authorization", "Bearer own")).whenRefused(why -> heard.add(why.kind()))));
        provider("mistral").enqueue(Reply.error(ErrorCase.BAD_KEY), Reply.text("ok"));
        route(MISTRAL + "?authorizer=#bean:own");

        ask();
        ask();

        Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly(ErrorKind.AUTHENTICATION_FAILED));
    }

    @Test
    void the_login_of_the_endpoint_goes_before_that_of_the_provider_and_that_before_the_components() throws Exception {
        LlmComponent llm = context().getComponent("llm", LlmComponent.class);
        llm.getConfiguration().setApiKey("component");
        llm.getProviders().get("mistral").setApiKey(null);
        llm.getProviders().get("mistral").setApiKeys("provider-1,provider-2");
        llm.getProviders().get("openai").setApiKey(null);

        assertThat(send("llm:mistral/open-mistral-nemo?apiKey=endpoint", "x").getException())
                .isNull();
        assertThat(send(MISTRAL, "x").getException()).isNull();
        assertThat(send("llm:openai/gpt-4o", "x").getException()).isNull();

        assertThat(sent()).containsExactly("Bearer endpoint", "Bearer provider-1", "Bearer component");
    }

    @Test
    void two_logins_at_one_place_are_refused_when_the_route_starts() {
        assertThatThrownBy(() -> route(MISTRAL + "?apiKey=a&apiKeys=b,c"))
                .rootCause()
                .hasMessageContaining("apiKey, apiKeys");
        assertThatThrownBy(() -> route(MISTRAL + "?apiKeys=RAW( , )"))
                .rootCause()
                .hasMessageContaining("apiKeys");
    }

    @Test
    void options_of_oauth2_may_stand_at_the_endpoint_and_at_the_provider_together() throws Exception {
        try (TokenAuthority authority = TokenAuthority.start().client("app", "secret")) {
            provider("mistral").acceptTokensOf(authority);
            ProviderSettings shared = context()
                    .getComponent("llm", LlmComponent.class)
                    .getProviders()
                    .get("mistral");
            shared.setApiKey(null);
            shared.setOauth2TokenEndpoint(authority.tokenEndpoint());
            shared.setOauth2ClientId("app");
            shared.setOauth2ClientSecret("secret");
            route(MISTRAL + "?oauth2Scope=chat");

            assertThat(ask().getException()).isNull();
            assertThat(authority.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.field("scope")).isEqualTo("chat"));
        }
    }

    @Test
    void a_token_in_a_file_is_read_again_for_each_exchange(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "of-the-cluster\n");
        try (TokenAuthority authority = TokenAuthority.start().subjectToken("of-the-cluster")) {
            provider("mistral").acceptTokensOf(authority);
            route(MISTRAL + "?oauth2GrantType=token_exchange&oauth2TokenEndpoint=" + authority.tokenEndpoint()
                    + "&oauth2SubjectToken=file:" + file);

            assertThat(ask().getException()).isNull();
            Files.writeString(file, "stolen");
            authority.tokens().forEach(authority::revoke);
            ask();
            assertThat(failure(ask())).hasMessageContaining("the subject token is not trusted");
        }
    }

    @Test
    void what_is_missing_for_oauth2_is_told_when_the_route_starts() {
        assertThatThrownBy(() -> route(MISTRAL + "?oauth2ClientId=a&oauth2ClientSecret=b"))
                .rootCause()
                .hasMessageContaining("oauth2TokenEndpoint");
        assertThatThrownBy(() -> route(MISTRAL + "?oauth2ClientId=a&oauth2TokenEndpoint=http://localhost/t"))
                .rootCause()
                .hasMessageContaining("oauth2ClientSecret");
        assertThatThrownBy(() -> route(MISTRAL + "?oauth2GrantType=password&oauth2TokenEndpoint=http://localhost/t"))
                .rootCause()
                .hasMessageContaining("client_credentials, refresh_token, jwt_bearer, token_exchange");
        assertThatThrownBy(() -> route(MISTRAL + "?oauth2GrantType=jwt_bearer&oauth2ClientId=a"
                        + "&oauth2TokenEndpoint=http://localhost/t&oauth2JwtKey=file:no-such-file.pem"))
                .rootCause()
                .hasMessageContaining("no-such-file.pem");
        assertThatThrownBy(() -> route(MISTRAL + "?oauth2ClientId=a&oauth2ClientSecret=b&oauth2TokenEndpoint=ftp://x"))
                .rootCause()
                .hasMessageContaining("token endpoint");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_secret_in_the_uri_of_an_endpoint_is_not_shown(String option) {
        for (String value : List.of("sk-1", "RAW(sk-1&x)y)", "RAW{sk-1}")) {
            String uri = context()
                    .getEndpoint(MISTRAL + "?" + option + "=" + value + "&strict=true")
                    .getEndpointUri();

            assertThat(uri).contains(option + "=xxxxxx", "strict=true").doesNotContain("sk-1");
        }
    }

    static Set<String> secrets() {
        return LoginOptions.SECRETS.keySet();
    }

    @Test
    void a_service_account_is_read_from_a_resource(@TempDir Path folder) throws Exception {
        KeyPair keys = Pem.pair("RSA");
        try (TokenAuthority google = TokenAuthority.start().signer("robot@acme.example", keys.getPublic())) {
            provider("mistral").acceptTokensOf(google);
            Path file = Files.writeString(
                    folder.resolve("key.json"),
                    new ObjectMapper()
                            .writeValueAsString(Map.of(
                                    "type", "service_account",
                                    "client_email", "robot@acme.example",
                                    "client_id", "1",
                                    "private_key_id", "k",
                                    "private_key", Pem.of(keys),
                                    "token_uri", google.tokenEndpoint())));
            route(MISTRAL + "?serviceAccountKey=file:" + file);

            assertThat(ask().getException()).isNull();
            assertThat(sent()).containsExactly("Bearer access-token-1");
        }
    }

    @Test
    void a_login_at_entra_says_what_it_needs_when_the_route_starts() {
        assertThatThrownBy(() -> route(MISTRAL + "?credentialType=CLIENT_SECRET&azureTenantId=t&azureClientId=c"))
                .rootCause()
                .hasMessageContaining("azureClientSecret");
        assertThatThrownBy(() -> route(MISTRAL + "?credentialType=PASSWORD"))
                .rootCause()
                .hasMessageContaining("CLIENT_CERTIFICATE");
        assertThatThrownBy(() -> route(MISTRAL + "?credentialType=CLIENT_CERTIFICATE&azureTenantId=t&azureClientId=c"
                        + "&azureClientCertificatePath=no-such.pfx"))
                .rootCause()
                .hasMessageContaining("no-such.pfx");
    }

    @Test
    void a_key_may_be_named_as_the_credential_type() throws Exception {
        route(MISTRAL + "?credentialType=API_KEY&apiKey=k");

        assertThat(ask().getException()).isNull();
        assertThat(sent()).containsExactly("Bearer k");
    }
}
