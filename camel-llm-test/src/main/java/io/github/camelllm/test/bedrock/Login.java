/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import io.github.camelllm.test.WireCall;

/** The login of a call: a Bedrock API key. */
final class Login {

    private static final String BEARER = "Bearer ";
    private static final String REFUSED = "AccessDeniedException";

    private Login() {}

    static void check(WireCall call) {
        String authorization = call.request().header("Authorization");
        if (!authorization.startsWith(BEARER)) {
            throw new ServiceError(
                            403, "MissingAuthenticationTokenException", "Message", "Missing Authentication Token")
                    .refusal(call);
        }
        if (!call.keyAccepted(authorization.substring(BEARER.length()))) {
            throw new ServiceError(
                            403, REFUSED, "Message", "Authentication failed: Please make sure your API Key is valid.")
                    .refusal(call);
        }
    }
}
