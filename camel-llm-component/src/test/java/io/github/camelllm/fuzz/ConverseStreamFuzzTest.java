/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.bedrock.BedrockDialect;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import io.github.camelllm.test.bedrock.EventStreamMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;

/** Streams of Converse: each line of the input is a message, its event's name, a space and its payload. */
class ConverseStreamFuzzTest {

    private static final BedrockDialect DIALECT = new BedrockDialect();
    private static final Target TARGET = new Target(
            ProviderProfile.builder(
                            "fuzzed",
                            BedrockDialect.ID,
                            new Source("none", LocalDate.of(2026, 11, 25), Source.Kind.DOCUMENTATION))
                    .build(),
            ModelProfile.unlisted("a.model"));
    private static final ChatRequest PLAIN = ChatRequest.of("Hello");
    private static final ChatRequest FORMED = ChatRequest.builder()
            .user("Hello")
            .output(new OutputFormat.JsonSchema("form", Map.of("type", "object"), null, null))
            .build();

    private static Told<ChatResponse> told(ChatRequest request, Consumer<Consumer<ByteBuffer>> feeding) {
        StreamDecoder decoder = DIALECT.chatStream(Headers.NONE, request, TARGET);
        ChatAssembler assembler = new ChatAssembler(TARGET, request, null);
        Told<ChatResponse> told = Told.by(() -> {
            feeding.accept(bytes -> decoder.feed(bytes, assembler::accept));
            decoder.end(assembler::accept);
            return assembler.response();
        });
        assembler.partial().ifPresent(Told::assertCounted);
        return told;
    }

    @FuzzTest(maxDuration = "")
    void a_stream_is_whole_or_a_typed_error_however_it_is_cut(byte[] input) {
        ChatRequest request = input.length > 0 && input[0] == 'f' ? FORMED : PLAIN;
        byte[] stream = messages(new String(input, ISO_8859_1));

        Told<ChatResponse> whole = told(request, reader -> reader.accept(ByteBuffer.wrap(stream)));

        whole.assertSame("the same stream in pieces", told(request, reader -> Pieces.feed(stream, reader)));
        ChatResponse answer = whole.answer();
        if (answer != null) {
            Told.assertCounted(answer);
            assertThat(new String(stream, ISO_8859_1)).contains("messageStop");
        }
    }

    private static byte[] messages(String input) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        input.lines().skip(1).forEach(line -> {
            int space = line.indexOf(' ');
            String name = space < 0 ? line : line.substring(0, space);
            byte[] payload = line.substring(space + 1).getBytes(UTF_8);
            stream.writeBytes(
                    name.startsWith("!")
                            ? EventStreamMessage.exception(name.substring(1), payload)
                            : EventStreamMessage.event(name, payload));
        });
        return stream.toByteArray();
    }
}
