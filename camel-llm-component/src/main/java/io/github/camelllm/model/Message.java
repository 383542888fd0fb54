/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import java.util.Objects;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param parts what is said, in order; never null, may be empty
 */
public record Message(Role role, List<Part> parts) {

    public Message {
        Objects.requireNonNull(role, "role");
        parts = List.copyOf(parts);
    }

    /** Instructions of the application. */
    public static Message system(String text) {
        return new Message(Role.SYSTEM, List.of(Part.text(text)));
    }

    /** A user's words. */
    public static Message user(String text) {
        return new Message(Role.USER, List.of(Part.text(text)));
    }

    /** A user's parts. */
    public static Message user(Part... parts) {
        return new Message(Role.USER, List.of(parts));
    }

    /** The model's words. */
    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, List.of(Part.text(text)));
    }

    /** The model's parts, such as the tool calls of an earlier answer. */
    public static Message assistant(List<Part> parts) {
        return new Message(Role.ASSISTANT, parts);
    }

    /** What a tool answered, as text. */
    public static Message toolResult(String toolCallId, String text) {
        return new Message(Role.TOOL, List.of(new Part.ToolResult(toolCallId, null, List.of(Part.text(text)), false)));
    }

    /** The texts of the parts, joined. */
    public String text() {
        return Parts.text(parts);
    }

    /** The parts of one kind, in order. */
    public <P extends Part> List<P> parts(Class<P> kind) {
        return Parts.of(parts, kind);
    }
}
