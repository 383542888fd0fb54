/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.AuthSpec;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Target;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What each dialect takes to decode a chunk of a streamed answer, on one thread and without a network. The bytes are the
 * simulator's, a word in each chunk.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class DialectBenchmark {

    private static final int WORDS = 200;

    /** As large as what the engine hands over at once. */
    private static final int READ_BYTES = 1536;

    private static final ChatRequest REQUEST = ChatRequest.of("Say it.");

    /** A provider of each dialect. */
    @Param("openai")
    public String provider;

    private Dialect dialect;
    private Target target;
    private byte[] stream;

    /** Lets the simulated provider answer once, and keeps the bytes. */
    @Setup(Level.Trial)
    public void answer() throws Exception {
        ProfileCatalog catalog = Dialects.catalog();
        ProviderProfile profile = catalog.provider(provider);
        dialect = ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(known -> known.id().equals(profile.dialect()))
                .findFirst()
                .orElseThrow();
        target = catalog.target(profile, profile.defaultModel().model());
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator
                    .provider(provider)
                    .enqueue(Reply.text("word ".repeat(WORDS).strip()));
            stream = ask(simulator.provider(provider).baseUrl(), profile.auth());
        }
    }

    private byte[] ask(String baseUrl, AuthSpec auth) throws IOException, InterruptedException {
        WireRequest wire = dialect.chat(REQUEST, target, true);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + wire.path()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(wire.body().toArray()));
        wire.headers().forEach(header -> request.header(header.name(), header.value()));
        target.provider().headers().forEach(request::header);
        if (auth.scheme() == AuthSpec.Scheme.HEADER) {
            request.header(auth.name(), Work.KEY);
        } else {
            request.header("Authorization", "Bearer " + Work.KEY);
        }
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "HTTP " + response.statusCode() + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    /** One chunk, of a stream that is read to its end. */
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public int chunk() {
        Count texts = new Count();
        StreamDecoder decoder = dialect.chatStream(Headers.NONE, REQUEST, target);
        for (int at = 0; at < stream.length; at += READ_BYTES) {
            decoder.feed(ByteBuffer.wrap(stream, at, Math.min(READ_BYTES, stream.length - at)), texts);
        }
        decoder.end(texts);
        if (texts.count != WORDS) {
            throw new IllegalStateException(texts.count + " texts, not " + WORDS);
        }
        return texts.count;
    }

    private static final class Count implements Consumer<StreamEvent> {
        private int count;

        @Override
        public void accept(StreamEvent event) {
            if (event instanceof StreamEvent.TextDelta) {
                count++;
            }
        }
    }
}
