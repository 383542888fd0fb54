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
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

class ChatStreamFuzzTest {

    private static final ChatRequest REQUEST = ChatRequest.of("Hello");

    /** One stream on its way through decoder and assembler. */
    private static final class Listening {
        private final StreamDecoder decoder;
        private final ChatAssembler assembler;
        private final StringBuilder heard = new StringBuilder();
        private @Nullable Told<ChatResponse> told;
        private String heardBeforeEnd = "";

        Listening(Target target, Consumer<Listening> feeding) {
            decoder = FuzzedTargets.DIALECT.chatStream(Headers.NONE, REQUEST, target);
            assembler = new ChatAssembler(target, REQUEST, null);
            told = Told.by(() -> {
                try {
                    feeding.accept(this);
                } finally {
                    heardBeforeEnd = heard.toString();
                }
                decoder.end(this::event);
                return assembler.response();
            });
        }

        void feed(ByteBuffer bytes) {
            decoder.feed(bytes, this::event);
        }

        Told<ChatResponse> told() {
            return Objects.requireNonNull(told);
        }

        private void event(StreamEvent event) {
            assembler.accept(event);
            if (event instanceof StreamEvent.TextDelta delta && delta.choice() == 0) {
                heard.append(delta.text());
            }
        }
    }

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "answers.dict")
    void a_stream_is_whole_or_a_typed_error_and_what_came_of_it_was_its_beginning(byte[] input) {
        Target target = FuzzedTargets.of(input);
        byte[] stream = Utf8.after(1, input);
        Listening whole = new Listening(target, it -> it.feed(ByteBuffer.wrap(stream)));
        assertSound(stream, whole);
        int cut = Pieces.cut(stream);
        if (cut % 2 == 0) {
            assertPiecesTellTheSame(stream, target, whole);
        } else {
            assertBeginningIsNoMore(Arrays.copyOf(stream, cut), target, whole);
        }
    }

    private static void assertPiecesTellTheSame(byte[] stream, Target target, Listening whole) {
        Listening pieces = new Listening(target, it -> Pieces.feed(stream, it::feed));
        whole.told().assertSame("the same stream in pieces", pieces.told());
        if (!whole.heard.toString().contentEquals(pieces.heard)) {
            assertThat(pieces.heard).hasToString(whole.heard.toString());
        }
    }

    private static void assertBeginningIsNoMore(byte[] beginning, Target target, Listening whole) {
        Listening cut = new Listening(target, it -> it.feed(ByteBuffer.wrap(beginning)));
        if (whole.heard.indexOf(cut.heardBeforeEnd) != 0) {
            assertThat(whole.heard.toString()).startsWith(cut.heardBeforeEnd);
        }
        assertSound(beginning, cut);
    }

    private static void assertSound(byte[] stream, Listening listening) {
        ChatResponse answer = listening.told().answer();
        LlmException error = listening.told().error();
        if (answer != null) {
            Told.assertCounted(answer);
            if (!mayHaveEnded(stream)) {
                assertThat(answer).as("an answer of a stream that never ended").isNull();
            }
        } else {
            listening.assembler.partial().ifPresent(Told::assertCounted);
            assertThat(error).isNotNull();
        }
    }

    /**
     * Whether anything in the stream can be an end. With escapes in the JSON a name can hide, and Jackson's non-blocking
     * parser passes over bytes in names that are no UTF-8.
     */
    private static boolean mayHaveEnded(byte[] stream) {
        String text = new String(stream, ISO_8859_1);
        return text.contains("[DONE]")
                || text.contains("finish_reason")
                || text.contains("chat.completion.done")
                || text.contains("\\u")
                || Utf8.strict(stream) == null
                || text.stripLeading().startsWith("{");
    }
}
