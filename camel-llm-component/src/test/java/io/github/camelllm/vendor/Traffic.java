/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.client.Call;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.SimulatedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Talks with a simulated provider through the client, and once more with the same bytes past it, to see the provider's
 * own bytes.
 */
final class Traffic implements AutoCloseable {

    static final String KEY = "sk-secret-of-the-vendor";
    static final String CHAT = "/chat/completions";
    static final String EMBEDDINGS = "/embeddings";

    private static final ObjectMapper JSON = new ObjectMapper();

    final ProviderSimulator simulator = ProviderSimulator.start();
    private final LlmClient client = LlmClient.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();

    SimulatedProvider at(Vendor vendor) {
        return simulator.provider(vendor.id());
    }

    LoadedModel model(Vendor vendor, String model) {
        return client.load(
                vendor.id(),
                model,
                TargetSettings.STANDARD.withBaseUrl(at(vendor).baseUrl()).withApiKey(SecretSource.of(KEY)));
    }

    LoadedModel model(Vendor vendor, Ask ask) {
        return model(vendor, vendor.models().get(ask.model()));
    }

    /** The whole answer and the bytes of both sides; nothing when the profile says that the provider cannot take it. */
    Optional<Exchange> chat(Vendor vendor, Ask ask) {
        return exchange(vendor, ask, () -> wait(model(vendor, ask).complete(ask.request())));
    }

    /** The same as a stream. */
    Optional<Exchange> stream(Vendor vendor, Ask ask) {
        return exchange(vendor, ask, () -> read(model(vendor, ask).stream(ask.request())));
    }

    private Optional<Exchange> exchange(Vendor vendor, Ask ask, Supplier<ChatResponse> call) {
        if (!vendor.models().containsKey(ask.model())) {
            return Optional.empty();
        }
        at(vendor).reset().enqueue(vendor.reply(ask), vendor.reply(ask));
        long before = simulator.requestCount();
        try {
            return Optional.of(again(call.get()));
        } catch (LlmException e) {
            if (e.kind() == ErrorKind.UNSUPPORTED_FEATURE && simulator.requestCount() == before) {
                return Optional.empty();
            }
            throw new AssertionError(vendor + " refused '" + ask.name() + "'", e);
        }
    }

    /** Vectors and the bytes of both sides. */
    Exchange embed(Vendor vendor, EmbeddingRequest request) {
        return again(wait(model(vendor, vendor.embedder()).embed(request)));
    }

    /** What the provider says to a plain request when this goes wrong. */
    Exchange error(Vendor vendor, ErrorCase error) {
        at(vendor).enqueue(Reply.text("Two."), Reply.error(error));
        wait(model(vendor, vendor.models().get(Ask.Model.CHAT)).complete(ChatRequest.of("Name a prime.")));
        return again(null);
    }

    /** Sends the newest request again and keeps what came as bytes. */
    private Exchange again(@Nullable Object answer) {
        RecordedRequest sent = simulator.lastRequest();
        HttpRequest same = HttpRequest.newBuilder(URI.create(simulator.url() + sent.target()))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()))
                .build();
        try {
            HttpResponse<String> came = http.send(same, HttpResponse.BodyHandlers.ofString());
            return new Exchange(sent.json(), came.statusCode(), came.body(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static <T> T wait(Call<T> call) {
        return wait(call.result().toCompletableFuture());
    }

    private static <T> T wait(CompletableFuture<T> future) {
        try {
            return future.orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LlmException problem ? problem : e;
        }
    }

    /** The whole of a stream. */
    static ChatResponse read(StreamCall call) {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        call.events().subscribe(new Whole(whole));
        return wait(whole);
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
    }

    /**
     * What went over the wire.
     *
     * @param body as it came
     * @param answer what the client made of it; null for an error
     */
    record Exchange(
            JsonNode request,
            int status,
            String body,
            @Nullable Object answer) {

        JsonNode json() {
            return parse(body);
        }

        /** The JSON of each event of a stream. */
        List<JsonNode> chunks() {
            List<JsonNode> chunks = new ArrayList<>();
            body.lines()
                    .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
                    .forEach(line -> chunks.add(parse(line.substring("data: ".length()))));
            return chunks;
        }

        ChatResponse response() {
            return (ChatResponse) Objects.requireNonNull(answer);
        }

        private static JsonNode parse(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Whole(CompletableFuture<ChatResponse> whole) implements Flow.Subscriber<StreamEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {
            if (event instanceof StreamEvent.Done done) {
                whole.complete(done.response());
            }
        }

        @Override
        public void onError(Throwable problem) {
            whole.completeExceptionally(problem);
        }

        @Override
        public void onComplete() {
            whole.completeExceptionally(new IllegalStateException("the stream ended without its end"));
        }
    }
}
