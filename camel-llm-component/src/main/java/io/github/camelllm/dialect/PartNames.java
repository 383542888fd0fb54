/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.model.Part;

/** The kinds of parts in the words of error messages. */
public final class PartNames implements Part.Cases<String> {

    private static final PartNames NAMES = new PartNames();

    private PartNames() {}

    /** Such as {@code an image}. */
    public static String of(Part part) {
        return part.accept(NAMES);
    }

    @Override
    public String text(Part.Text part) {
        return "text";
    }

    @Override
    public String image(Part.Image part) {
        return "an image";
    }

    @Override
    public String audio(Part.Audio part) {
        return "audio";
    }

    @Override
    public String file(Part.File part) {
        return "a file";
    }

    @Override
    public String toolCall(Part.ToolCall part) {
        return "a tool call";
    }

    @Override
    public String toolResult(Part.ToolResult part) {
        return "a tool result";
    }

    @Override
    public String reasoning(Part.Reasoning part) {
        return "reasoning";
    }

    @Override
    public String refusal(Part.Refusal part) {
        return "a refusal";
    }
}
