/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;

/** An error in Ollama's form: a text. */
record ApiError(int status, String message) {

    ObjectNode body() {
        return Nodes.object().put("error", message);
    }

    Payload payload() {
        return Payload.whole(status, "application/json; charset=utf-8", Nodes.bytes(body()));
    }

    RefusedException refusal() {
        return new RefusedException(payload());
    }
}
