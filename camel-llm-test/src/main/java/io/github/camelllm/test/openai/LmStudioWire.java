/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Nodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LM Studio: errors as plain text, in a stream as a named event. */
public final class LmStudioWire extends CompatibleWire {

    public LmStudioWire() {
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "The number of tokens to keep from the initial prompt is greater than the context length.",
                        "",
                        null));
    }

    @Override
    public String id() {
        return "lm-studio";
    }

    @Override
    Payload refusal(int status, String message, String type, @Nullable String param) {
        return json(status, Nodes.object().put("error", message));
    }

    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        String message = Nodes.read(errorBytes(error)).path("error").asText();
        ObjectNode body = Nodes.object();
        body.putObject("error").put("message", message);
        return List.of(Sse.namedError(body.put("message", message)));
    }
}
