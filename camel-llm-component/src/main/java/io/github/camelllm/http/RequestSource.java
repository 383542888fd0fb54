/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Set;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Gives the engine the request, whose body is sent once. */
final class RequestSource implements AsyncRequestProducer, EntityDetails {

    private final Attempt attempt;
    private final HttpCall call;
    private final Iterator<byte[]> chunks;
    private ByteBuffer chunk = ByteBuffer.allocate(0);

    RequestSource(Attempt attempt) {
        this.attempt = attempt;
        this.call = attempt.exchange().call();
        this.chunks = call.body().chunks().iterator();
    }

    @Override
    public void sendRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        HttpRequest request = new BasicHttpRequest(call.method(), call.uri());
        boolean coding = false;
        for (HttpHeader header : call.headers()) {
            request.addHeader(header.name(), header.value());
            coding |= header.name().equalsIgnoreCase("Accept-Encoding");
        }
        if (!coding) {
            request.addHeader("Accept-Encoding", "gzip");
        }
        channel.sendRequest(request, call.body().length() > 0 ? this : null, context);
    }

    @Override
    public int available() {
        return hasMore() ? chunk.remaining() : 0;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        while (hasMore()) {
            if (channel.write(chunk) > 0) {
                attempt.exchange().timing().progress();
            }
            if (chunk.hasRemaining()) {
                return;
            }
        }
        channel.endStream();
    }

    private boolean hasMore() {
        while (!chunk.hasRemaining() && chunks.hasNext()) {
            chunk = ByteBuffer.wrap(chunks.next());
        }
        return chunk.hasRemaining();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public long getContentLength() {
        return call.body().length();
    }

    /** The caller gives the header itself. */
    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public @Nullable String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public void failed(Exception cause) {
        attempt.broken(cause);
    }

    @Override
    public void releaseResources() {}
}
