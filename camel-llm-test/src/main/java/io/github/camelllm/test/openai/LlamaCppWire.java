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
import io.github.camelllm.test.wire.Nodes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The server of llama.cpp: timings in the last chunk, errors with the code first. */
public final class LlamaCppWire extends CompatibleWire {

    public LlamaCppWire() {
        says(ErrorCase.BAD_KEY, () -> refusal(401, "Invalid API Key", "authentication_error", null));
        says(ErrorCase.OVERLOADED, () -> refusal(503, "Loading model", "unavailable_error", null));
        says(ErrorCase.CONTEXT_TOO_LONG, LlamaCppWire::tooLong);
    }

    private static Payload tooLong() {
        ObjectNode body = Nodes.object();
        body.putObject("error")
                .put("code", 400)
                .put("message", "the request exceeds the available context size, try increasing it")
                .put("type", "exceed_context_size_error")
                .put("n_prompt_tokens", 14_429)
                .put("n_ctx", 8192);
        return json(400, body);
    }

    @Override
    public String id() {
        return "llama-cpp";
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return refusal(401, "Invalid API Key", "authentication_error", null);
    }

    @Override
    Payload refusal(int status, String message, String type, @Nullable String param) {
        String ownType = type.equals("BadRequestError") ? "invalid_request_error" : type.toLowerCase(Locale.ROOT);
        ObjectNode body = Nodes.object();
        body.putObject("error").put("code", status).put("message", message).put("type", ownType);
        return json(status, body);
    }

    @Override
    void decorate(ChatCall call, ObjectNode last) {
        last.put("system_fingerprint", "b9554-abc");
        last.putObject("timings")
                .put("cache_n", call.tokens().cached())
                .put("prompt_n", call.tokens().input() - call.tokens().cached())
                .put("prompt_ms", 30.9)
                .put("predicted_n", call.tokens().output())
                .put("predicted_ms", 661.0)
                .put("predicted_per_second", 52.9);
    }
}
