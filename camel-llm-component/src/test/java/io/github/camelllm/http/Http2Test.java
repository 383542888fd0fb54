/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Http2Test extends TransportTest {

    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();

    /** Answers with as many bytes as the path says; for {@code /silent} nothing at all. */
    private final class Answer implements AsyncServerExchangeHandler {

        private long left;

        @Override
        public void handleRequest(
                HttpRequest request, @Nullable EntityDetails entity, ResponseChannel channel, HttpContext context)
                throws org.apache.hc.core5.http.HttpException, IOException {
            versions.add(String.valueOf(context.getProtocolVersion()));
            String path = request.getPath();
            if (path.equals("/silent")) {
                return;
            }
            left = Long.parseLong(path.substring(1));
            channel.sendResponse(
                    new BasicHttpResponse(200),
                    new org.apache.hc.core5.http.impl.BasicEntityDetails(left, ContentType.TEXT_PLAIN),
                    context);
        }

        @Override
        public void updateCapacity(CapacityChannel channel) throws IOException {
            channel.update(Integer.MAX_VALUE);
        }

        @Override
        public void consume(ByteBuffer bytes) {}

        @Override
        public void streamEnd(@Nullable List<? extends org.apache.hc.core5.http.Header> trailers) {}

        @Override
        public int available() {
            return (int) Math.min(left, 8192);
        }

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            byte[] piece = new byte[(int) Math.min(left, 8192)];
            Arrays.fill(piece, (byte) 'x');
            int n = channel.write(ByteBuffer.wrap(piece));
            left -= n;
            written.addAndGet(n);
            if (left == 0) {
                channel.endStream();
            }
        }

        @Override
        public void failed(Exception cause) {
            broken.incrementAndGet();
        }

        @Override
        public void releaseResources() {}
    }

    private URI serve(@Nullable SSLContext tls) throws InterruptedException, ExecutionException {
        H2ServerBootstrap bootstrap = H2ServerBootstrap.bootstrap()
                .setCanonicalHostName("localhost")
                .setVersionPolicy(tls == null ? HttpVersionPolicy.FORCE_HTTP_2 : HttpVersionPolicy.NEGOTIATE)
                .register("*", Answer::new);
        if (tls != null) {
            bootstrap.setTlsStrategy(new H2ServerTlsStrategy(tls));
        }
        HttpAsyncServer server = bootstrap.create();
        server.start();
        closing((AutoCloseable) () -> server.close(CloseMode.IMMEDIATE));
        InetSocketAddress address = (InetSocketAddress)
                server.listen(new InetSocketAddress("localhost", 0), tls == null ? URIScheme.HTTP : URIScheme.HTTPS)
                        .get()
                        .getAddress();
        return URI.create((tls == null ? "http" : "https") + "://localhost:" + address.getPort());
    }

    private HttpTransport http2() throws Exception {
        return transport(TransportConfig.builder()
                .httpVersion(HttpVersion.HTTP_2)
                .sslContext(Certificates.trusting())
                .build());
    }

    @Test
    void plain_http2_is_spoken_by_prior_knowledge() throws Exception {
        URI server = serve(null);
        HttpTransport transport = http2();

        for (int i = 0; i < 3; i++) {
            assertThat(send(transport, post(server.resolve("/5"), "{}")).text()).isEqualTo("xxxxx");
            awaitNothingLeased(transport);
        }

        assertThat(versions).containsExactly("HTTP/2.0", "HTTP/2.0", "HTTP/2.0");
        assertThat(transport.stats().available()).isEqualTo(1);
    }

    @Test
    void http2_is_negotiated_over_tls() throws Exception {
        URI server = serve(Certificates.server());

        assertThat(send(http2(), post(server.resolve("/5"), "{}")).text()).isEqualTo("xxxxx");
        assertThat(versions).containsExactly("HTTP/2.0");
    }

    @Test
    void a_server_without_http2_is_spoken_to_in_its_own_way() throws Exception {
        Peer peer = closing(Peer.tls(
                Certificates.server(), false, wire -> wire.answer(wire.request().text())));

        assertThat(send(http2(), post(peer.uri("/"), "old")).text()).isEqualTo("old");
    }

    @Test
    void without_the_option_nothing_is_negotiated() throws Exception {
        URI server = serve(Certificates.server());
        HttpTransport transport = transport(
                TransportConfig.builder().sslContext(Certificates.trusting()).build());

        assertThat(send(transport, post(server.resolve("/5"), "{}")).text()).isEqualTo("xxxxx");
        assertThat(versions).containsExactly("HTTP/1.1");
    }

    @Test
    void a_large_answer_arrives_whole() throws Exception {
        URI server = serve(null);
        HttpCall call = with(post(server.resolve("/5000000"), "{}"), 10_000_000);

        assertThat(send(http2(), call).text()).hasSize(5_000_000);
    }

    @Test
    void a_reader_that_does_not_consume_stops_the_server() throws Exception {
        URI server = serve(null);
        Recorder reply = new Recorder();
        reply.consuming = false;
        HttpTransport transport = http2();
        transport.send(streaming(server.resolve("/20000000")), reply);
        AtomicLong last = new AtomicLong();
        Awaitility.await().pollInterval(java.time.Duration.ofMillis(200)).until(() -> {
            long now = written.get() + reply.received.get();
            return now > 0 && last.getAndSet(now) == now;
        });
        assertThat(reply.received.get()).isLessThanOrEqualTo(3 * 64 * 1024);
        assertThat(written.get()).isLessThan(10_000_000);

        reply.consuming = true;
        reply.exchange().consumed((int) reply.received.get());

        assertThat(reply.text()).hasSize(20_000_000);
    }

    @Test
    void a_cancel_and_a_deadline_close_the_connection_of_a_silent_server() throws Exception {
        URI server = serve(null);
        HttpTransport transport = http2();
        Recorder cancelled = send(transport, post(server.resolve("/silent"), "{}"));
        Recorder late = send(transport, post(server.resolve("/silent"), "{}"));
        Awaitility.await().until(() -> versions.size() == 2);

        assertThat(cancelled.exchange().cancel()).isTrue();
        time.advance(DEADLINES.response());

        assertThat(late.failure().kind()).isEqualTo(ErrorKind.TIMEOUT_RESPONSE);
        awaitNothingLeased(transport);
        Awaitility.await().until(() -> broken.get() == 2);
        assertThat(transport.stats().available()).isZero();
    }

    @Test
    void a_body_goes_out_whole() throws Exception {
        URI server = serve(null);

        assertThat(send(http2(), post(server.resolve("/1"), "y".repeat(1_000_000)))
                        .text())
                .isEqualTo("x");
    }
}
