/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.camel.LlmStream;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** {@code llm:} in a route. A stream is read as it is pushed, without a thread. */
final class LlmRoute implements Candidate {

    private final CamelSide camel;

    LlmRoute(Setting setting) throws Exception {
        CamelContext context = new DefaultCamelContext();
        if (setting.trustStore() != null) {
            context.setSSLContextParameters(trusting(setting));
            context.getRegistry().bind("tls", context.getSSLContextParameters());
        }
        String uri = "llm:openai/" + Work.MODEL + "?baseUrl=" + setting.baseUrl() + "&apiKey=" + Work.KEY
                + "&system=RAW(" + Work.SYSTEM + ")&temperature=" + Work.TEMPERATURE + "&maxTokens=" + Work.MAX_TOKENS
                + "&connectionsPerRoute=" + setting.connections() + "&maxTotalConnections=" + setting.connections()
                + (setting.trustStore() == null ? "" : "&sslContextParameters=#tls&connectTimeout=1m");
        camel = new CamelSide(context, new RouteBuilder() {
            @Override
            public void configure() {
                from(CamelSide.ENTRANCE).to(uri);
            }
        });
    }

    private static SSLContextParameters trusting(Setting setting) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + setting.trustStore());
        store.setPassword(Setting.PASSWORD);
        store.setType("PKCS12");
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    @Override
    public void ask(Done done) {
        Exchange exchange = camel.question();
        camel.send(exchange, synchronously -> {
            if (exchange.getException() != null) {
                done.failed(exchange.getException());
            } else {
                done.got(answer(exchange.getMessage()));
            }
        });
    }

    private static Answer answer(Message message) {
        return new Answer(
                message.getBody(String.class),
                message.getHeader(LlmHeaders.MODEL, String.class),
                message.getHeader(LlmHeaders.FINISH_REASON, String.class),
                message.getHeader(LlmHeaders.INPUT_TOKENS, Long.class),
                message.getHeader(LlmHeaders.OUTPUT_TOKENS, Long.class));
    }

    @Override
    public void stream(Consumer<String> piece, Done done) {
        Exchange exchange = camel.question();
        exchange.getMessage().setHeader(LlmHeaders.SET_STREAM, true);
        camel.send(exchange, synchronously -> {
            if (exchange.getException() != null) {
                done.failed(exchange.getException());
            } else {
                exchange.getMessage().getBody(LlmStream.class).subscribe(new Reader(piece, done));
            }
        });
    }

    /** Takes everything as it comes. */
    private record Reader(Consumer<String> piece, Done done) implements Flow.Subscriber<StreamEvent> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {
            if (event instanceof StreamEvent.TextDelta delta) {
                piece.accept(delta.text());
            } else if (event instanceof StreamEvent.Done last) {
                done.got(answer(last.response()));
            }
        }

        @Override
        public void onError(Throwable problem) {
            done.failed(problem);
        }

        @Override
        public void onComplete() {
            // the last event was the answer
        }
    }

    private static Answer answer(ChatResponse response) {
        return new Answer(
                response.text(),
                String.valueOf(response.model()),
                response.finish().reason().name(),
                response.usage().inputTokens().orElse(-1),
                response.usage().outputTokens().orElse(-1));
    }

    @Override
    public void close() {
        camel.close();
    }
}
