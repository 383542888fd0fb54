/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One piece of a message. Closed: a dialect either encodes every kind or rejects it by name. */
public sealed interface Part {

    /** Calls the one method of {@code cases} that fits this part. */
    <R extends @Nullable Object> R accept(Cases<R> cases);

    /** A text part without a cache hint. */
    static Text text(String text) {
        return new Text(text, null);
    }

    /**
     * Plain text.
     *
     * @param text never null, may be empty
     * @param cache asks the provider to cache the prompt up to here; null: no hint
     */
    record Text(String text, @Nullable CacheHint cache) implements Part {
        public Text {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public <R extends @Nullable Object> R accept(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /**
     * A picture.
     *
     * @param media where the bytes are
     * @param detail the resolution asked for ({@code low}, {@code high}, {@code auto}); null: the provider's default
     * @param cache asks the provider to cache the prompt up to here; null: no hint
     */
    record Image(
            Media media, @Nullable String detail, @Nullable CacheHint cache) implements Part {
        public Image {
            Objects.requireNonNull(media, "media");
        }

        @Override
        public <R extends @Nullable Object> R accept(Cases<R> cases) {
            return cases.image(this);
        }
    }

    /**
     * Speech or sound.
     *
     * @param media where the bytes are
     * @param transcript what is said, as far as known; null: unknown
     * @param id the provider's id of an audio answer, to refer to it later; null: none
     */
    record Audio(
            Media media,
            @Nullable String transcript,
            @Nullable String id) implements Part {
        public Audio {
            Objects.requireNonNull(media, "media");
        }

        @Override
        public <R extends @Nullable Object> R accept(Cases<R> cases) {
            return cases.audio(this);
        }
    }

    /**
     * A document, such as a PDF.
     *
     * @param media where the bytes are; its {@code name} is the file name
     * @param cache asks the provider to cache the prompt up to here; null: no hint
     */
    record File(Media media, @Nullable CacheHint cache) implements Part {
        public File {
            Objects.requireNonNull(media, "media");
        }

        @Override
        public <R extends @Nullable Object> R accept(Cases<R> cases) {
            return cases.file(this);
        }
    }

    /**
     * The model asks for a tool to be run.
     *
     * @param id ties the result to the call; made up by the decoder where the provider sends none
     * @param name of the tool
     * @param arguments JSON text as the model wrote it; may be invalid JSON when the answer was cut
     */
    record ToolCall(String id, String name, String arguments) implements Part {
        public ToolCall {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(arguments, "arguments");
        }

        @Override
        public <R extends @Nullable Object> R accept(Cases<R> cases) {
            return cases.toolCall(this);
        }
    }

    /**
     * What a tool answered.
     *
     * @param toolCallId the id of the {@link ToolCall}
     * @param name of the tool; null where the caller does not know it
     * @param content text and, where the provider takes them, pictures; never null
     * @param failed the tool failed, {@code content} says how
     */
    record ToolResult(String toolCallId, @Nullable String name, List<Part> content, boolean failed) implements Part {
        public ToolResult {
            Objects.requireNonNull(toolCallId, "toolCallId");
            content = List.copyOf(content);
        }

        /** The texts of the content, joined. */
        public String text() {
            return Parts.text(content);
        }

        @Override
        public <R extends @Nullable Object> R accept(Cases<R> cases) {
            return cases.toolResult(this);
        }
    }

    /**
     * What the model thought before it answered.
     *
     * @param text readable thoughts or their summary; may be empty
     * @param details what the provider wants back unchanged (signatures, encrypted thoughts), as decoded JSON objects
     *     in their order; empty where there is nothing to send back
     */
    record Reasoning(String text, List<Map<String, Object>> details) implements Part {
        public Reasoning {
            Objects.requireNonNull(text, "text");
            details = List.copyOf(details);
        }

        @Override
        public <R extends @Nullable Object> R accept(Cases<R> cases) {
            return cases.reasoning(this);
        }
    }

    /**
     * The model declined in its own words.
     *
     * @param text its words
     */
    record Refusal(String text) implements Part {
        public Refusal {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public <R extends @Nullable Object> R accept(Cases<R> cases) {
            return cases.refusal(this);
        }
    }

    /** One method for each kind, so that a new kind breaks the build wherever it is forgotten. */
    interface Cases<R extends @Nullable Object> {
        /** A text. */
        R text(Text part);

        /** A picture. */
        R image(Image part);

        /** A sound. */
        R audio(Audio part);

        /** A document. */
        R file(File part);

        /** A tool call. */
        R toolCall(ToolCall part);

        /** A tool result. */
        R toolResult(ToolResult part);

        /** Thoughts. */
        R reasoning(Reasoning part);

        /** A refusal. */
        R refusal(Refusal part);
    }
}
