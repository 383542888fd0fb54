/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.Call;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Asks the target for each exchange. No thread waits: the route goes on, on a thread of Camel's, when the answer is there.
 * A call that fails leaves body and headers of the message as they were.
 */
final class LlmProducer extends DefaultAsyncProducer {

    private final LlmEndpoint endpoint;
    private @Nullable TargetLink link;

    LlmProducer(LlmEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        link = endpoint.link();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Run run = new Run(exchange, callback, System.nanoTime());
        try {
            run.out.clear();
            LlmRetry.forget(exchange);
            if (run.begin()) {
                return false;
            }
        } catch (IllegalArgumentException e) {
            run.failed(InHeaders.wrong(String.valueOf(e.getMessage())));
        } catch (Exception e) {
            run.failed(e);
        }
        callback.done(true);
        return true;
    }

    /** One exchange's call. */
    private final class Run {

        private final Exchange exchange;
        private final AsyncCallback callback;
        private final long begun;
        private final TargetLink target;
        private final InHeaders in;
        private final OutHeaders out;

        Run(Exchange exchange, AsyncCallback callback, long begun) {
            this.exchange = exchange;
            this.callback = callback;
            this.begun = begun;
            this.target = Objects.requireNonNull(link, "the producer has not been started");
            this.in = new InHeaders(exchange);
            this.out = new OutHeaders(exchange.getMessage());
        }

        /** Whether there is something to wait for. */
        boolean begin() {
            CompletableFuture<Optional<String>> key = target.ownKey(exchange);
            if (key.isDone()) {
                return ask(key.join());
            }
            CompletionStage<Optional<String>> late = key;
            late.whenComplete((resolved, problem) -> target.service().goOn(() -> resume(key)));
            return true;
        }

        private void resume(CompletableFuture<Optional<String>> key) {
            boolean waits = false;
            try {
                waits = ask(key.join());
            } catch (IllegalArgumentException e) {
                failed(InHeaders.wrong(String.valueOf(e.getMessage())));
            } catch (RuntimeException | Error e) {
                failed(e);
            }
            if (!waits) {
                callback.done(false);
            }
        }

        private boolean ask(Optional<String> key) {
            LoadedModel model = target.target(in, key);
            Map<String, String> context = CallContext.of(exchange, in, target.attribution());
            LlmOperation operation = target.defaults().operation();
            switch (operation) {
                case CHAT -> chat(model, context);
                case EMBED -> embed(model, context);
                case ESTIMATE -> estimate(model);
            }
            return operation != LlmOperation.ESTIMATE;
        }

        private void estimate(LoadedModel model) {
            RequestMapper mapper =
                    new RequestMapper(target.defaults(), endpoint.getConfiguration(), target.attribution());
            Cost cost = mapper.embeds(exchange, model)
                    ? model.estimate(mapper.embed(exchange))
                    : model.estimate(mapper.chat(exchange));
            known();
            out.attempts(0);
            out.spent(Usage.UNKNOWN, cost);
            exchange.getMessage().setBody(cost);
            exchange.getMessage().removeHeader(LlmHeaders.SET_API_KEY);
        }

        private void chat(LoadedModel model, Map<String, String> context) {
            LlmConfiguration options = endpoint.getConfiguration();
            RequestMapper mapper = new RequestMapper(target.defaults(), options, target.attribution());
            ChatRequest request = mapper.chat(exchange);
            if (in.find(LlmHeaders.SET_STREAM, Boolean.class).orElse(options.isStream())) {
                StreamCall call = model.stream(request, context);
                then(call.started(), call::remainingLimits, call::warnings, () -> 1, started -> streaming(call));
                return;
            }
            ResponseType type = responseType();
            Class<?> outputType = mapper.outputType(in);
            Call<ChatResponse> call = model.complete(request, context);
            then(call.result(), call::remainingLimits, call::warnings, call::attempts, response -> {
                noticed(response.requestModel(), response.notices());
                Object body = AnswerBody.of(request, response, type, outputType);
                out.chat(response);
                exchange.getMessage().setBody(body);
            });
        }

        private void embed(LoadedModel model, Map<String, String> context) {
            LlmConfiguration options = endpoint.getConfiguration();
            EmbeddingRequest request =
                    new RequestMapper(target.defaults(), options, target.attribution()).embed(exchange);
            boolean whole = responseType() == ResponseType.RESPONSE;
            Call<EmbeddingResponse> call = model.embed(request, context);
            then(call.result(), call::remainingLimits, call::warnings, call::attempts, response -> {
                noticed(response.requestModel(), response.notices());
                out.embedding(response);
                exchange.getMessage()
                        .setBody(
                                whole
                                        ? response
                                        : response.embeddings().stream()
                                                .map(Embedding::vector)
                                                .toList());
            });
        }

        private void noticed(@Nullable String model, List<Notice> notices) {
            target.service().notices().say(target.provider(), String.valueOf(model), notices);
        }

        private void streaming(StreamCall call) {
            LlmStream stream = new LlmStream(
                    call, StreamMode.of(endpoint.getConfiguration().getStreamMode()));
            out.timeToFirstToken(elapsed());
            out.notices(call.notices());
            noticed(requestModel(), call.notices());
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
        private <T> void then(
                CompletionStage<T> answer,
                Supplier<Map<String, Long>> limits,
                Supplier<List<String>> warnings,
                IntSupplier attempts,
                Consumer<T> use) {
            endpoint.inFlight().incrementAndGet();
            answer.whenComplete((value, problem) -> target.service().goOn(() -> {
                endpoint.inFlight().decrementAndGet();
                try {
                    out.remainingLimits(limits.get());
                    out.budgetWarnings(warnings.get());
                    if (problem != null) {
                        failed(problem);
                    } else {
                        use.accept(value);
                        known();
                        out.attempts(attempts.getAsInt());
                        exchange.getMessage().removeHeader(LlmHeaders.SET_API_KEY);
                    }
                } catch (RuntimeException | Error e) {
                    failed(e);
                } finally {
                    callback.done(false);
                }
            }));
        }

        private void failed(Throwable problem) {
            Throwable cause =
                    problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
            known();
            if (cause instanceof LlmException llm) {
                LlmException named = named(llm);
                out.failure(named);
                exchange.setException(named);
            } else {
                exchange.setException(cause);
            }
        }

        /** An error that was found before there was a target gets the names that are known here. */
        private LlmException named(LlmException problem) {
            ErrorDetails details = problem.details();
            if (details.provider() != null && details.operation() != null) {
                return problem;
            }
            LlmException named = LlmException.of(
                    details.toBuilder()
                            .target(target.provider(), details.model() != null ? details.model() : target.model())
                            .operation(target.defaults().operation().optionName())
                            .build(),
                    problem.partial().orElse(null),
                    problem.getCause());
            named.setStackTrace(problem.getStackTrace());
            return named;
        }

        private void known() {
            out.target(
                    target.provider(),
                    requestModel(),
                    target.defaults().operation().optionName());
            out.latency(elapsed());
        }

        private @Nullable String requestModel() {
            return in.find(LlmHeaders.SET_MODEL, Object.class)
                    .map(String::valueOf)
                    .orElseGet(() -> target.loaded()
                            .flatMap(LoadedModel::target)
                            .map(t -> t.model().id())
                            .orElse(target.model()));
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
