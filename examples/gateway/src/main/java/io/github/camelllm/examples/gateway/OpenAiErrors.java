/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures in the form in which OpenAI's clients expect them. */
final class OpenAiErrors {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAiErrors.class);

    private OpenAiErrors() {}

    /** Makes the answer of a failed exchange. */
    static void answer(Exchange exchange) {
        answer(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** Makes the answer of a call that failed for that reason. */
    static void answer(Exchange exchange, Throwable caught) {
        LlmException llm = ObjectHelper.getException(LlmException.class, caught);
        Throwable problem = llm != null ? llm : caught;
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status(problem));
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (llm != null) {
            llm.retryAfter()
                    .ifPresent(wait -> exchange.getMessage()
                            .setHeader(
                                    "Retry-After",
                                    Math.max(1, wait.plusMillis(999).toSeconds())));
        }
        exchange.getMessage().setBody(body(problem).toString());
    }

    /** The body, which also is what a stream that breaks says last. */
    static ObjectNode body(Throwable problem) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error");
        if (problem instanceof RefusedException refused) {
            return fill(body, error, refused.getMessage(), refused.status(), refused.param(), refused.code());
        }
        if (problem instanceof LlmException llm) {
            ErrorDetails details = llm.details();
            String param = llm.kind() == ErrorKind.CONTEXT_TOO_LONG ? "messages" : null;
            return fill(body, error, details.text(), status(problem), param, code(details));
        }
        if (problem instanceof CallNotPermittedException) {
            return fill(body, error, "the model failed again and again and rests", 503, null, "overloaded");
        }
        LOG.error("a call failed unexpectedly", problem);
        return fill(body, error, "the gateway failed; its log says why", 500, null, "internal_error");
    }

    private static ObjectNode fill(
            ObjectNode body, ObjectNode error, String message, int status, @Nullable String param, String code) {
        error.put("message", message)
                .put("type", type(status))
                .put("param", param)
                .put("code", code);
        return body;
    }

    private static int status(Throwable problem) {
        if (problem instanceof RefusedException refused) {
            return refused.status();
        }
        if (problem instanceof CallNotPermittedException) {
            return 503;
        }
        return problem instanceof LlmException llm ? status(llm.kind()) : 500;
    }

    /** What is wrong with the gateway's own account at a provider is no fault of the client: it must not read like one. */
    private static int status(ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMITED, BUDGET_EXCEEDED -> 429;
            case CONTEXT_TOO_LONG, CONTENT_BLOCKED, INVALID_REQUEST, UNSUPPORTED_FEATURE -> 400;
            case MODEL_NOT_FOUND -> 404;
            case OVERLOADED -> 503;
            case TIMEOUT_CONNECT, TIMEOUT_RESPONSE, TIMEOUT_FIRST_TOKEN, TIMEOUT_IDLE, TIMEOUT_TOTAL -> 504;
            case CANCELLED -> 499;
            case AUTHENTICATION_FAILED,
                    PERMISSION_DENIED,
                    QUOTA_EXHAUSTED,
                    SERVER_ERROR,
                    CONNECTION_FAILED,
                    STREAM_INTERRUPTED,
                    RESPONSE_INVALID -> 502;
        };
    }

    private static String code(ErrorDetails details) {
        return switch (details.kind()) {
            case CONTEXT_TOO_LONG -> "context_length_exceeded";
            case CONTENT_BLOCKED -> "content_policy_violation";
            case RATE_LIMITED -> "rate_limit_exceeded";
            case BUDGET_EXCEEDED -> "insufficient_quota";
            default -> details.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
