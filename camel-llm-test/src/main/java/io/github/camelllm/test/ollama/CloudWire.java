/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.ollama;

import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.WireCall;
import java.util.Map;

/** Ollama's cloud: a key, limits, and an error for a prompt that is too long. */
public final class CloudWire extends OllamaWire {

    public CloudWire() {
        super(Map.of(
                ErrorCase.BAD_KEY, new ApiError(401, "unauthorized"),
                ErrorCase.NO_PERMISSION, new ApiError(403, "this model requires a subscription"),
                ErrorCase.UNKNOWN_MODEL, unknownModel("no-such-model"),
                ErrorCase.CONTEXT_TOO_LONG,
                        new ApiError(400, "prompt too long; exceeded max context length by 1119046 tokens"),
                ErrorCase.RATE_LIMITED, new ApiError(429, "too many concurrent requests"),
                ErrorCase.OVERLOADED,
                        new ApiError(503, "server busy, please try again.  maximum pending requests exceeded"),
                ErrorCase.SERVER_ERROR, new ApiError(500, "an error was encountered while running the model"),
                ErrorCase.MALFORMED_REQUEST, new ApiError(400, "invalid think value: \"often\"")));
    }

    @Override
    public String id() {
        return "ollama-cloud";
    }

    @Override
    void checkKey(WireCall call, String key) {
        if (key.isEmpty() || !call.keyAccepted(key)) {
            throw new ApiError(401, "unauthorized").refusal();
        }
    }
}
