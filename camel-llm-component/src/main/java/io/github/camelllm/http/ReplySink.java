/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Takes the reply from the engine on its I/O thread, unpacks and measures it, and hands it on. */
final class ReplySink implements AsyncResponseConsumer<Void> {

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final Attempt attempt;
    private final Exchange exchange;
    private long bytes;
    private @Nullable FutureCallback<Void> result;

    ReplySink(Attempt attempt) {
        this.attempt = attempt;
        this.exchange = attempt.exchange();
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<Void> resultCallback) {
        result = resultCallback;
        if (exchange.isOver()) {
            return;
        }
        int status = response.getCode();
        if (status == PROXY_AUTHENTICATION_REQUIRED || exchange.timing().phase() != Phase.SENDING) {
            exchange.fail(exchange.diagnosis().proxyRefused(status));
            return;
        }
        begin(status, headers(response), entity);
        if (entity == null) {
            streamEnd(null);
        }
    }

    private void begin(int status, Headers headers, @Nullable EntityDetails entity) {
        List<String> codings = headers.all("Content-Encoding");
        String coding = codings.isEmpty() ? "" : String.join(",", codings);
        try {
            exchange.replyBegins(entity == null ? new Unpacker.Plain() : Unpacker.of(coding));
        } catch (DataFormatException e) {
            exchange.fail(exchange.diagnosis().invalid("cannot be read: " + e.getMessage(), e));
            return;
        }
        if (entity != null
                && coding.isEmpty()
                && entity.getContentLength() > exchange.call().maxReplyBytes()) {
            exchange.fail(exchange.diagnosis().tooLong());
            return;
        }
        exchange.outlet().head(new HttpHead(status, headers));
    }

    private static Headers headers(HttpResponse response) {
        Header[] all = response.getHeaders();
        List<HttpHeader> fields = new ArrayList<>(all.length);
        for (Header header : all) {
            String value = header.getValue();
            if (HttpHeader.isName(header.getName())) {
                fields.add(HttpHeader.received(header.getName(), value == null ? "" : value));
            }
        }
        return Headers.of(fields);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        exchange.timing().progress();
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        exchange.ask(channel);
    }

    @Override
    public void consume(ByteBuffer packed) {
        exchange.timing().progress();
        exchange.outlet().step(() -> unpack(packed));
        packed.position(packed.limit());
    }

    private void unpack(ByteBuffer packed) {
        Unpacker unpacker = exchange.unpacker();
        if (unpacker == null) {
            return;
        }
        try {
            unpacker.feed(packed, this::deliver);
        } catch (DataFormatException e) {
            exchange.fail(exchange.diagnosis().invalid("cannot be unpacked: " + e.getMessage(), e));
        }
    }

    private boolean deliver(ByteBuffer piece) {
        int length = piece.remaining();
        if (length > exchange.call().maxReplyBytes() - bytes) {
            exchange.fail(exchange.diagnosis().tooLong());
            return false;
        }
        bytes += length;
        exchange.window().delivered(length);
        return exchange.outlet().data(piece);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        Unpacker unpacker = exchange.unpacker();
        if (unpacker != null && !unpacker.whole()) {
            exchange.fail(exchange.diagnosis().cut("its packed data ends too early", null));
        } else {
            exchange.end();
        }
        FutureCallback<Void> callback = result;
        if (callback != null) {
            callback.completed(null);
        }
    }

    @Override
    public void failed(Exception cause) {
        attempt.broken(cause);
    }

    @Override
    public void releaseResources() {}
}
