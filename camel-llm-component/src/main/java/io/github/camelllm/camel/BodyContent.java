/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a message says: a whole request, a conversation, or the parts of one user message.
 *
 * @param request null unless the body is one
 * @param messages of a conversation; empty unless the body is one
 * @param parts of a user message; may be empty
 */
record BodyContent(@Nullable ChatRequest request, List<Message> messages, List<Part> parts) {

    static BodyContent of(ChatRequest request) {
        return new BodyContent(request, request.messages(), List.of());
    }

    static BodyContent of(List<Message> messages) {
        return new BodyContent(null, List.copyOf(messages), List.of());
    }

    static BodyContent parts(List<Part> parts) {
        return new BodyContent(null, List.of(), List.copyOf(parts));
    }
}
