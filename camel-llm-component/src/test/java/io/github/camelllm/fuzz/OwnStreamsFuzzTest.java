/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.cohere.CohereDialect;
import io.github.camelllm.dialect.ollama.OllamaDialect;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Dialects with streams of their own form: whatever comes, whole or streamed, is an answer or one typed error, and pieces tell
 * what the whole tells. The first byte chooses the dialect.
 */
class OwnStreamsFuzzTest {

    private static final ChatRequest REQUEST = ChatRequest.of("Hello");
    private static final EmbeddingRequest TWO = EmbeddingRequest.of(List.of("a", "b"));

    private record Subject(Dialect dialect, Target target) {

        Told<ChatResponse> streamed(byte[] bytes, boolean pieces) {
            ChatAssembler assembler = new ChatAssembler(target, REQUEST, null);
            StreamDecoder decoder = dialect.chatStream(Headers.NONE, REQUEST, target);
            return Told.by(() -> {
                if (pieces) {
                    Pieces.feed(bytes, piece -> decoder.feed(piece, assembler::accept));
                } else {
                    decoder.feed(ByteBuffer.wrap(bytes), assembler::accept);
                }
                decoder.end(assembler::accept);
                return assembler.response();
            });
        }
    }

    private static final List<Subject> SUBJECTS = List.of(
            new Subject(new CohereDialect(), target("cohere", "command-a-03-2025")),
            new Subject(new OllamaDialect(), target("ollama", "qwen3:8b")));

    private static Target target(String provider, String model) {
        try (LlmClient client = LlmClient.builder().build()) {
            return client.catalog().target(provider, model);
        }
    }

    @FuzzTest(maxDuration = "")
    void what_comes_is_an_answer_or_one_typed_error(byte[] input) {
        Subject subject = SUBJECTS.get(Utf8.choice(input, 0, SUBJECTS.size()));
        byte[] bytes = Utf8.after(1, input);

        Told<ChatResponse> whole = subject.streamed(bytes, false);
        whole.assertSame("the same stream in pieces", subject.streamed(bytes, true));
        if (whole.answer() != null) {
            Told.assertCounted(whole.answer());
        }
        Told<ChatResponse> unary =
                Told.by(() -> subject.dialect().chatResponse(reply(200, bytes), REQUEST, subject.target()));
        if (unary.answer() != null) {
            Told.assertCounted(unary.answer());
        }
        Told<EmbeddingResponse> vectors =
                Told.by(() -> subject.dialect().embedResponse(reply(200, bytes), TWO, subject.target()));
        if (vectors.answer() != null) {
            assertThat(vectors.answer().embeddings()).hasSize(2);
            Told.assertCounted(vectors.answer().usage());
        }
        Told.assertTelling(subject.dialect().error(reply(400, bytes), "chat", subject.target()));
    }

    private static WireReply reply(int status, byte[] body) {
        return new WireReply(status, Headers.NONE, ByteChunks.of(body));
    }
}
