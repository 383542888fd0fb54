/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether and which tool the model calls.
 *
 * @param mode the rule
 * @param tool the tool's name; only and always with {@link Mode#TOOL}
 */
public record ToolChoice(Mode mode, @Nullable String tool) {

    /** The model decides. */
    public static final ToolChoice AUTO = new ToolChoice(Mode.AUTO, null);
    /** No tool is called. */
    public static final ToolChoice NONE = new ToolChoice(Mode.NONE, null);
    /** At least one tool is called. */
    public static final ToolChoice REQUIRED = new ToolChoice(Mode.REQUIRED, null);

    public ToolChoice {
        Objects.requireNonNull(mode, "mode");
        if ((mode == Mode.TOOL) != (tool != null)) {
            throw new IllegalArgumentException("a tool name goes with mode TOOL and with no other");
        }
    }

    /** The named tool is called. */
    public static ToolChoice tool(String name) {
        return new ToolChoice(Mode.TOOL, name);
    }

    /** Reads {@code auto}, {@code none}, {@code required} or the name of a tool. */
    public static ToolChoice parse(String text) {
        return switch (text) {
            case "auto" -> AUTO;
            case "none" -> NONE;
            case "required" -> REQUIRED;
            default -> tool(text);
        };
    }

    /** The rules. */
    public enum Mode {
        /** The model decides. */
        AUTO,
        /** No tool is called. */
        NONE,
        /** At least one tool is called. */
        REQUIRED,
        /** One named tool is called. */
        TOOL
    }
}
