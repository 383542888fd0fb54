/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import java.util.List;

/**
 * An error in Google's form.
 *
 * @param code the HTTP status
 * @param status Google's name of it
 * @param details typed details
 */
record ApiError(int code, String status, String message, List<ObjectNode> details) {

    private static final String TYPE = "type.googleapis.com/google.rpc.";

    static ApiError of(int code, String status, String message) {
        return new ApiError(code, status, message, List.of());
    }

    static ApiError invalid(String message) {
        return of(400, "INVALID_ARGUMENT", message);
    }

    ApiError with(ObjectNode... typed) {
        return new ApiError(code, status, message, List.of(typed));
    }

    static ObjectNode info(String reason) {
        ObjectNode info = Nodes.object().put("@type", TYPE + "ErrorInfo").put("reason", reason);
        info.put("domain", "googleapis.com").putObject("metadata").put("service", "generativelanguage.googleapis.com");
        return info;
    }

    static ObjectNode quota(String id, String value) {
        ObjectNode failure = Nodes.object().put("@type", TYPE + "QuotaFailure");
        failure.putArray("violations")
                .addObject()
                .put("quotaMetric", "generativelanguage.googleapis.com/generate_content_free_tier_requests")
                .put("quotaId", id)
                .put("quotaValue", value);
        return failure;
    }

    static ObjectNode retry(String delay) {
        return Nodes.object().put("@type", TYPE + "RetryInfo").put("retryDelay", delay);
    }

    ObjectNode body() {
        ObjectNode body = Nodes.object();
        ObjectNode error = body.putObject("error")
                .put("code", code)
                .put("message", message)
                .put("status", status);
        if (!details.isEmpty()) {
            ArrayNode all = error.putArray("details");
            details.forEach(all::add);
        }
        return body;
    }

    /** The streaming method answers with a list. */
    Payload payload(WireCall call) {
        boolean listed = Asked.of(call.request()).streams();
        return Payload.whole(
                code, "application/json; charset=UTF-8", Nodes.bytes(listed ? Nodes.array(body()) : body()));
    }

    RefusedException refusal(WireCall call) {
        return new RefusedException(payload(call));
    }
}
