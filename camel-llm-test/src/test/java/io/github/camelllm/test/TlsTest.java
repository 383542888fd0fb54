/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelllm.test.tls.PrivateAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final PrivateAuthority AUTHORITY = PrivateAuthority.create();
    private static final String BODY = Calls.chat("gpt-4.1", false);

    private final ProviderSimulator.Builder builder =
            ProviderSimulator.builder().tls(AUTHORITY.serverContext());

    private static HttpResponse<String> call(HttpClient client, ProviderSimulator simulator, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create(simulator.provider("openai").baseUrl() + "/chat/completions");
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer k")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client(SSLContext context) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }

    @Test
    void answers_come_through_tls_however_large() throws Exception {
        try (ProviderSimulator simulator = builder.start()) {
            String large = "word ".repeat(200_000);
            simulator.provider("openai").enqueue(Reply.text(large), Reply.chunks(large, "end"));
            HttpClient client = client(AUTHORITY.anonymousContext());
            String question = Calls.chat("gpt-4.1", false, ",\"metadata\":{\"a\":\"" + "x".repeat(300_000) + "\"}");

            assertThat(Calls.json(call(client, simulator, question))
                            .at("/choices/0/message/content")
                            .asText())
                    .isEqualTo(large);
            assertThat(call(client, simulator, Calls.chat("gpt-4.1", true)).body())
                    .endsWith("data: [DONE]\n\n");
            assertThat(simulator.requests().get(0).body()).hasSize(question.length());
            assertThat(simulator.acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void a_cut_comes_through_tls() throws Exception {
        try (ProviderSimulator simulator = builder.start();
                SSLSocket socket = (SSLSocket)
                        AUTHORITY.anonymousContext().getSocketFactory().createSocket("127.0.0.1", simulator.port());
                RawClient client = new RawClient(socket)) {
            simulator.provider("openai").enqueue(Reply.text("one two").cutAfterChunks(1));
            client.post("/openai/v1/chat/completions", Calls.chat("gpt-4.1", true));

            RawClient.Read read = client.readToEnd();
            assertThat(read.text()).contains("one").doesNotContain("two");
        }
    }

    @Test
    void a_server_that_wants_certificates_refuses_a_client_without() throws Exception {
        try (ProviderSimulator simulator = builder.clientCertificateRequired().start()) {
            assertThat(call(client(AUTHORITY.clientContext()), simulator, BODY).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> call(client(AUTHORITY.anonymousContext()), simulator, BODY))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> call(client(SSLContext.getDefault()), simulator, BODY))
                    .isInstanceOf(IOException.class);
            assertThat(simulator.requests()).hasSize(1);
        }
    }

    @Test
    void store_files_hold_what_a_client_needs(@TempDir Path folder) throws Exception {
        Path trust = AUTHORITY.writeTrustStore(folder.resolve("trust.p12"), "secret");
        Path keys = AUTHORITY.writeClientKeyStore(folder.resolve("keys.p12"), "secret");

        assertThat(Files.size(trust)).isPositive();
        assertThat(KeyStore.getInstance(trust.toFile(), "secret".toCharArray()).isCertificateEntry("authority"))
                .isTrue();
        assertThat(KeyStore.getInstance(keys.toFile(), "secret".toCharArray()).isKeyEntry("own"))
                .isTrue();
    }

    @Test
    void a_proxy_tunnels_for_those_who_know_the_password() {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                SimulatedProxy proxy = SimulatedProxy.start("user", "pass")) {
            String target = "127.0.0.1:" + simulator.port();
            try (RawClient client = new RawClient(proxy.port())) {
                client.send("CONNECT " + target + " HTTP/1.1\r\n\r\n");
                assertThat(client.readUntil("\r\n\r\n"))
                        .startsWith("HTTP/1.1 407")
                        .contains("Basic realm=");
                client.send("CONNECT " + target + " HTTP/1.1\r\nproxy-authorization: Basic dXNlcjpwYXNz\r\n\r\n");
                assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
                client.post("/openai/v1/chat/completions", BODY, "Connection: close\r\n");
                assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 200 OK");
            }
            assertThat(proxy.tunnels())
                    .extracting(SimulatedProxy.Tunnel::status)
                    .containsExactly(407, 200);
            assertThat(proxy.tunnels()).allMatch(tunnel -> tunnel.target().equals(target));
            await().until(() -> proxy.openSockets() == 0);
        }
    }

    @Test
    void a_proxy_answers_what_it_cannot_do() {
        try (SimulatedProxy proxy = SimulatedProxy.start()) {
            try (RawClient client = new RawClient(proxy.port())) {
                client.send("GET http://x/ HTTP/1.1\r\n\r\n");
                assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 405");
                client.send("CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n");
                assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 502");
            }
            assertThat(proxy.tunnels()).hasSize(2);
        }
    }
}
