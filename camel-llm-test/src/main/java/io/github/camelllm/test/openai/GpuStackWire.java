/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.wire.Nodes;
import org.jspecify.annotations.Nullable;

/** GPUStack: usage in the finish chunk, no end mark, the stream just ends. */
public final class GpuStackWire extends CompatibleWire {

    @Override
    public String id() {
        return "gpustack";
    }

    @Override
    Payload refusal(int status, String message, String type, @Nullable String param) {
        ObjectNode body = Nodes.object();
        body.putObject("error").put("message", message).put("type", type).put("code", status);
        return json(status, body);
    }

    @Override
    boolean usageChunk() {
        return false;
    }

    @Override
    boolean endMark() {
        return false;
    }
}
