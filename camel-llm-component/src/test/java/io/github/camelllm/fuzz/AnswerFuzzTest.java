/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

class AnswerFuzzTest {

    private static final ChatRequest REQUEST = ChatRequest.of("Hello");
    private static final long MOST_TOKENS = 1_000_000_000;

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "answers.dict")
    void an_answer_is_read_as_jackson_reads_it_or_is_a_typed_error(byte[] input) {
        Target target = FuzzedTargets.of(input);
        byte[] body = Utf8.after(1, input);

        Told<ChatResponse> told = Told.by(() -> FuzzedTargets.DIALECT.chatResponse(
                new WireReply(200, Headers.NONE, ByteChunks.of(body)), REQUEST, target));

        told.assertSame("the same body in place of a stream", Told.by(() -> inPlaceOfStream(body, target)));
        if (told.answer() != null) {
            Told.assertCounted(told.answer());
            assertJacksonSeesIt(body, told.answer());
        }
    }

    private static ChatResponse inPlaceOfStream(byte[] body, Target target) {
        ChatAssembler assembler = new ChatAssembler(target, REQUEST, null);
        StreamDecoder decoder = FuzzedTargets.DIALECT.chatStream(Headers.NONE, REQUEST, target);
        if (body.length == 0 || body[0] != '{') {
            return FuzzedTargets.DIALECT.chatResponse(
                    new WireReply(200, Headers.NONE, ByteChunks.of(body)), REQUEST, target);
        }
        decoder.feed(ByteBuffer.wrap(body), assembler::accept);
        decoder.end(assembler::accept);
        return assembler.response();
    }

    /** Of bodies without traps, the text and the prompt tokens are just what stands there. */
    private static void assertJacksonSeesIt(byte[] body, ChatResponse answer) {
        String text = Utf8.strict(body);
        if (text == null || text.startsWith("\uFEFF")) {
            return;
        }
        Reference.assertIsJson(text);
        JsonNode json = Reference.unambiguous(text);
        if (json == null) {
            return;
        }
        JsonNode choices = json.path("choices");
        JsonNode message = choices.path(0).path("message");
        String content = message.path("content").textValue();
        if (choices.size() == 1
                && content != null
                && message.size() == 1
                && !content.contains("<")
                && !content.equals(answer.text())) {
            assertThat(answer.text()).isEqualTo(content);
        }
        JsonNode prompt = json.path("usage").path("prompt_tokens");
        if (prompt.isIntegralNumber() && prompt.longValue() >= 0 && prompt.longValue() < MOST_TOKENS) {
            if (!answer.usage().inputTokens().equals(OptionalLong.of(prompt.longValue()))) {
                assertThat(answer.usage().inputTokens()).hasValue(prompt.longValue());
            }
        }
    }
}
