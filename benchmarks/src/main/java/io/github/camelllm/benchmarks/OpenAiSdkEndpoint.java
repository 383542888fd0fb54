/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;

/** Calls the SDK on the route's own thread, as the producer of {@code camel-openai} does. */
final class OpenAiSdkEndpoint extends DefaultEndpoint {

    static final String URI = "openai-sdk:chat";
    static final String STREAM = "stream";

    private final OpenAIClient client;

    OpenAiSdkEndpoint(CamelContext context, OpenAIClient client) {
        this.client = client;
        setCamelContext(context);
        setEndpointUriIfNotSpecified(URI);
    }

    @Override
    public Producer createProducer() {
        return new DefaultAsyncProducer(this) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                try {
                    ask(exchange);
                } catch (RuntimeException e) {
                    exchange.setException(e);
                }
                callback.done(true);
                return true;
            }
        };
    }

    private void ask(Exchange exchange) {
        ChatCompletionCreateParams.Builder question = ChatCompletionCreateParams.builder()
                .model(Work.MODEL)
                .addSystemMessage(Work.SYSTEM)
                .addUserMessage(exchange.getMessage().getBody(String.class))
                .temperature(Work.TEMPERATURE)
                .maxCompletionTokens(Work.MAX_TOKENS);
        if (exchange.getProperty(STREAM, false, Boolean.class)) {
            question.streamOptions(
                    ChatCompletionStreamOptions.builder().includeUsage(true).build());
            exchange.getMessage().setBody(client.chat().completions().createStreaming(question.build()));
        } else {
            exchange.getMessage().setBody(client.chat().completions().create(question.build()));
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("a model can only be asked");
    }
}
