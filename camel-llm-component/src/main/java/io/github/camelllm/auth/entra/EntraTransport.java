/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.entra;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Deadlines;
import io.github.camelllm.http.Fetch;
import io.github.camelllm.http.HttpCall;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.http.HttpTransport;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets the library send through our connections, so that proxy and trust hold. The metadata service is asked directly. */
final class EntraTransport implements HttpClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Deadlines DEADLINES = new Deadlines(LIMIT, LIMIT, Duration.ZERO, LIMIT, LIMIT);
    private static final long MOST_BYTES = 1024 * 1024;

    private final LoginContext context;

    EntraTransport(LoginContext context) {
        this.context = context;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromFuture(() -> Fetch.send(way(request), call(request)))
                .map(reply -> new Response(request, reply));
    }

    private HttpTransport way(HttpRequest request) {
        boolean ofTheMachine = request.getUrl().getHost().startsWith("169.254.");
        return (ofTheMachine ? context.direct() : context.transport()).get();
    }

    private static HttpCall call(HttpRequest request) {
        List<HttpHeader> headers = new ArrayList<>();
        request.getHeaders().forEach(header -> {
            if (!header.getName().equalsIgnoreCase("Content-Length")
                    && !header.getName().equalsIgnoreCase("Host")) {
                headers.add(new HttpHeader(header.getName(), header.getValue()));
            }
        });
        BinaryData body = request.getBodyAsBinaryData();
        return new HttpCall(
                request.getHttpMethod().toString(),
                URI.create(request.getUrl().toString()),
                headers,
                body == null ? ByteChunks.EMPTY : ByteChunks.of(body.toBytes()),
                DEADLINES,
                MOST_BYTES,
                false);
    }

    private static final class Response extends HttpResponse {

        private final Fetch.Reply reply;
        private final HttpHeaders headers = new HttpHeaders();

        Response(HttpRequest request, Fetch.Reply reply) {
            super(request);
            this.reply = reply;
            for (String name : reply.headers().names()) {
                headers.set(HttpHeaderName.fromString(name), reply.headers().all(name));
            }
        }

        @Override
        public int getStatusCode() {
            return reply.status();
        }

        @Override
        @Deprecated
        public @Nullable String getHeaderValue(String name) {
            return reply.headers().first(name).orElse(null);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(reply.body().toArray()));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(reply.body().toArray());
        }

        @Override
        public Mono<String> getBodyAsString() {
            return getBodyAsString(StandardCharsets.UTF_8);
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(new String(reply.body().toArray(), charset));
        }
    }
}
