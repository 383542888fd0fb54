/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.wire.Nodes;
import org.jspecify.annotations.Nullable;

/** An OpenAI-compatible server at its most common: vLLM. */
public final class VllmWire extends CompatibleWire {

    public VllmWire() {
        says(ErrorCase.BAD_KEY, () -> json(401, Nodes.object().put("error", "Unauthorized")));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "You passed 1015 input tokens and requested 10 output tokens. However, the model's context length is"
                                + " only 1024 tokens, resulting in a maximum input length of 1014 tokens.",
                        "BadRequestError",
                        "input_tokens"));
    }

    @Override
    public String id() {
        return "openai-compatible";
    }

    @Override
    Payload refusal(int status, String message, String type, @Nullable String param) {
        ObjectNode body = Nodes.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", status);
        return json(status, body);
    }

    @Override
    String reasoningMember() {
        return "reasoning";
    }

    @Override
    void decorateChoice(ObjectNode choice) {
        choice.putNull("stop_reason");
    }
}
