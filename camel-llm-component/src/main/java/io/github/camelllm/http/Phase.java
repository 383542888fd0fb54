/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

/** How far an exchange has come. */
enum Phase {
    /** Waits for a connection of the pool. */
    QUEUED,
    /** A connection is being opened: name lookup, TCP, proxy, TLS. */
    CONNECTING,
    /** The request is on its way, no status yet. */
    SENDING,
    /** The status has come. */
    REPLY
}
