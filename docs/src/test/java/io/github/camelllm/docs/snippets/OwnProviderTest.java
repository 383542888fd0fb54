/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmComponent;
import io.github.camelllm.test.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One YAML file and no code make a provider. */
class OwnProviderTest {

    @TempDir
    Path folder;

    @Test
    void a_file_in_the_folder_of_profiles_makes_a_provider() throws Exception {
        Files.copy(Path.of("src/test/resources/profiles/acme.yaml"), folder.resolve("acme.yaml"));
        try (Routes routes = new Routes()) {
            routes.simulator
                    .provider("openai-compatible")
                    .enqueue(Reply.text("Beep.").usage(1_000_000, 0));
            routes.context.getComponent("llm", LlmComponent.class).setProfilesDirectory(folder.toString());
            routes.context.start();

            String baseUrl = routes.simulator.provider("openai-compatible").baseUrl();
            Exchange answer = routes.send("llm:acme?apiKey=acme-key&baseUrl=" + baseUrl, "Say something.");

            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getBody()).isEqualTo("Beep.");
            assertThat(answer.getMessage().getHeader("CamelLlmProvider")).isEqualTo("acme");
            assertThat(answer.getMessage().getHeader("CamelLlmCost")).hasToString("0.15");
            assertThat(routes.simulator.lastRequest().model()).isEqualTo("acme-small");
            assertThat(routes.simulator.lastRequest().header("Authorization")).isEqualTo("Bearer acme-key");
        }
    }
}
