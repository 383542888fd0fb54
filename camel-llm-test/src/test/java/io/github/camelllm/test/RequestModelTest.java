/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests want to know which model was asked, wherever the provider has it. */
class RequestModelTest {

    private final ProviderSimulator simulator = ProviderSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/google-ai/v1beta/models/gemini-2.5-flash:generateContent, gemini-2.5-flash",
        "/google-ai/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse, gemini-2.5-flash",
        "/vertex-ai/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-pro:generateContent, gemini-2.5-pro",
        "/bedrock/model/amazon.nova-lite-v1%3A0/converse, amazon.nova-lite-v1:0",
        "/bedrock/model/amazon.titan-embed-text-v1/invoke, amazon.titan-embed-text-v1",
        "/bedrock/elsewhere, ''",
        "/azure-openai/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21, my-gpt",
        "/azure-openai/openai/v1/chat/completions, in-the-body",
        "/mistral/v1/chat/completions, in-the-body",
        "/anthropic/v1/messages, in-the-body"
    })
    void the_asked_model_is_found_where_the_provider_has_it(String path, String model) {
        try (RawClient client = new RawClient(simulator.port())) {
            client.post(path, Calls.chat("in-the-body", false));
            client.readUntil("\r\n\r\n");
        }

        assertThat(simulator.lastRequest().model()).isEqualTo(model);
    }
}
