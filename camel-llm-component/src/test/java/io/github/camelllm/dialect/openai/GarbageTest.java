/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes arrive, the dialect answers or throws its own exception, and quickly. */
class GarbageTest {

    private static final int ROUNDS = 5_000;

    private static final Target TARGET = Targets.with(
            OpenAiQuirks.THINK_TAGS, true,
            OpenAiQuirks.TERMINAL_OBJECT, "chat.completion.done",
            OpenAiQuirks.USAGE_FALLBACK, "x_groq.usage",
            OpenAiQuirks.EXTRAS, List.of("provider", "citations"),
            OpenAiQuirks.BILL_PATH, "cost.total_cost",
            OpenAiQuirks.BILL_OWN_KEY_PATH, "cost_details.upstream_inference_cost");

    private static final String CHOICE =
            "{\"index\":0,\"%s\":{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":"
                    + "[{\"type\":\"text\",\"text\":\"hm\"}]},{\"type\":\"text\",\"text\":\"<think>x</think>7\"}],\"reasoning\":\"r\",\"reasoning_details\":"
                    + "[{\"type\":\"reasoning.text\",\"text\":\"d\",\"index\":0}],\"refusal\":\"no\",\"tool_calls\":[{\"index\":0,\"id\":\"call_1\","
                    + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}],\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":"
                    + "{\"url\":\"https://a.example\",\"start_index\":1}}],\"images\":[{\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}}],"
                    + "\"audio\":{\"id\":\"a\",\"data\":\"AQID\",\"transcript\":\"t\"}},\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-0.5,"
                    + "\"top_logprobs\":[]}]},\"finish_reason\":\"stop\"}";

    private static final String REST =
            "\"id\":\"x\",\"object\":\"chat.completion\",\"model\":\"m\",\"service_tier\":\"default\",\"provider\":\"p\","
                    + "\"citations\":[\"https://a.example\"],\"search_results\":[{\"url\":\"https://a.example\",\"title\":\"A\"}],\"x_groq\":{\"usage\":"
                    + "{\"prompt_tokens\":1}},\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15,\"prompt_tokens_details\":"
                    + "{\"cached_tokens\":3},\"completion_tokens_details\":{\"reasoning_tokens\":2},\"cost\":{\"total_cost\":0.5},\"is_byok\":true,"
                    + "\"cost_details\":{\"upstream_inference_cost\":1e-5}}";

    private static final List<String> SPICES = List.of(
            "null",
            "{}",
            "[]",
            "\"\"",
            "-1",
            "1e999999999",
            "99999999999999999999",
            "true",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            ",",
            ":",
            "\n\n",
            "data: ",
            "\u0000",
            "[DONE]",
            "0.1");

    private static byte[] spoiled(String wire, Random random) {
        StringBuilder text = new StringBuilder(wire);
        for (int i = 1 + random.nextInt(3); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.replace(at, to, SPICES.get(random.nextInt(SPICES.size())));
                case 1 -> text.delete(at, to);
                case 2 -> text.insert(at, text.substring(at, to));
                default -> value(text, at, random);
            }
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    /** Puts another value in the place of one. */
    private static void value(StringBuilder text, int from, Random random) {
        int colon = text.indexOf(":", from);
        int end = colon < 0 ? -1 : text.indexOf(",", colon);
        if (end > 0) {
            text.replace(colon + 1, end, SPICES.get(random.nextInt(SPICES.size())));
        }
    }

    private static void only(byte[] input, Runnable decode) {
        try {
            decode.run();
        } catch (LlmException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        } catch (RuntimeException other) {
            throw new AssertionError("for the input " + new String(input, UTF_8), other);
        }
    }

    @Test
    void spoiled_answers_are_answers_or_errors() {
        Random random = new Random(1);
        String wire = "{" + REST + ",\"choices\":[" + CHOICE.formatted("message") + "]}";
        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = spoiled(wire, random);
            WireReply reply = new WireReply(200, Headers.NONE, ByteChunks.of(body));
            only(body, () -> Streams.DIALECT.chatResponse(reply, Streams.REQUEST, TARGET));
        }
    }

    @Test
    void spoiled_streams_are_answers_or_errors() {
        Random random = new Random(2);
        String wire = "data: {\"choices\":[" + CHOICE.formatted("delta").replace("\"stop\"", "null") + "]," + REST
                + "}\n\nevent: x\ndata: {" + REST + ",\"choices\":[" + CHOICE.formatted("delta")
                + "]}\n\ndata: [DONE]\n\n";
        for (int i = 0; i < ROUNDS; i++) {
            byte[] stream = spoiled(wire, random);
            int cut = random.nextInt(stream.length + 1);
            only(stream, () -> {
                ChatAssembler assembler = new ChatAssembler(TARGET, Streams.REQUEST, null);
                StreamDecoder decoder = Streams.DIALECT.chatStream(Headers.NONE, Streams.REQUEST, TARGET);
                try {
                    decoder.feed(ByteBuffer.wrap(stream, 0, cut), assembler::accept);
                    decoder.feed(ByteBuffer.wrap(stream, cut, stream.length - cut), assembler::accept);
                    decoder.end(assembler::accept);
                    assembler.response();
                } finally {
                    assembler.partial();
                }
            });
        }
    }

    @Test
    void spoiled_errors_are_errors() {
        Random random = new Random(3);
        String wire =
                "{\"error\":{\"code\":429,\"message\":\"m\",\"type\":\"t\",\"metadata\":{\"error_type\":\"e\",\"raw\":\"r\",\"reasons\":[1],"
                        + "\"availability\":{\"retry_after\":2.5}},\"param\":null},\"detail\":[{\"loc\":[\"body\",1],\"msg\":\"x\"}],\"message\":{\"detail\":\"d\"}}";
        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = spoiled(wire, random);
            WireReply reply = new WireReply(400 + random.nextInt(130), Headers.NONE, ByteChunks.of(body));
            only(body, () -> {
                throw Streams.DIALECT.error(reply, "chat", TARGET);
            });
        }
    }

    @Test
    void spoiled_vectors_are_vectors_or_errors() {
        Random random = new Random(4);
        String wire =
                "{\"id\":\"e\",\"model\":\"m\",\"data\":[{\"index\":0,\"embedding\":[0.5,-1e-3]},{\"index\":1,\"embedding\":\"AACAPw==\"}],"
                        + "\"usage\":{\"prompt_tokens\":4,\"cost\":{\"total_cost\":0.1}}}";
        EmbeddingRequest two = EmbeddingRequest.of(List.of("a", "b"));
        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = spoiled(wire, random);
            WireReply reply = new WireReply(200, Headers.NONE, ByteChunks.of(body));
            only(body, () -> Streams.DIALECT.embedResponse(reply, two, TARGET));
        }
    }
}
