/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dialect from elsewhere may have bugs: its calls end all the same, as they should. */
class BrittleDialectTest {

    private static final ChatRequest ASK = ChatRequest.of("Name a prime.");

    @TempDir
    private Path folder;

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private URLClassLoader loader;
    private LlmClient client;

    @BeforeEach
    void open() throws IOException {
        Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve(Dialect.class.getName()), BrittleDialect.class.getName());
        Path profiles = Files.createDirectories(folder.resolve("profiles"));
        Files.writeString(profiles.resolve("acme.yaml"), """
                id: acme
                name: Acme AI
                dialect: brittle
                baseUrl: %s
                auth: {scheme: none}
                source: {document: Acme API reference, checked: 2026-11-25}
                """.formatted(
                        simulator.provider("openai-compatible").baseUrl()));
        loader = new URLClassLoader(
                new URL[] {folder.resolve("classes").toUri().toURL()},
                getClass().getClassLoader());
        client = LlmClient.builder()
                .classLoader(loader)
                .profilesDirectory(profiles)
                .listener(attempts::add)
                .build();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        simulator.close();
        loader.close();
    }

    @Test
    void a_broken_stream_whose_pieces_cannot_be_put_together_ends_all_the_same() {
        simulator
                .provider("openai-compatible")
                .enqueue(Reply.text("one two three four").cutAfterChunks(2));
        StreamCall call = client.load("acme/prime-1").stream(ASK);
        call.started().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        EndOfStream reader = new EndOfStream();

        call.events().subscribe(reader);

        LlmException problem = failure(reader.end);
        assertThat(problem.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
        assertThat(problem.getSuppressed()).singleElement().isInstanceOf(NullPointerException.class);
        assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.cost().basis()).isEqualTo(CostBasis.UNKNOWN));
    }

    @Test
    void a_request_that_cannot_be_encoded_fails_its_result_and_throws_nothing() {
        ChatRequest unknown = ASK.toBuilder().endUser("u1").build();
        LoadedModel model = client.load("acme/prime-1");

        assertThat(failure(model.complete(unknown).result())).hasMessageContaining("does not know");
        assertThat(failure(model.stream(unknown).started())).hasMessageContaining("does not know");
        assertThat(failure(model.embed(EmbeddingRequest.of(List.of("x"))).result()))
                .hasMessageContaining("does not know");
        assertThat(attempts).isEmpty();
    }

    private static LlmException failure(CompletionStage<?> stage) {
        CompletionException thrown = catchThrowableOfType(
                CompletionException.class,
                () -> stage.toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join());
        assertThat(thrown).hasCauseInstanceOf(LlmException.class);
        return (LlmException) thrown.getCause();
    }
}
