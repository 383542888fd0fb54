/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import io.github.camelllm.test.WireCall;

/** The login of a call: a Bedrock API key, or a signature of AWS. */
final class Login {

    private static final String BEARER = "Bearer ";

    private Login() {}

    static void check(WireCall call) {
        String authorization = call.request().header("Authorization");
        if (authorization.startsWith(Signature.ALGORITHM)) {
            Signature.check(call);
        } else if (!authorization.startsWith(BEARER)) {
            throw refusal("MissingAuthenticationTokenException", "Missing Authentication Token", call);
        } else if (!call.keyAccepted(authorization.substring(BEARER.length()))) {
            throw refusal(
                    "AccessDeniedException", "Authentication failed: Please make sure your API Key is valid.", call);
        }
    }

    static RuntimeException refusal(String type, String message, WireCall call) {
        return new ServiceError(403, type, "Message", message).refusal(call);
    }
}
