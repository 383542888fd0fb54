/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.error.ErrorKind;
import java.util.Map;

/** What an HTTP status means when nothing else tells. Sources: the sections Errors of the providers' facts, read 2026-11-25. */
public final class StatusKinds {

    private static final Map<Integer, ErrorKind> STATUSES = Map.ofEntries(
            Map.entry(401, ErrorKind.AUTHENTICATION_FAILED),
            Map.entry(402, ErrorKind.QUOTA_EXHAUSTED),
            Map.entry(403, ErrorKind.PERMISSION_DENIED),
            Map.entry(404, ErrorKind.MODEL_NOT_FOUND),
            Map.entry(408, ErrorKind.SERVER_ERROR),
            Map.entry(409, ErrorKind.SERVER_ERROR),
            Map.entry(412, ErrorKind.PERMISSION_DENIED),
            Map.entry(413, ErrorKind.CONTEXT_TOO_LONG),
            Map.entry(423, ErrorKind.OVERLOADED),
            Map.entry(424, ErrorKind.SERVER_ERROR),
            Map.entry(425, ErrorKind.SERVER_ERROR),
            Map.entry(429, ErrorKind.RATE_LIMITED),
            Map.entry(498, ErrorKind.OVERLOADED),
            Map.entry(501, ErrorKind.UNSUPPORTED_FEATURE),
            Map.entry(503, ErrorKind.OVERLOADED),
            Map.entry(529, ErrorKind.OVERLOADED));

    private StatusKinds() {}

    /** The kind. An error that came with a status of success can only be the server's. */
    public static ErrorKind of(int status) {
        ErrorKind kind = STATUSES.get(status);
        if (kind != null) {
            return kind;
        }
        return status >= 400 && status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.SERVER_ERROR;
    }
}
