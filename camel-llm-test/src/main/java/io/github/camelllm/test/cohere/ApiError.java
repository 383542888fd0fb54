/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.cohere;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * An error in Cohere's form: flat, with a type only now and then.
 *
 * @param type null: none
 */
record ApiError(int status, String message, @Nullable String type) {

    ApiError(int status, String message) {
        this(status, message, null);
    }

    Payload payload(WireCall call) {
        ObjectNode body = Nodes.object()
                .put("id", Ids.uuid("error/" + call.request().number()))
                .put("message", message);
        if (type != null) {
            body.put("error_type", type);
        }
        return Payload.whole(status, "application/json", Nodes.bytes(body));
    }

    RefusedException refusal(WireCall call) {
        return new RefusedException(payload(call));
    }
}
