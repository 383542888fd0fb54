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
import io.github.camelllm.test.WireCall;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wire form of {@code llm:simulator}: OpenAI's forms, no key, any model, every kind of error. */
public final class SimulatorWire extends CompatibleWire {

    public SimulatorWire() {
        says(ErrorCase.BAD_KEY, () -> refusal(401, "The simulated key is wrong.", "invalid_api_key", null));
        says(
                ErrorCase.NO_PERMISSION,
                () -> refusal(403, "The simulated key may not do this.", "permission_denied", null));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400, "The prompt is longer than the simulated window.", "context_length_exceeded", "messages"));
        says(
                ErrorCase.CONTENT_BLOCKED,
                () -> refusal(400, "The simulated moderation refuses.", "content_policy_violation", null));
        says(
                ErrorCase.RATE_LIMITED,
                () -> refusal(429, "The simulated rate limit is reached.", "rate_limit_exceeded", null)
                        .with(Map.of("Retry-After", "1")));
        says(
                ErrorCase.QUOTA_EXHAUSTED,
                () -> refusal(429, "The simulated credit is used up.", "insufficient_quota", null));
        says(
                ErrorCase.OVERLOADED,
                () -> refusal(503, "The simulated provider is overloaded.", "server_is_overloaded", null));
        says(ErrorCase.SERVER_ERROR, () -> refusal(500, "The simulated provider failed.", "server_error", null));
    }

    @Override
    public String id() {
        return "simulator";
    }

    @Override
    Payload refusal(int status, String message, String code, @Nullable String param) {
        ObjectNode body = Deltas.error(message, status < 500 ? "invalid_request_error" : "server_error", param, code);
        return json(status, body);
    }

    @Override
    Map<String, String> headers(WireCall call) {
        return Map.of("x-request-id", "req_simulated_" + call.request().number());
    }
}
