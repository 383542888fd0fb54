/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;

/** An error in the form of the Messages API. */
record ApiError(int status, String type, String message) {

    ObjectNode body() {
        ObjectNode body = Nodes.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return body;
    }

    Payload payload(WireCall call) {
        ObjectNode body = body().put(
                        "request_id",
                        "req_" + Ids.alnum("anthropic" + call.request().number(), 24));
        return Payload.whole(status, "application/json", Nodes.bytes(body));
    }

    RefusedException refusal(WireCall call) {
        return new RefusedException(payload(call));
    }
}
