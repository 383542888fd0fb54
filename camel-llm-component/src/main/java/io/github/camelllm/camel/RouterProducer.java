/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.routing.Decision;
import io.github.camelllm.routing.RoutedCall;
import io.github.camelllm.routing.RoutedRequest;
import io.github.camelllm.routing.RoutedStream;
import io.github.camelllm.routing.Tried;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Asks a router for each exchange. No thread waits. A call that fails leaves body and headers of the message as they were.
 */
final class RouterProducer extends DefaultAsyncProducer {

    private final LlmEndpoint endpoint;
    private @Nullable RouterLink link;

    RouterProducer(LlmEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        link = endpoint.router();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Run run = new Run(exchange, callback, System.nanoTime());
        try {
            run.out.clear();
            if (run.ask()) {
                return false;
            }
        } catch (IllegalArgumentException e) {
            run.failed(InHeaders.wrong(String.valueOf(e.getMessage())), null);
        } catch (Exception e) {
            run.failed(e, null);
        }
        callback.done(true);
        return true;
    }

    /** One exchange's call. */
    private final class Run {

        private final Exchange exchange;
        private final AsyncCallback callback;
        private final long begun;
        private final RouterLink route;
        private final InHeaders in;
        private final OutHeaders out;

        Run(Exchange exchange, AsyncCallback callback, long begun) {
            this.exchange = exchange;
            this.callback = callback;
            this.begun = begun;
            this.route = Objects.requireNonNull(link, "the producer has not been started");
            this.in = new InHeaders(exchange);
            this.out = new OutHeaders(exchange.getMessage());
        }

        /** Whether there is something to wait for. */
        boolean ask() {
            LlmConfiguration options = endpoint.getConfiguration();
            RequestMapper mapper = new RequestMapper(route.defaults(), options, route.attribution());
            Map<String, String> context = CallContext.of(exchange, in, route.attribution());
            LlmOperation operation = route.defaults().operation();
            boolean stream = in.find(LlmHeaders.SET_STREAM, Boolean.class).orElse(options.isStream());
            if (operation == LlmOperation.EMBED) {
                return embed(mapper.embed(exchange), context);
            }
            ChatRequest request = mapper.chat(exchange);
            if (route.explain()) {
                explained(route.router().explain(RoutedRequest.chat(request, stream, context)));
                return false;
            }
            if (stream) {
                RoutedStream call = route.router().stream(request, context);
                then(call.started(), call::decision, started -> streaming(call));
            } else {
                chat(mapper, request, context);
            }
            return true;
        }

        private void chat(RequestMapper mapper, ChatRequest request, Map<String, String> context) {
            ResponseType type = responseType();
            Class<?> outputType = mapper.outputType(in);
            RoutedCall<ChatResponse> call = route.router().complete(request, context);
            then(call.result(), call::decision, response -> {
                out.remainingLimits(call.remainingLimits());
                route.service()
                        .notices()
                        .say(response.provider(), String.valueOf(response.requestModel()), response.notices());
                Object body = AnswerBody.of(request, response, type, outputType);
                out.chat(response);
                exchange.getMessage().setBody(body);
            });
        }

        private boolean embed(EmbeddingRequest request, Map<String, String> context) {
            if (route.explain()) {
                explained(route.router().explain(RoutedRequest.embedding(request, context)));
                return false;
            }
            boolean whole = responseType() == ResponseType.RESPONSE;
            RoutedCall<EmbeddingResponse> call = route.router().embed(request, context);
            then(call.result(), call::decision, response -> {
                out.embedding(response);
                List<?> vectors =
                        response.embeddings().stream().map(Embedding::vector).toList();
                exchange.getMessage().setBody(whole ? response : vectors);
            });
            return true;
        }

        private void explained(Decision decision) {
            out.decision(decision);
            exchange.getMessage().setBody(decision);
        }

        private void streaming(RoutedStream call) {
            LlmStream stream = new LlmStream(
                    call, StreamMode.of(endpoint.getConfiguration().getStreamMode()));
            out.timeToFirstToken(elapsed());
            out.notices(call.notices());
            exchange.getMessage().setBody(stream);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    if (done.getMessage().getBody() != stream) {
                        stream.close();
                    }
                }
            });
        }

        private ResponseType responseType() {
            String name = in.find(LlmHeaders.SET_RESPONSE_TYPE, String.class)
                    .orElseGet(() -> endpoint.getConfiguration().getResponseType());
            return Options.oneOf("responseType", name, ResponseType.NAMES);
        }

        /** Waits without a thread; the route goes on elsewhere than where the answer came. */
        private <T> void then(CompletionStage<T> answer, Supplier<Decision> decision, Consumer<T> use) {
            endpoint.inFlight().incrementAndGet();
            answer.whenComplete((value, problem) -> route.service().goOn(() -> {
                endpoint.inFlight().decrementAndGet();
                Decision decided = decision.get();
                try {
                    if (problem == null) {
                        use.accept(value);
                        known(decided);
                    } else {
                        failed(problem, decided);
                    }
                } catch (RuntimeException | Error e) {
                    failed(e, decided);
                } finally {
                    callback.done(false);
                }
            }));
        }

        /** @param decided null: nothing was decided */
        void failed(Throwable problem, @Nullable Decision decided) {
            Throwable cause =
                    problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
            if (cause instanceof LlmException llm) {
                out.failure(llm);
            }
            known(decided);
            exchange.setException(cause);
        }

        /** Who answered, or else who was asked first. */
        private void known(@Nullable Decision decided) {
            out.latency(elapsed());
            String operation = route.defaults().operation().optionName();
            if (decided == null) {
                out.target(RouterLink.SEGMENT, endpoint.getModel(), operation);
                return;
            }
            out.decision(decided);
            Tried shown = decided.attempts().stream()
                    .filter(attempt -> attempt.target().equals(decided.answeredBy()))
                    .reduce((first, last) -> last)
                    .orElse(
                            decided.attempts().isEmpty()
                                    ? null
                                    : decided.attempts().get(0));
            out.target(
                    shown == null ? RouterLink.SEGMENT : shown.provider(),
                    shown == null ? endpoint.getModel() : shown.model(),
                    operation);
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
