/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

/** A stream sent an event that is longer than the reader may hold. */
public final class EventTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EventTooLargeException(int maxBytes) {
        super("an event of the stream is longer than " + maxBytes + " bytes");
    }
}
