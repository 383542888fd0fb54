/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.auth.Detour;
import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.MissingLibraries;
import io.github.camelllm.client.Call;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ProxyAddress;
import io.github.camelllm.http.TransportConfig;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.SimulatedProxy;
import io.github.camelllm.test.TokenAuthority;
import io.github.camelllm.test.tls.PrivateAuthority;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins at a simulated Entra, over real sockets; the provider takes the tokens of that Entra only. */
class EntraLoginTest {

    private static final String TENANT = "acme-tenant";
    private static final String CLIENT = "11111111-2222-3333-4444-555555555555";

    @TempDir
    Path folder;

    private final TokenAuthority entra = TokenAuthority.start().client(CLIENT, "s3cret");
    private final Detour detour = new Detour(
            entra,
            "login.microsoftonline.com",
            "login.microsoftonline.us",
            "login.chinacloudapi.cn",
            "169.254.169.254");
    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final LlmClient client =
            LlmClient.builder().transports(detour::transport).build();

    EntraLoginTest() {
        simulator.provider("mistral").acceptTokensOf(entra);
    }

    @AfterEach
    void close() {
        client.close();
        detour.close();
        simulator.close();
        entra.close();
    }

    private static EntraLogin bySecret(String host, Supplier<String> secret) {
        return new EntraLogin(
                EntraLogin.Kind.CLIENT_SECRET, TENANT, CLIENT, secret, null, host, EntraLogin.scopeAt(host));
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

    private static ChatResponse ask(LoadedModel model) throws Exception {
        return finished(model.complete(ChatRequest.of("x")));
    }

    private static ChatResponse finished(Call<ChatResponse> call) throws Exception {
        return call.result().toCompletableFuture().get(20, TimeUnit.SECONDS);
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

    @ParameterizedTest
    @CsvSource({
        "https://login.microsoftonline.com, https://cognitiveservices.azure.com/.default",
        "https://login.microsoftonline.us, https://cognitiveservices.azure.us/.default",
        "https://login.chinacloudapi.cn, https://cognitiveservices.azure.cn/.default"
    })
    void an_application_logs_in_by_its_secret_in_each_cloud(String host, String scope) throws Exception {
        LoadedModel model = model(bySecret(host, () -> "s3cret"));

        ask(model);
        ask(model);

        assertThat(sent()).containsExactly("Bearer access-token-1", "Bearer access-token-1");
        assertThat(detour.turned())
                .singleElement()
                .satisfies(turned -> assertThat(turned.uri()).hasToString(host + "/" + TENANT + "/oauth2/v2.0/token"));
        assertThat(entra.requests().get(0).field("scope")).contains(scope);
    }

    @Test
    void fifty_calls_at_once_ask_for_one_token() throws Exception {
        Hold hold = new Hold();
        entra.hold(hold);
        LoadedModel model = model(bySecret(EntraLogin.PUBLIC_CLOUD, () -> "s3cret"));

        List<Call<ChatResponse>> calls = IntStream.range(0, 50)
                .mapToObj(i -> model.complete(ChatRequest.of("x")))
                .toList();
        hold.awaitReached();
        hold.release();
        for (Call<ChatResponse> call : calls) {
            finished(call);
        }

        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void a_token_that_the_provider_refuses_is_not_used_again() throws Exception {
        LoadedModel model = model(bySecret(EntraLogin.PUBLIC_CLOUD, () -> "s3cret"));
        ask(model);
        entra.revoke("access-token-1");

        assertThat(refused(model).kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        ask(model);
        assertThat(sent()).endsWith("Bearer access-token-2").hasSize(3);
    }

    @Test
    void a_refusal_has_entras_words_without_the_secret() {
        LlmException refused = refused(model(bySecret(EntraLogin.PUBLIC_CLOUD, () -> "sk-wrong")));

        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(refused)
                .hasMessageContaining("its secret ****** is wrong")
                .hasMessageContaining("login.microsoftonline.com")
                .hasMessageNotContaining("sk-wrong");
        assertThat(entra.requests()).as("a refusal is told, not repeated").hasSize(1);
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void an_application_signs_with_its_certificate() throws Exception {
        Path pfx = certificate();
        KeyStore store = KeyStore.getInstance(pfx.toFile(), "changeit".toCharArray());
        entra.signer(CLIENT, store.getCertificate("app").getPublicKey());

        ask(model(new EntraLogin(
                EntraLogin.Kind.CLIENT_CERTIFICATE,
                TENANT,
                CLIENT,
                () -> "changeit",
                pfx.toString(),
                EntraLogin.PUBLIC_CLOUD,
                EntraLogin.scopeAt(EntraLogin.PUBLIC_CLOUD))));

        assertThat(sent()).containsExactly("Bearer access-token-1");
        assertThat(entra.requests())
                .singleElement()
                .satisfies(
                        request -> assertThat(request.field("client_assertion")).isNotEmpty());
    }

    private Path certificate() throws Exception {
        Path pfx = folder.resolve("app.pfx");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "app",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=app",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        pfx.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return pfx;
    }

    @Test
    void a_machine_in_azure_asks_its_metadata_service_and_no_proxy() throws Exception {
        ProxyAddress proxy = new ProxyAddress("http", "proxy.invalid", 3128, null, null, List.of("127.0.0.1"));

        ask(model(
                new EntraLogin(
                        EntraLogin.Kind.MANAGED_IDENTITY,
                        null,
                        null,
                        null,
                        null,
                        EntraLogin.PUBLIC_CLOUD,
                        EntraLogin.scopeAt(EntraLogin.PUBLIC_CLOUD)),
                TransportConfig.builder().proxy(proxy).build()));

        assertThat(sent()).containsExactly("Bearer access-token-1");
        assertThat(entra.requests()).last().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/metadata/identity/oauth2/token");
            assertThat(request.header("Metadata")).isEqualTo("true");
            assertThat(request.field("resource")).startsWith("https://cognitiveservices.azure.com");
        });
        assertThat(detour.turned())
                .allSatisfy(turned -> assertThat(turned.config().proxy()).isNull());
    }

    @Test
    void the_environment_is_searched_for_whatever_it_offers() throws Exception {
        ask(model(new EntraLogin(
                EntraLogin.Kind.AZURE_IDENTITY,
                null,
                "22222222-2222-3333-4444-555555555555",
                null,
                null,
                EntraLogin.PUBLIC_CLOUD,
                EntraLogin.scopeAt(EntraLogin.PUBLIC_CLOUD))));

        assertThat(sent()).containsExactly("Bearer access-token-1");
        assertThat(entra.requests())
                .last()
                .satisfies(request -> assertThat(request.field("client_id")).startsWith("22222222"));
    }

    @Test
    void an_entra_that_is_down_is_no_refused_login() {
        String down = "{\"error\":\"temporarily_unavailable\",\"error_description\":\"AADSTS90033: down\"}";
        // The library itself asks once more.
        entra.enqueue(503, down).enqueue(503, down);

        LlmException refused = refused(model(bySecret(EntraLogin.PUBLIC_CLOUD, () -> "s3cret")));

        assertThat(refused).hasMessageContaining("AADSTS90033: down");
        assertThat(refused.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
    }

    @Test
    void the_request_for_a_token_takes_the_proxy_and_the_private_ca_of_the_calls() throws Exception {
        PrivateAuthority ca = PrivateAuthority.create();
        try (TokenAuthority secure = TokenAuthority.start(ca.serverContext()).client(CLIENT, "s3cret");
                SimulatedProxy proxy = SimulatedProxy.start("me", "proxy-secret")) {
            simulator.provider("mistral").acceptTokensOf(secure);
            ProxyAddress way = new ProxyAddress(
                    "http", proxy.host(), proxy.port(), "me", () -> "proxy-secret", List.of("127.0.0.1"));
            EntraLogin login = bySecret(secure.url(), () -> "s3cret");

            ask(model(
                    login,
                    TransportConfig.builder()
                            .sslContext(ca.anonymousContext())
                            .proxy(way)
                            .build()));

            assertThat(proxy.tunnels())
                    .singleElement()
                    .satisfies(tunnel -> assertThat(tunnel.target()).isEqualTo("localhost:" + secure.port()));
            assertThat(refused(model(login)).kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        }
    }

    @Test
    void what_cannot_be_used_is_refused_when_the_target_is_made_ready() {
        assertThatThrownBy(() -> bySecret("http://login.microsoftonline.com", () -> "x"))
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> new EntraLogin(
                        EntraLogin.Kind.CLIENT_SECRET, null, CLIENT, () -> "x", null, EntraLogin.PUBLIC_CLOUD, "s"))
                .hasMessageContaining("azureTenantId");
        assertThatThrownBy(() -> model(bySecret(EntraLogin.PUBLIC_CLOUD, () -> null)))
                .hasMessageContaining("there is no client secret");
        assertThatThrownBy(() -> model(new EntraLogin(
                        EntraLogin.Kind.CLIENT_CERTIFICATE,
                        TENANT,
                        CLIENT,
                        null,
                        "no-such.pem",
                        EntraLogin.PUBLIC_CLOUD,
                        "s")))
                .hasMessageContaining("no-such.pem");
        assertThat(entra.requests()).isEmpty();
    }

    @Test
    void without_the_library_the_artifact_is_named() {
        assertThatThrownBy(() -> MissingLibraries.authorizer(EntraLogin.class, "com.azure.", login -> {
                    Class<?> kinds = login.getClassLoader().loadClass(EntraLogin.Kind.class.getName());
                    Object kind = kinds.getField("AZURE_IDENTITY").get(null);
                    return login.getConstructors()[0].newInstance(
                            kind, null, null, null, null, EntraLogin.PUBLIC_CLOUD, "scope");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("com.azure:azure-identity");
    }
}
