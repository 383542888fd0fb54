/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** The work that every candidate does: one question, its answer at once (648 bytes), or in chunks of 203 bytes. */
final class Work {

    static final String KEY = "sk-benchmark";
    static final String MODEL = "gpt-4o-mini";
    static final String ANSWERING = "gpt-4o-mini-2024-07-18";
    static final String SYSTEM = "You answer travellers in one sentence.";
    static final String QUESTION = "My train to Vienna was cancelled. May I take the next one with the same ticket?";
    static final double TEMPERATURE = 0.2;
    static final int MAX_TOKENS = 200;
    static final long INPUT_TOKENS = 38;
    static final long OUTPUT_TOKENS = 26;
    static final String TEXT =
            "Yes: when a train is cancelled, your ticket is valid on the next one to the same place.";

    private static final String PIECE = " word";

    private Work() {}

    /** The body of a whole answer, as the provider sends it. */
    static byte[] whole() {
        return ("{\"id\":\"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG\",\"object\":\"chat.completion\",\"created\":1741570283,"
                        + "\"model\":\"" + ANSWERING
                        + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"" + TEXT
                        + "\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                        + usage() + ",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_fc9f1d7035\"}")
                .getBytes(UTF_8);
    }

    /** The events of a streamed answer with so many pieces of text. */
    static List<byte[]> events(int pieces) {
        List<byte[]> events = new ArrayList<>(pieces + 3);
        for (int i = 0; i < pieces; i++) {
            events.add(event("{\"content\":\"" + PIECE + "\"}", "null"));
        }
        events.add(event("{}", "\"stop\""));
        events.add(("data: " + head() + "\"choices\":[]," + usage() + "}\n\n").getBytes(UTF_8));
        events.add("data: [DONE]\n\n".getBytes(UTF_8));
        return events;
    }

    /** Whether the answer is the one that the server gave. */
    static boolean right(Answer answer, int pieces) {
        boolean text = pieces == 0
                ? answer.text().equals(TEXT)
                : answer.text().length() == pieces * PIECE.length()
                        && answer.text().endsWith(PIECE);
        return text
                && answer.model().equals(ANSWERING)
                && answer.finish().equalsIgnoreCase("stop")
                && answer.inputTokens() == INPUT_TOKENS
                && answer.outputTokens() == OUTPUT_TOKENS;
    }

    private static byte[] event(String delta, String finish) {
        return ("data: " + head() + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish
                        + "}]}\n\n")
                .getBytes(UTF_8);
    }

    private static String head() {
        return "{\"id\":\"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG\",\"object\":\"chat.completion.chunk\",\"created\":1741570283,"
                + "\"model\":\"" + ANSWERING + "\",";
    }

    private static String usage() {
        return "\"usage\":{\"prompt_tokens\":" + INPUT_TOKENS + ",\"completion_tokens\":" + OUTPUT_TOKENS
                + ",\"total_tokens\":" + (INPUT_TOKENS + OUTPUT_TOKENS)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},\"completion_tokens_details\":"
                + "{\"reasoning_tokens\":0,\"audio_tokens\":0}}";
    }
}
