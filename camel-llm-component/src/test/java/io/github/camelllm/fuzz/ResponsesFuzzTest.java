/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.client.LlmClientBuilder;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.responses.ResponsesDialect;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileReader;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What comes of the bytes of Responses, as a text or in a form that was asked for. */
class ResponsesFuzzTest {

    private static final Dialect DIALECT = new ResponsesDialect();
    private static final Target TARGET = target();
    /** The last events, and what a whole body in place of a stream has. */
    private static final List<String> ENDS = List.of("completed", "incomplete", "cancelled", "output", "\\u");

    private static final ChatRequest PLAIN = ChatRequest.of("Hello");
    private static final ChatRequest FORMED = PLAIN.toBuilder()
            .output(new OutputFormat.JsonSchema("place", Map.of("type", "object"), null, null))
            .build();

    private static Target target() {
        ProfileReader reader = new ProfileReader(LlmClientBuilder.vocabulary(Map.of(ResponsesDialect.ID, DIALECT)));
        return ProfileCatalog.of(reader.read("fuzzed.yaml", """
                        id: fuzzed
                        name: Fuzzed
                        dialect: openai-responses
                        source: {document: none, checked: 2026-11-25}
                        baseUrl: https://fuzzed.example
                        requestIdHeaders: [x-request-id]
                        """)).target("fuzzed", "model-1");
    }

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "responses.dict")
    void a_stream_is_whole_or_a_typed_error_however_it_is_cut(byte[] input) {
        ChatRequest request = request(input);
        byte[] stream = Utf8.after(1, input);
        ChatAssembler heard = new ChatAssembler(TARGET, request, null);
        Told<ChatResponse> whole = decoded(request, heard, decoder -> decoder.accept(ByteBuffer.wrap(stream)));

        whole.assertSame(
                "the same stream in pieces",
                decoded(request, new ChatAssembler(TARGET, request, null), decoder -> Pieces.feed(stream, decoder)));
        heard.partial().ifPresent(Told::assertCounted);
        if (whole.answer() != null && !mayHaveEnded(stream)) {
            assertThat(whole.answer())
                    .as("an answer of a stream that never ended")
                    .isNull();
        }
        byte[] beginning = Arrays.copyOf(stream, Pieces.cut(stream));
        Told<ChatResponse> cut = decoded(
                request,
                new ChatAssembler(TARGET, request, null),
                decoder -> decoder.accept(ByteBuffer.wrap(beginning)));
        if (cut.answer() != null && !mayHaveEnded(beginning)) {
            assertThat(cut.answer()).as("an answer of a stream that was cut").isNull();
        }
    }

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "responses.dict")
    void a_body_is_an_answer_or_a_typed_error_and_every_error_can_be_told(byte[] input) {
        ChatRequest request = request(input);
        byte[] body = Utf8.after(1, input);

        Told<ChatResponse> told = Told.by(() -> DIALECT.chatResponse(reply(200, body), request, TARGET));

        if (told.answer() != null) {
            Told.assertCounted(told.answer());
            told.assertSame(
                    "the same body in place of a stream",
                    decoded(
                            request,
                            new ChatAssembler(TARGET, request, null),
                            decoder -> decoder.accept(ByteBuffer.wrap(body))));
        }
        Told.assertTelling(DIALECT.error(reply(Utf8.choice(input, 0, 2) == 0 ? 400 : 529, body), "chat", TARGET));
    }

    private static ChatRequest request(byte[] input) {
        return Utf8.choice(input, 0, 2) == 0 ? PLAIN : FORMED;
    }

    private static WireReply reply(int status, byte[] body) {
        return new WireReply(status, Headers.NONE, ByteChunks.of(body));
    }

    private static Told<ChatResponse> decoded(
            ChatRequest request, ChatAssembler assembler, Consumer<Consumer<ByteBuffer>> feeding) {
        StreamDecoder decoder = DIALECT.chatStream(Headers.NONE, request, TARGET);
        return Told.by(() -> {
            feeding.accept(bytes -> decoder.feed(bytes, assembler::accept));
            decoder.end(assembler::accept);
            return assembler.response();
        });
    }

    /** Whether anything in the bytes can be an end; with escapes, or bytes that are no UTF-8, a name can hide. */
    private static boolean mayHaveEnded(byte[] stream) {
        String text = new String(stream, ISO_8859_1);
        return ENDS.stream().anyMatch(text::contains) || Utf8.strict(stream) == null;
    }
}
