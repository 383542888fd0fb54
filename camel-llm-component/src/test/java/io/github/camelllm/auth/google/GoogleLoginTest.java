/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.auth.Detour;
import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.MissingLibraries;
import io.github.camelllm.auth.oauth2.Pem;
import io.github.camelllm.client.Call;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ProxyAddress;
import io.github.camelllm.http.TransportConfig;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.SimulatedProxy;
import io.github.camelllm.test.TokenAuthority;
import io.github.camelllm.test.tls.PrivateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins at a simulated Google, over real sockets; the provider takes the tokens of that Google only. */
class GoogleLoginTest {

    private static final KeyPair KEYS = Pem.pair("RSA");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final TokenAuthority google = TokenAuthority.start().signer("robot@acme.example", KEYS.getPublic());
    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final Detour detour = new Detour(google, "metadata.google.internal", "oauth2.googleapis.com");
    private final Map<String, String> environment = new HashMap<>();
    private final LlmClient client =
            LlmClient.builder().clock(now::get).transports(detour::transport).build();

    GoogleLoginTest() {
        simulator.provider("mistral").acceptTokensOf(google);
    }

    @AfterEach
    void close() {
        client.close();
        detour.close();
        simulator.close();
        google.close();
    }

    private static String key(String tokenUri) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "service_account");
        json.put("project_id", "acme");
        json.put("private_key_id", "kid-1");
        json.put("private_key", Pem.of(KEYS));
        json.put("client_email", "robot@acme.example");
        json.put("client_id", "4711");
        json.put("token_uri", tokenUri);
        return JsonTree.write(json);
    }

    private String key() {
        return key(google.tokenEndpoint());
    }

    private LoadedModel model(Login login, TransportConfig transport) {
        return client.load(
                "mistral",
                "mistral-small-latest",
                TargetSettings.STANDARD
                        .withBaseUrl(simulator.provider("mistral").baseUrl())
                        .withTransport(transport)
                        .withLogin(login));
    }

    private LoadedModel model(Login login) {
        return model(login, TransportConfig.STANDARD);
    }

    private LoadedModel applicationDefault() {
        environment.putIfAbsent("CLOUDSDK_CONFIG", folder.resolve("no-gcloud").toString());
        return model(new GoogleLogin(null, environment::get));
    }

    private static ChatResponse ask(LoadedModel model) throws Exception {
        return finished(model.complete(ChatRequest.of("x")));
    }

    private static ChatResponse finished(Call<ChatResponse> call) throws Exception {
        return call.result().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static LlmException refused(LoadedModel model) {
        try {
            ask(model);
        } catch (ExecutionException e) {
            return (LlmException) e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("the call was answered");
    }

    private List<String> sent() {
        return simulator.requests().stream()
                .map(request -> request.header("Authorization"))
                .toList();
    }

    @Test
    void a_service_account_signs_for_a_token_that_serves_until_it_expires() throws Exception {
        LoadedModel model = model(GoogleLogin.of(this::key));
        ask(model);
        ask(model);
        now.updateAndGet(at -> at.plus(Duration.ofHours(1)));
        ask(model);

        assertThat(sent()).containsExactly("Bearer access-token-1", "Bearer access-token-1", "Bearer access-token-2");
        assertThat(google.requests()).hasSize(2).allSatisfy(request -> {
            String claims = request.field("assertion").split("\\.")[1];
            assertThat(JsonTree.readObject(new String(Base64.getUrlDecoder().decode(claims))))
                    .containsEntry("scope", "https://www.googleapis.com/auth/cloud-platform");
        });
    }

    @Test
    void a_key_may_be_in_base64() throws Exception {
        String encoded = "base64:" + Base64.getEncoder().encodeToString(key().getBytes());

        ask(model(GoogleLogin.of(() -> encoded)));

        assertThat(sent()).containsExactly("Bearer access-token-1");
    }

    @Test
    void a_hundred_calls_at_once_ask_for_one_token() throws Exception {
        Hold hold = new Hold();
        google.hold(hold);
        LoadedModel model = model(GoogleLogin.of(this::key));

        List<Call<ChatResponse>> calls = IntStream.range(0, 100)
                .mapToObj(i -> model.complete(ChatRequest.of("x")))
                .toList();
        hold.awaitReached();
        hold.release();
        for (Call<ChatResponse> call : calls) {
            finished(call);
        }

        assertThat(google.requests()).hasSize(1);
        assertThat(sent()).hasSize(100).containsOnly("Bearer access-token-1");
    }

    @Test
    void a_refusal_has_googles_words_and_is_not_tried_again() {
        google.enqueue(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid grant: account not found\"}");

        LlmException refused = refused(model(GoogleLogin.of(this::key)));

        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(refused).hasMessageContaining("Invalid grant: account not found");
        assertThat(google.requests()).hasSize(1);
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_google_that_is_down_is_no_refused_login() {
        google.enqueue(503, "{}");

        assertThat(refused(model(GoogleLogin.of(this::key))).kind()).isEqualTo(ErrorKind.SERVER_ERROR);
        assertThat(google.requests()).hasSize(1);
    }

    @Test
    void the_file_that_the_environment_names_is_the_application_default() throws Exception {
        environment.put(
                "GOOGLE_APPLICATION_CREDENTIALS",
                Files.writeString(folder.resolve("key.json"), key()).toString());

        ask(applicationDefault());

        assertThat(sent()).containsExactly("Bearer access-token-1");
    }

    @Test
    void a_file_that_the_environment_names_and_that_is_not_there_is_told() {
        environment.put(
                "GOOGLE_APPLICATION_CREDENTIALS", folder.resolve("missing.json").toString());

        assertThat(refused(applicationDefault())).hasMessageContaining("missing.json");
        assertThat(google.requests()).isEmpty();
    }

    @Test
    void the_login_of_gcloud_is_the_application_default() throws Exception {
        google.client("gcloud-id", "gcloud-secret").refreshToken("gcloud-refresh");
        Files.writeString(
                folder.resolve("application_default_credentials.json"),
                JsonTree.write(Map.of(
                        "type", "authorized_user",
                        "client_id", "gcloud-id",
                        "client_secret", "gcloud-secret",
                        "refresh_token", "gcloud-refresh")));
        environment.put("CLOUDSDK_CONFIG", folder.toString());

        ask(applicationDefault());

        assertThat(sent()).containsExactly("Bearer access-token-1");
    }

    @Test
    void a_machine_at_google_asks_its_metadata_server_and_no_proxy() throws Exception {
        ProxyAddress proxy = new ProxyAddress("http", "proxy.invalid", 3128, null, null, List.of("127.0.0.1"));
        environment.put("CLOUDSDK_CONFIG", folder.toString());

        ask(model(
                new GoogleLogin(null, environment::get),
                TransportConfig.builder().proxy(proxy).build()));

        assertThat(sent()).containsExactly("Bearer access-token-1");
        assertThat(google.requests()).anySatisfy(request -> {
            assertThat(request.path()).isEqualTo("/computeMetadata/v1/instance/service-accounts/default/token");
            assertThat(request.header("Metadata-Flavor")).isEqualTo("Google");
        });
        assertThat(detour.turned())
                .isNotEmpty()
                .allSatisfy(turned -> assertThat(turned.config().proxy()).isNull());
    }

    @Test
    void a_workload_identity_exchanges_the_token_in_its_file() throws Exception {
        PrivateAuthority ca = PrivateAuthority.create();
        Path token = Files.writeString(folder.resolve("token"), "of-the-cluster");
        try (TokenAuthority secure = TokenAuthority.start(ca.serverContext()).subjectToken("of-the-cluster")) {
            simulator.provider("mistral").acceptTokensOf(secure);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("type", "external_account");
            json.put(
                    "audience", "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q");
            json.put("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
            json.put("token_url", secure.tokenEndpoint());
            json.put("credential_source", Map.of("file", token.toString()));

            ask(model(
                    GoogleLogin.of(() -> JsonTree.write(json)),
                    TransportConfig.builder().sslContext(ca.anonymousContext()).build()));

            assertThat(sent()).containsExactly("Bearer access-token-1");
            assertThat(secure.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.field("subject_token")).isEqualTo("of-the-cluster"));
        }
    }

    @Test
    void the_request_for_a_token_takes_the_proxy_and_the_private_ca_of_the_calls() throws Exception {
        PrivateAuthority ca = PrivateAuthority.create();
        try (TokenAuthority secure =
                        TokenAuthority.start(ca.serverContext()).signer("robot@acme.example", KEYS.getPublic());
                SimulatedProxy proxy = SimulatedProxy.start("me", "proxy-secret")) {
            simulator.provider("mistral").acceptTokensOf(secure);
            ProxyAddress way = new ProxyAddress(
                    "http", proxy.host(), proxy.port(), "me", () -> "proxy-secret", List.of("127.0.0.1"));
            String json = key(secure.tokenEndpoint());

            ask(model(
                    GoogleLogin.of(() -> json),
                    TransportConfig.builder()
                            .sslContext(ca.anonymousContext())
                            .proxy(way)
                            .build()));

            assertThat(proxy.tunnels())
                    .singleElement()
                    .satisfies(tunnel -> assertThat(tunnel.target()).isEqualTo("localhost:" + secure.port()));
            assertThat(refused(model(GoogleLogin.of(() -> json))).kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        }
    }

    @Test
    void a_key_that_is_none_is_refused_when_the_target_is_made_ready() {
        for (String wrong : new String[] {"", "sk-no-json", "{}", "{\"type\":\"service_account\"}", "base64:???"}) {
            assertThatThrownBy(() -> model(GoogleLogin.of(() -> wrong)))
                    .as(wrong)
                    .isInstanceOf(LlmException.class)
                    .hasMessageContaining("service account key")
                    .hasMessageNotContaining("sk-no-json");
        }
        assertThat(google.requests()).isEmpty();
    }

    @Test
    void without_the_library_the_artifact_is_named() {
        assertThatThrownBy(() -> MissingLibraries.authorizer(
                        GoogleLogin.class,
                        "com.google.",
                        login -> login.getField("APPLICATION_DEFAULT").get(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("com.google.auth:google-auth-library-oauth2-http");
    }
}
