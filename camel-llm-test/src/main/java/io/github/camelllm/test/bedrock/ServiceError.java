/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import java.util.Locale;
import java.util.Map;

/**
 * An error in the form of AWS: the type in a header, the words in the body.
 *
 * @param member of the body that holds the words: the layer that checks logins writes it with a capital letter
 */
record ServiceError(int status, String type, String member, String message) {

    private static final String NAMESPACE = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

    ServiceError(int status, String type, String message) {
        this(status, type, "message", message);
    }

    static ServiceError invalid(String message) {
        return new ServiceError(400, "ValidationException", message);
    }

    Payload payload(WireCall call) {
        return Payload.whole(status, "application/json", body())
                .with(Map.of("x-amzn-ErrorType", type + NAMESPACE, "x-amzn-RequestId", ConverseWire.requestId(call)));
    }

    RefusedException refusal(WireCall call) {
        return new RefusedException(payload(call));
    }

    /** The same within a stream; its type begins with a small letter there. */
    Frame frame() {
        String name = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        return new Frame(Frame.Kind.ERROR, EventStreamMessage.exception(name, body()));
    }

    private byte[] body() {
        return Nodes.bytes(Nodes.object().put(member, message));
    }
}
