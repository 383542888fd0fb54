/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest extends TransportTest {

    private static final Peer.Script ECHO = wire -> {
        while (true) {
            wire.answer(wire.request().text());
        }
    };

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private static TransportConfig.Builder trusting(SSLContext context) {
        return TransportConfig.builder().sslContext(context);
    }

    @Test
    void a_private_ca_is_trusted_through_the_context() throws Exception {
        Peer peer = closing(Peer.tls(Certificates.server(), false, ECHO));
        HttpTransport transport = transport(trusting(Certificates.trusting()).build());

        for (int i = 0; i < 3; i++) {
            assertThat(send(transport, post(peer.uri("/"), "secret " + i)).text())
                    .isEqualTo("secret " + i);
            awaitNothingLeased(transport);
        }
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void an_unknown_ca_is_a_connection_failure_that_says_what_to_do() throws Exception {
        Peer peer = closing(Peer.tls(Certificates.server(), false, ECHO));
        HttpTransport transport = transport();

        TransportFailure failure = send(transport, post(peer.uri("/"), "{}")).failure();

        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure.message()).contains("TLS", "sslContextParameters");
        assertThat(failure.requestSent()).isFalse();
        awaitNothingLeased(transport);
    }

    @Test
    void a_certificate_for_another_name_is_refused_unless_the_verifier_says_otherwise() throws Exception {
        Peer peer = closing(Peer.tls(Certificates.server(), false, ECHO));
        URI other = URI.create("https://other.example:" + peer.port() + "/");
        HttpTransport strict = everyNameIsLoopback(trusting(Certificates.trusting()));
        HttpTransport lax =
                everyNameIsLoopback(trusting(Certificates.trusting()).hostnameVerifier((host, session) -> true));

        assertThat(send(strict, post(URI.create("https://127.0.0.1:" + peer.port()), "by address"))
                        .text())
                .isEqualTo("by address");
        assertThat(send(strict, post(other, "{}")).failure().message()).contains("TLS");
        assertThat(send(lax, post(other, "{}")).text()).isEqualTo("{}");
    }

    @Test
    void a_certificate_for_another_name_is_refused_behind_a_proxy_too() throws Exception {
        Peer peer = closing(Peer.tls(Certificates.server(), false, ECHO));
        Peer proxy = peer(wire -> tunnel(wire, peer.port()));
        HttpTransport transport = transport(trusting(Certificates.trusting())
                .proxy(ProxyAddress.of("localhost", proxy.port()))
                .build());

        assertThat(send(transport, post(URI.create("https://localhost:443/"), "{}"))
                        .text())
                .isEqualTo("{}");
        TransportFailure failure = send(transport, post(URI.create("https://other.example:443/"), "{}"))
                .failure();
        assertThat(failure.message()).contains("TLS", "other.example");
        assertThat(failure.requestSent()).isFalse();
    }

    private static void tunnel(Wire wire, int port) throws IOException {
        wire.request();
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            wire.write("HTTP/1.1 200 Connection established\r\n\r\n");
            Thread back = new Thread(() -> copy(target, wire.socket));
            back.setDaemon(true);
            back.start();
            wire.in.transferTo(target.getOutputStream());
        }
    }

    private HttpTransport everyNameIsLoopback(TransportConfig.Builder config) {
        return closing(new HttpClient5Transport(config.build(), time, time, new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return new InetAddress[] {InetAddress.getLoopbackAddress()};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        }));
    }

    @Test
    void a_client_certificate_is_shown_when_the_server_wants_one() throws Exception {
        AtomicReference<String> client = new AtomicReference<>("");
        Peer peer = closing(Peer.tls(Certificates.server(), true, wire -> {
            String body = wire.request().text();
            client.set(((SSLSocket) wire.socket).getSession().getPeerPrincipal().getName());
            wire.answer(body);
        }));

        assertThat(send(transport(trusting(Certificates.mutual()).build()), post(peer.uri("/"), "{}"))
                        .text())
                .isEqualTo("{}");
        assertThat(client.get()).isEqualTo("CN=the client");
    }

    @Test
    void a_missing_client_certificate_is_a_failure() throws Exception {
        Peer peer = closing(Peer.tls(Certificates.server(), true, ECHO));
        HttpTransport transport = transport(trusting(Certificates.trusting()).build());

        TransportFailure failure = send(transport, post(peer.uri("/"), "{}")).failure();

        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        awaitNothingLeased(transport);
    }

    /** The I/O thread is held until the server has sent its last bytes and closed, so that it reads them in one go. */
    private Recorder cutStream(Peer peer, CountDownLatch closed, HttpTransport transport) throws Exception {
        Recorder reply = new Recorder() {
            @Override
            public void head(HttpHead received) {
                super.head(received);
                try {
                    closed.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        transport.send(streaming(peer.uri("/")), reply);
        return reply;
    }

    private static Peer.Script cutting(CountDownLatch closed) {
        return wire -> {
            wire.request();
            wire.stream();
            wire.chunk("data: a\n\n").chunk("data: b\n\n").chunk("data: c\n\n");
            wire.socket.close();
            closed.countDown();
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_came_before_a_cut_is_kept(boolean tls) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Peer peer = tls ? closing(Peer.tls(Certificates.server(), false, cutting(closed))) : peer(cutting(closed));
        HttpTransport transport = transport(trusting(Certificates.trusting()).build());

        Recorder reply = cutStream(peer, closed, transport);

        assertThat(reply.failure().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        assertThat(reply.partial()).isEqualTo("data: a\n\ndata: b\n\ndata: c\n\n");
        awaitNothingLeased(transport);
    }

    @Test
    void an_answer_over_tls_without_length_ends_with_the_connection() throws Exception {
        Peer peer = closing(Peer.tls(Certificates.server(), false, wire -> {
            wire.request();
            wire.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it");
        }));

        assertThat(send(transport(trusting(Certificates.trusting()).build()), post(peer.uri("/"), "{}"))
                        .text())
                .isEqualTo("all of it");
    }

    @Test
    void protocols_and_ciphers_can_be_chosen() throws Exception {
        AtomicReference<String> spoken = new AtomicReference<>("");
        Peer peer = closing(Peer.tls(Certificates.server(), false, wire -> {
            String body = wire.request().text();
            SSLSocket socket = (SSLSocket) wire.socket;
            spoken.set(socket.getSession().getProtocol() + " "
                    + socket.getSession().getCipherSuite());
            wire.answer(body);
        }));
        HttpTransport transport = transport(trusting(Certificates.trusting())
                .tlsProtocols(List.of("TLSv1.2"))
                .cipherSuites(List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
                .build());

        assertThat(send(transport, post(peer.uri("/"), "{}")).text()).isEqualTo("{}");
        assertThat(spoken.get()).isEqualTo("TLSv1.2 TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
    }

    /** A proxy that tunnels whoever knows the password. */
    private Peer.Script proxy(String credentials) {
        String wanted = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        return wire -> {
            Wire.Request request = wire.request();
            String line = request.head().lines().findFirst().orElseThrow();
            asked.add(line);
            if (!request.header("Proxy-Authorization").equals(wanted)) {
                wire.write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                        + "Proxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
                Peer.awaitClose(wire);
            } else if (line.startsWith("CONNECT ")) {
                String[] address = line.split(" ")[1].split(":");
                try (Socket target = new Socket(address[0], Integer.parseInt(address[1]))) {
                    wire.write("HTTP/1.1 200 Connection established\r\n\r\n");
                    Thread back = new Thread(() -> copy(target, wire.socket));
                    back.setDaemon(true);
                    back.start();
                    wire.in.transferTo(target.getOutputStream());
                }
            } else {
                wire.answer("through the proxy: " + request.text());
            }
        };
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // Either side has closed.
        }
    }

    private static ProxyAddress address(Peer proxy, String password, String... direct) {
        return new ProxyAddress("http", "localhost", proxy.port(), "me", () -> password, List.of(direct));
    }

    @Test
    void an_authenticating_proxy_a_private_ca_and_a_client_certificate_work_together() throws Exception {
        Peer peer = closing(Peer.tls(Certificates.server(), true, ECHO));
        Peer proxy = peer(proxy("me:pässword"));
        HttpTransport transport = transport(trusting(Certificates.mutual())
                .proxy(address(proxy, "pässword"))
                .build());

        for (int i = 0; i < 3; i++) {
            assertThat(send(transport, post(peer.uri("/"), "tunnelled " + i)).text())
                    .isEqualTo("tunnelled " + i);
            awaitNothingLeased(transport);
        }

        assertThat(asked).containsExactly("CONNECT localhost:" + peer.port() + " HTTP/1.1");
    }

    @Test
    void plain_http_goes_through_the_proxy_with_its_login() throws Exception {
        Peer proxy = peer(proxy("me:pw"));
        HttpTransport transport =
                transport(TransportConfig.builder().proxy(address(proxy, "pw")).build());

        assertThat(send(transport, post(URI.create("http://far.example/v1"), "{}"))
                        .text())
                .isEqualTo("through the proxy: {}");
        assertThat(asked).containsExactly("POST http://far.example/v1 HTTP/1.1");
    }

    @Test
    void a_proxy_that_refuses_is_named_and_nothing_is_sent_to_the_target() throws Exception {
        Peer proxy = peer(proxy("me:right"));
        HttpTransport transport = transport(
                TransportConfig.builder().proxy(address(proxy, "wrong")).build());

        for (String target : List.of("https://far.example/v1", "http://far.example/v1")) {
            TransportFailure failure =
                    send(transport, post(URI.create(target), "{}")).failure();

            assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
            assertThat(failure.message())
                    .contains("the proxy http://***@localhost:" + proxy.port(), "407", "proxyPassword")
                    .doesNotContain("wrong");
            assertThat(failure.requestSent()).isFalse();
        }
        awaitNothingLeased(transport);
    }

    @Test
    void a_proxy_that_will_not_tunnel_is_no_answer_of_the_provider() throws Exception {
        Peer proxy = peer(wire -> {
            wire.request();
            wire.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\nforbidden");
            Peer.awaitClose(wire);
        });
        HttpTransport transport = transport(TransportConfig.builder()
                .proxy(ProxyAddress.of("localhost", proxy.port()))
                .build());
        Recorder reply = send(transport, post(URI.create("https://far.example/v1"), "{}"));

        assertThat(reply.failure().kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(reply.failure().message()).contains("403", "proxy");
        assertThat(reply.hasHead()).isFalse();
        awaitNothingLeased(transport);
    }

    @Test
    void hosts_without_proxy_are_reached_directly() throws Exception {
        Peer peer = peer(ECHO);
        Peer proxy = peer(proxy("me:pw"));
        HttpTransport transport = transport(
                TransportConfig.builder().proxy(address(proxy, "pw", "local*")).build());

        assertThat(send(transport, post(peer.uri("/"), "direct")).text()).isEqualTo("direct");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_rotated_proxy_password_is_taken_up() throws Exception {
        AtomicReference<String> password = new AtomicReference<>("old");
        Peer proxy = peer(proxy("me:new"));
        HttpTransport transport = transport(TransportConfig.builder()
                .proxy(new ProxyAddress("http", "localhost", proxy.port(), "me", password::get, List.of()))
                .build());
        assertThat(send(transport, post(URI.create("http://far.example/"), "{}"))
                        .failure()
                        .kind())
                .isEqualTo(ErrorKind.CONNECTION_FAILED);

        password.set("new");

        assertThat(send(transport, post(URI.create("http://far.example/"), "{}"))
                        .text())
                .isEqualTo("through the proxy: {}");
    }

    @Test
    void a_proxy_password_that_is_not_to_be_had_is_a_failure_of_the_call() throws Exception {
        Peer proxy = peer(proxy("me:pw"));
        HttpTransport transport = transport(TransportConfig.builder()
                .proxy(new ProxyAddress(
                        "http",
                        "localhost",
                        proxy.port(),
                        "me",
                        () -> {
                            throw new IllegalStateException("the vault is sealed");
                        },
                        List.of()))
                .build());

        TransportFailure failure =
                send(transport, post(URI.create("https://far.example/"), "{}")).failure();

        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure.message()).contains("the vault is sealed");
        assertThat(failure.requestSent()).isFalse();
    }

    @Test
    void a_proxy_that_is_not_there_is_named() throws Exception {
        Peer gone = peer(ECHO);
        gone.close();
        HttpTransport transport = transport(TransportConfig.builder()
                .proxy(ProxyAddress.of("localhost", gone.port()))
                .build());

        assertThat(send(transport, post(URI.create("https://far.example/"), "{}"))
                        .failure()
                        .message())
                .contains("the proxy http://localhost:" + gone.port());
    }
}
