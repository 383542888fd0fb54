/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

/** The protocol to speak. */
public enum HttpVersion {
    /** HTTP/1.1 with keep-alive. */
    HTTP_1_1,

    /**
     * HTTP/2 where the server agrees (ALPN) on https, without asking (prior knowledge) on http. A connection serves one
     * exchange at a time, so that cancelling an exchange closes what the server is working for.
     */
    HTTP_2
}
