/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.camel.LlmStream;
import io.github.camelllm.model.ChatResponse;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Sends an answer as server-sent events. One that still comes is sent while it comes: no faster than the client reads, and not longer than it stays. Writes to the
 * response of Vert.x itself, because Camel would only notice a client that left when the answer has ended.
 */
final class SseReply extends AsyncProcessorSupport {

    private static final String REQUEST = "gatewayRequest";

    /** Keeps the request at hand: what comes back from other routes may be another kind of message. */
    static void keepRequest(Exchange exchange) {
        exchange.setProperty(REQUEST, exchange.getMessage(HttpMessage.class).getRequest());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        HttpServerRequest request = exchange.getProperty(REQUEST, HttpServerRequest.class);
        Object answer = exchange.getMessage().getBody();
        String model = exchange.getMessage().getHeader(LlmHeaders.REQUEST_MODEL, String.class);
        exchange.getMessage().setBody(null);
        exchange.getMessage().removeHeaders("*");
        ChunkWriter writer = new ChunkWriter(model);
        if (answer instanceof LlmStream stream) {
            stream.subscribe(new SseSubscriber(request, stream, writer, () -> callback.done(false)));
            return false;
        }
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        exchange.getMessage().setHeader("Cache-Control", "no-cache");
        exchange.getMessage().setBody(writer.whole((ChatResponse) answer));
        callback.done(true);
        return true;
    }
}
