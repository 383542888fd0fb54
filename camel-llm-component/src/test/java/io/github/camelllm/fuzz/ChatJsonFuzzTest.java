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
import io.github.camelllm.json.ChatJson;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.model.ChatRequest;

class ChatJsonFuzzTest {

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "requests.dict")
    void a_request_in_json_survives_a_round_or_is_refused_with_reasons(byte[] json) {
        ChatRequest request;
        try {
            request = ChatJson.request(Utf8.text(json));
        } catch (JsonException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }

        ChatRequest again = ChatJson.request(ChatJson.write(request));

        if (!again.equals(request)) {
            assertThat(again).isEqualTo(request);
        }
    }
}
