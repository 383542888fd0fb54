/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that leaves itself a given number of bytes of free heap and then sends a prompt and gets an answer of given
 * sizes. Runs out of memory when the call needs more.
 */
public final class BigBodies {
    private BigBodies() {}

    /** Base URL, bytes of the prompt, bytes of free heap. */
    public static void main(String[] arguments) {
        String prompt = "p".repeat(Integer.parseInt(arguments[1]));
        long allowed = Long.parseLong(arguments[2]);
        try (LlmClient client = LlmClient.builder().build()) {
            LoadedModel model = client.load(
                    "openai",
                    "gpt-4.1",
                    TargetSettings.STANDARD.withBaseUrl(arguments[0]).withApiKey(SecretSource.of("k")));
            model.complete(ChatRequest.of("warm up"))
                    .result()
                    .toCompletableFuture()
                    .join();
            List<byte[]> ballast = ballast(allowed);

            ChatResponse response = model.complete(ChatRequest.of(prompt))
                    .result()
                    .toCompletableFuture()
                    .join();

            System.out.println("answer " + response.text().length() + " beside " + ballast.size() + " blocks");
        }
    }

    private static List<byte[]> ballast(long allowed) {
        List<byte[]> blocks = new ArrayList<>(256);
        while (free() > allowed + (1 << 18)) {
            blocks.add(new byte[1 << 18]);
        }
        return blocks;
    }

    private static long free() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }
}
