/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.auth.AwsLogin;
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
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.SimulatedProxy;
import io.github.camelllm.test.TokenAuthority;
import io.github.camelllm.test.tls.PrivateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles that are assumed at a simulated Security Token Service; the simulated provider checks the signatures. */
class RoleTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/asker";

    @TempDir
    Path folder;

    private final TokenAuthority service = TokenAuthority.start();
    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final LlmClient client = LlmClient.builder().clock(now::get).build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
        service.close();
    }

    private static String granted(String action, String id, Instant end) {
        return "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                + "Result><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/asker/camel-llm</Arn>"
                + "</AssumedRoleUser><Credentials><AccessKeyId>" + id + "</AccessKeyId><SecretAccessKey>secret-of-" + id
                + "</SecretAccessKey><SessionToken>token&amp;of-" + id + "</SessionToken><Expiration>" + end
                + "</Expiration></Credentials></" + action + "Result></" + action + "Response>";
    }

    private void grant(String id, Duration life) {
        Instant end = now.get().plus(life).truncatedTo(ChronoUnit.SECONDS);
        service.enqueue(200, "text/xml", granted("AssumeRole", id, end));
    }

    private void provider() {
        simulator
                .provider("bedrock")
                .acceptKeys("ASIA1:secret-of-ASIA1:token&of-ASIA1", "ASIA2:secret-of-ASIA2:token&of-ASIA2")
                .always(Reply.text("Hello."));
    }

    private AwsLogin login(@Nullable String tokenFile, String endpoint) {
        AwsLogin.Source by = tokenFile == null ? new AwsLogin.Static(() -> "AKID", () -> "secret", null) : null;
        return new AwsLogin(new AwsLogin.Role(ROLE, null, by, tokenFile, endpoint));
    }

    private LoadedModel model(AwsLogin login, TransportConfig transport) {
        TargetSettings s = TargetSettings.STANDARD;
        return client.load(
                "bedrock",
                "amazon.nova-lite-v1:0",
                new TargetSettings(
                                null,
                                simulator.provider("bedrock").baseUrl(),
                                "eu-central-1",
                                s.headers(),
                                transport,
                                s.deadlines(),
                                s.maxResponseBytes(),
                                s.readerTimeout(),
                                false)
                        .withLogin(login));
    }

    private LoadedModel model() {
        return model(login(null, service.url()), TransportConfig.STANDARD);
    }

    private static ChatResponse finished(Call<ChatResponse> call) throws Exception {
        return call.result().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static ChatResponse ask(LoadedModel model) throws Exception {
        return finished(model.complete(ChatRequest.of("Hi")));
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

    private List<String> signers() {
        return simulator.requests().stream()
                .map(request -> request.header("Authorization").replaceAll(".*Credential=([^/]*)/.*", "$1"))
                .toList();
    }

    @Test
    void a_role_is_assumed_once_and_signs_the_calls() throws Exception {
        provider();
        grant("ASIA1", Duration.ofHours(1));
        LoadedModel model = model();
        assertThat(service.requests()).as("nothing is sent at the start").isEmpty();

        ask(model);
        ask(model);

        assertThat(signers()).containsExactly("ASIA1", "ASIA1");
        assertThat(service.requests()).singleElement().satisfies(request -> {
            assertThat(request.field("Action")).isEqualTo("AssumeRole");
            assertThat(request.field("Version")).isEqualTo("2011-06-15");
            assertThat(request.field("RoleArn")).isEqualTo(ROLE);
            assertThat(request.field("RoleSessionName")).isEqualTo("camel-llm");
            assertThat(request.header("Authorization")).contains("AKID", "/eu-central-1/sts/aws4_request");
        });
    }

    @Test
    void fifty_calls_at_once_assume_the_role_once() throws Exception {
        provider();
        grant("ASIA1", Duration.ofHours(1));
        Hold hold = new Hold();
        service.hold(hold);
        LoadedModel model = model();

        List<Call<ChatResponse>> calls = IntStream.range(0, 50)
                .mapToObj(i -> model.complete(ChatRequest.of("Hi")))
                .toList();
        hold.awaitReached();
        hold.release();
        for (Call<ChatResponse> call : calls) {
            finished(call);
        }

        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void credentials_are_renewed_before_their_end_and_the_old_ones_serve_while_the_service_is_down() throws Exception {
        provider();
        grant("ASIA1", Duration.ofMinutes(8));
        LoadedModel model = model();
        ask(model);

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(4)));
        service.enqueue(503, "text/plain", "down");
        ask(model);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(6)));
        grant("ASIA2", Duration.ofHours(1));
        ask(model);

        assertThat(signers()).containsExactly("ASIA1", "ASIA1", "ASIA2");
    }

    @Test
    void a_web_identity_needs_no_other_credentials() throws Exception {
        provider();
        Path token = Files.writeString(folder.resolve("token"), "header.payload.signature\n");
        service.enqueue(
                200,
                "text/xml",
                granted("AssumeRoleWithWebIdentity", "ASIA2", now.get().plus(Duration.ofHours(1))));

        ask(model(login(token.toString(), service.url()), TransportConfig.STANDARD));

        assertThat(signers()).containsExactly("ASIA2");
        assertThat(service.requests()).singleElement().satisfies(request -> {
            assertThat(request.field("Action")).isEqualTo("AssumeRoleWithWebIdentity");
            assertThat(request.field("WebIdentityToken")).isEqualTo("header.payload.signature");
            assertThat(request.header("Authorization")).isEmpty();
        });
    }

    @Test
    void a_role_that_the_provider_refuses_is_assumed_again() throws Exception {
        simulator
                .provider("bedrock")
                .acceptKeys("ASIA2:secret-of-ASIA2:token&of-ASIA2")
                .always(Reply.text("Hello."));
        grant("ASIA1", Duration.ofHours(1));
        grant("ASIA2", Duration.ofHours(1));
        LoadedModel model = model();

        assertThat(refused(model).kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        ask(model);

        assertThat(signers()).containsExactly("ASIA1", "ASIA2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | <ErrorResponse><Error><Code>AccessDenied</Code><Message>User is not authorized</Message></Error></ErrorResponse> | AUTHENTICATION_FAILED | AccessDenied: User is not authorized",
                "400 | <ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse> | RATE_LIMITED | Rate exceeded",
                "503 | busy | SERVER_ERROR | HTTP 503",
                "200 | no xml | AUTHENTICATION_FAILED | is not XML",
                "200 | <a><AccessKeyId>A</AccessKeyId></a> | AUTHENTICATION_FAILED | has no SecretAccessKey",
                "200 | <a><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken><Expiration>soon</Expiration></a> | AUTHENTICATION_FAILED | Expiration is no time"
            })
    void what_the_service_says_is_told(int status, String body, ErrorKind kind, String words) {
        service.enqueue(status, "text/xml", body);

        LlmException refused = refused(model());

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused).hasMessageContaining("no credentials of the role").hasMessageContaining(words);
        assertThat(refused.details().attempts()).isZero();
        assertThat(simulator.requests()).isEmpty();
        assertThat(service.requests()).as("sent once").hasSize(1);
    }

    @Test
    void the_request_takes_the_proxy_and_the_private_ca_of_the_calls() throws Exception {
        provider();
        PrivateAuthority ca = PrivateAuthority.create();
        try (TokenAuthority secure = TokenAuthority.start(ca.serverContext());
                SimulatedProxy proxy = SimulatedProxy.start("me", "proxy-secret")) {
            secure.enqueue(
                    200, "text/xml", granted("AssumeRole", "ASIA1", now.get().plus(Duration.ofHours(1))));
            ProxyAddress way = new ProxyAddress(
                    "http", proxy.host(), proxy.port(), "me", () -> "proxy-secret", List.of("127.0.0.1"));

            ask(model(
                    login(null, secure.url()),
                    TransportConfig.builder()
                            .sslContext(ca.anonymousContext())
                            .proxy(way)
                            .build()));

            assertThat(proxy.tunnels())
                    .singleElement()
                    .satisfies(tunnel -> assertThat(tunnel.target()).isEqualTo("localhost:" + secure.port()));
            assertThat(refused(model(login(null, secure.url()), TransportConfig.STANDARD))
                            .kind())
                    .isEqualTo(ErrorKind.CONNECTION_FAILED);
        }
    }

    @Test
    void what_cannot_be_used_is_refused_before_any_call() {
        AwsLogin.Source by = new AwsLogin.Static(() -> "AKID", () -> "secret", null);

        assertThatThrownBy(() -> new AwsLogin.Role("asker", null, by, null, null))
                .hasMessageContaining("roleArn");
        assertThatThrownBy(() -> new AwsLogin.Role(ROLE, null, null, null, null))
                .hasMessageContaining("either");
        assertThatThrownBy(() -> new AwsLogin.Role(ROLE, null, by, null, "sts.example/path"))
                .hasMessageContaining("stsEndpoint");
        assertThatThrownBy(
                        () -> model(login(folder.resolve("none").toString(), service.url()), TransportConfig.STANDARD))
                .hasMessageContaining("webIdentityTokenFile");
        assertThat(service.requests()).isEmpty();
    }
}
