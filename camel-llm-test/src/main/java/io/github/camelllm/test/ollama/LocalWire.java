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

/** A server of one's own: no key, no limits but its own, and prompts that are cut to the window without a word. */
public final class LocalWire extends OllamaWire {

    public LocalWire() {
        super(Map.of(
                ErrorCase.UNKNOWN_MODEL, unknownModel("no-such-model"),
                ErrorCase.CONTEXT_TOO_LONG, new ApiError(400, "the input length exceeds the context length"),
                ErrorCase.OVERLOADED,
                        new ApiError(503, "server busy, please try again.  maximum pending requests exceeded"),
                ErrorCase.SERVER_ERROR, new ApiError(500, "an error was encountered while running the model"),
                ErrorCase.MALFORMED_REQUEST, new ApiError(400, "invalid think value: \"often\"")));
    }

    @Override
    public String id() {
        return "ollama";
    }

    /** A proxy in front may want a key; the server itself does not. */
    @Override
    void checkKey(WireCall call, String key) {
        if (!call.keyAccepted(key)) {
            throw new ApiError(401, "unauthorized").refusal();
        }
    }
}
