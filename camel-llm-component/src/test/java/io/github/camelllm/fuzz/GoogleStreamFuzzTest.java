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
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.google.GoogleDialect;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Consumer;

/** Streams of generateContent, and bodies in their place. */
class GoogleStreamFuzzTest {

    private static final Dialect DIALECT = new GoogleDialect();
    private static final ChatRequest REQUEST = ChatRequest.of("Hello");
    private static final Target TARGET = new Target(
            ProviderProfile.builder(
                            "fuzzed",
                            GoogleDialect.ID,
                            new Source("none", LocalDate.of(2026, 11, 25), Source.Kind.DOCUMENTATION))
                    .build(),
            ModelProfile.unlisted("model-1"));

    /** One stream on its way through decoder and assembler. */
    private static final class Listening {
        private final StreamDecoder decoder = DIALECT.chatStream(Headers.NONE, REQUEST, TARGET);
        private final ChatAssembler assembler = new ChatAssembler(TARGET, REQUEST, null);
        private final StringBuilder heard = new StringBuilder();
        private final Told<ChatResponse> told;
        private String heardBeforeEnd = "";

        Listening(Consumer<Consumer<ByteBuffer>> feeding) {
            told = Told.by(() -> {
                try {
                    feeding.accept(bytes -> decoder.feed(bytes, this::event));
                } finally {
                    heardBeforeEnd = heard.toString();
                }
                decoder.end(this::event);
                return assembler.response();
            });
        }

        private void event(StreamEvent event) {
            assembler.accept(event);
            if (event instanceof StreamEvent.TextDelta delta && delta.choice() == 0) {
                heard.append(delta.text());
            }
        }
    }

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "google.dict")
    void a_stream_is_whole_or_a_typed_error_and_an_answer_can_be_sent_back(byte[] stream) {
        Listening whole = new Listening(feed -> feed.accept(ByteBuffer.wrap(stream)));
        assertSound(stream, whole);
        int cut = Pieces.cut(stream);
        if (cut % 2 == 0) {
            Listening pieces = new Listening(feed -> Pieces.feed(stream, feed));
            whole.told.assertSame("the same stream in pieces", pieces.told);
            assertThat(pieces.heard).hasToString(whole.heard.toString());
        } else {
            byte[] beginning = Arrays.copyOf(stream, cut);
            Listening part = new Listening(feed -> feed.accept(ByteBuffer.wrap(beginning)));
            assertThat(whole.heard.toString()).startsWith(part.heardBeforeEnd);
            assertSound(beginning, part);
        }
    }

    private static void assertSound(byte[] stream, Listening listening) {
        ChatResponse answer = listening.told.answer();
        if (answer == null) {
            listening.assembler.partial().ifPresent(Told::assertCounted);
            return;
        }
        Told.assertCounted(answer);
        if (!mayHaveEnded(stream)) {
            assertThat(answer).as("an answer of a stream that never ended").isNull();
        }
        assertCanBeSentBack(answer);
    }

    /** What came goes back with the next turn as JSON, or is refused with a reason. */
    private static void assertCanBeSentBack(ChatResponse answer) {
        ChatRequest next =
                REQUEST.toBuilder().message(answer.message()).user("Go on.").build();
        try {
            String body = DIALECT.chat(next, TARGET, false).body().text();
            assertThat(JsonTree.readObject(body)).containsKey("contents");
        } catch (LlmException refused) {
            assertThat(refused.kind()).isIn(ErrorKind.INVALID_REQUEST, ErrorKind.UNSUPPORTED_FEATURE);
            Told.assertTelling(refused);
        }
    }

    /** Whether anything in the stream can be an end. With escapes in the JSON a name can hide. */
    private static boolean mayHaveEnded(byte[] stream) {
        String text = new String(stream, ISO_8859_1);
        return text.contains("finishReason")
                || text.contains("blockReason")
                || text.contains("\\u")
                || Utf8.strict(stream) == null;
    }
}
