/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Deadlines;
import io.github.camelllm.http.Fetch;
import io.github.camelllm.http.HttpCall;
import io.github.camelllm.http.HttpHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Lets the library send through our connections, so that proxy and trust hold. The metadata server is asked directly. */
final class GoogleTransport extends HttpTransport {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long MOST_BYTES = 1024 * 1024;

    private final LoginContext context;

    GoogleTransport(LoginContext context) {
        this.context = context;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Request(method, URI.create(url));
    }

    private io.github.camelllm.http.HttpTransport way(URI uri) {
        boolean ofTheMachine = uri.getHost() != null
                && (uri.getHost().equals("metadata.google.internal")
                        || uri.getHost().startsWith("169.254."));
        return (ofTheMachine ? context.direct() : context.transport()).get();
    }

    private final class Request extends LowLevelHttpRequest {

        private final String method;
        private final URI uri;
        private final List<HttpHeader> headers = new ArrayList<>();
        private Duration connect = LIMIT;
        private Duration read = LIMIT;

        Request(String method, URI uri) {
            this.method = method;
            this.uri = uri;
        }

        @Override
        public void addHeader(String name, String value) {
            headers.add(new HttpHeader(name, value));
        }

        @Override
        public void setTimeout(int connectMillis, int readMillis) {
            connect = connectMillis <= 0 ? LIMIT : Duration.ofMillis(connectMillis);
            read = readMillis <= 0 ? LIMIT : Duration.ofMillis(readMillis);
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            ByteChunks.Writer body = ByteChunks.writer();
            if (getStreamingContent() != null) {
                getStreamingContent().writeTo(body);
                headers.add(new HttpHeader("Content-Type", getContentType()));
                if (getContentEncoding() != null) {
                    headers.add(new HttpHeader("Content-Encoding", getContentEncoding()));
                }
            }
            Deadlines deadlines = new Deadlines(connect, read, Duration.ZERO, read, LIMIT);
            HttpCall call = new HttpCall(method, uri, headers, body.chunks(), deadlines, MOST_BYTES, false);
            try {
                return new Response(Fetch.send(way(uri), call).get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopped while waiting for " + uri.getHost());
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw new IOException(uri.getHost() + ": " + cause.getMessage(), cause);
            }
        }
    }

    private static final class Response extends LowLevelHttpResponse {

        private final Fetch.Reply reply;
        private final List<HttpHeader> headers = new ArrayList<>();

        Response(Fetch.Reply reply) {
            this.reply = reply;
            for (String name : reply.headers().names()) {
                if (!name.equalsIgnoreCase("Content-Encoding")) {
                    reply.headers().all(name).forEach(value -> headers.add(new HttpHeader(name, value)));
                }
            }
        }

        @Override
        public InputStream getContent() {
            return reply.body().stream();
        }

        /** The body is unzipped already. */
        @Override
        public @Nullable String getContentEncoding() {
            return null;
        }

        @Override
        public long getContentLength() {
            return reply.body().length();
        }

        @Override
        public @Nullable String getContentType() {
            return reply.headers().first("Content-Type").orElse(null);
        }

        @Override
        public String getStatusLine() {
            return "HTTP/1.1 " + reply.status();
        }

        @Override
        public int getStatusCode() {
            return reply.status();
        }

        @Override
        public @Nullable String getReasonPhrase() {
            return null;
        }

        @Override
        public int getHeaderCount() {
            return headers.size();
        }

        @Override
        public String getHeaderName(int index) {
            return headers.get(index).name();
        }

        @Override
        public String getHeaderValue(int index) {
            return headers.get(index).value();
        }
    }
}
