/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import io.github.camelllm.camel.LlmHeaders;
import org.apache.camel.builder.RouteBuilder;

/** OpenAI's endpoints as routes. */
final class GatewayRoutes extends RouteBuilder {

    private final Settings settings;

    GatewayRoutes(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void configure() {
        Access access = new Access(settings);
        ChatCalls chats = new ChatCalls(access);
        EmbeddingCalls embeddings = new EmbeddingCalls(access);

        // tag::routes[]
        onException(Exception.class).handled(true).logHandled(false).process(OpenAiErrors::answer);

        from("platform-http:/v1/chat/completions?httpMethodRestrict=POST")
                .routeId("chat")
                .process(SseReply::keepRequest)
                .process(access::admit)
                .process(chats::read)
                .setHeader(LlmHeaders.SET_RESPONSE_TYPE, constant("response"))
                .to("direct:answer")
                .choice()
                .when(ChatCalls::streamed)
                .process(new SseReply())
                .otherwise()
                .process(chats::write);

        from("platform-http:/v1/embeddings?httpMethodRestrict=POST")
                .routeId("embeddings")
                .process(access::admit)
                .process(embeddings::read)
                .setHeader(LlmHeaders.SET_RESPONSE_TYPE, constant("response"))
                .to("direct:answer")
                .process(embeddings::write);

        from("platform-http:/v1/models?httpMethodRestrict=GET")
                .routeId("models")
                .process(access::admit)
                .process(new ModelList(access));
        // end::routes[]
    }
}
