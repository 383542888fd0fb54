/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import io.github.camelllm.test.openai.OpenAiWire;

/** OpenAI once more, for the profile that has Responses as its usual API. */
public final class ResponsesOnlyWire extends OpenAiWire {

    @Override
    public String id() {
        return "openai-responses";
    }
}
