/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.model.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** Chat completions. */
final class ChatCalls {

    private static final String STREAMED = "gatewayStreamed";

    private final Access access;

    ChatCalls(Access access) {
        this.access = access;
    }

    /** Makes the neutral request of a body in OpenAI's form. */
    void read(Exchange exchange) {
        ObjectNode body = Replies.read(exchange);
        boolean streamed = body.path("stream").asBoolean();
        List<String> fallbacks = new ArrayList<>();
        for (JsonNode fallback : body.path("fallbacks")) {
            fallbacks.add(fallback.asText());
        }
        access.route(exchange, "chat", ChatReader.text(body, "model"), fallbacks);
        exchange.getMessage().setBody(new ChatReader(body).request());
        exchange.setProperty(STREAMED, streamed);
        exchange.getMessage().setHeader(LlmHeaders.SET_STREAM, streamed);
    }

    /** Whether the client wants its answer as a stream. */
    static boolean streamed(Exchange exchange) {
        return exchange.getProperty(STREAMED, false, Boolean.class);
    }

    /** Makes the body of a whole answer. */
    void write(Exchange exchange) {
        Replies.json(exchange, ChatWriter.whole(exchange.getMessage().getBody(ChatResponse.class)));
    }
}
