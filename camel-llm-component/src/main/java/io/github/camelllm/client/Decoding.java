/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** How the bytes of the answer to a streamed call become events and, at last, a whole answer. Confined to its run. */
interface Decoding {

    void feed(ByteBuffer bytes, Consumer<StreamEvent> events);

    /** The body ended properly: the last events and the whole answer, not yet priced. */
    ChatResponse end(Consumer<StreamEvent> events);

    /** What came of a body that is read only when it is whole. */
    default ByteChunks unread() {
        return ByteChunks.EMPTY;
    }

    /** What came so far, not yet priced; empty when nothing did. */
    Optional<ChatResponse> partial();
}
