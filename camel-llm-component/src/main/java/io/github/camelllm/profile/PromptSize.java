/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ToolSpec;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds up the characters of a prompt. Not thread-safe. */
final class PromptSize implements Part.Cases<@Nullable Void> {

    private static final int BYTES_PER_TOKEN = 128;
    private static final int ASCII = 0x80;
    private static final int QUARTERS = 4;

    private long quarters;
    private long bytes = TokenBounds.PER_REQUEST;
    private boolean media;

    /** Whether the texts are so short that no look at their characters is needed. */
    static boolean mayFit(ChatRequest request, int tokens) {
        long characters = 0;
        for (Message message : request.messages()) {
            for (Part part : message.parts()) {
                characters += characters(part);
            }
        }
        for (Document document : request.documents()) {
            characters += document.text().length();
        }
        return characters <= (long) tokens * BYTES_PER_TOKEN;
    }

    private static long characters(Part part) {
        if (part instanceof Part.Text text) {
            return text.text().length();
        }
        if (part instanceof Part.ToolCall call) {
            return call.arguments().length();
        }
        return part instanceof Part.ToolResult result
                ? result.content().stream().mapToLong(PromptSize::characters).sum()
                : 0;
    }

    long leastTokens() {
        return (quarters + BYTES_PER_TOKEN * QUARTERS - 1) / (BYTES_PER_TOKEN * QUARTERS);
    }

    Optional<Long> mostTokens() {
        return media ? Optional.empty() : Optional.of(bytes);
    }

    void add(ChatRequest request) {
        for (Message message : request.messages()) {
            addMessage();
            message.parts().forEach(part -> part.accept(this));
        }
        for (ToolSpec tool : request.tools()) {
            bytes += TokenBounds.PER_TOOL
                    + length(tool.name())
                    + length(tool.description())
                    + 2 * json(tool.parameters());
        }
        for (Document document : request.documents()) {
            addMessage();
            addText(document.text());
            bytes += length(document.id()) + length(document.title()) + json(document.metadata());
        }
        if (request.output() instanceof OutputFormat.JsonSchema format) {
            bytes += length(format.name()) + length(format.description()) + 2 * json(format.schema());
        }
    }

    void addMessage() {
        bytes += TokenBounds.PER_MESSAGE;
    }

    void addText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < ASCII) {
                bytes++;
                quarters += unit <= ' ' || unit == 0x7f ? 0 : QUARTERS;
            } else if (!Character.isLowSurrogate(unit)) {
                bytes += Character.isHighSurrogate(unit) ? 4 : 3;
                quarters += Character.isWhitespace(unit) || Character.getType(unit) == Character.FORMAT ? 0 : 1;
            }
        }
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : 4L * text.length();
    }

    /** At most the length of a value as JSON. */
    private static long json(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                            .mapToLong(entry -> json(entry.getKey()) + json(entry.getValue()) + 2)
                            .sum()
                    + 2;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().mapToLong(item -> json(item) + 1).sum() + 2;
        }
        return 6L * String.valueOf(value).length() + 2;
    }

    @Override
    public @Nullable Void text(Part.Text part) {
        addText(part.text());
        return null;
    }

    @Override
    public @Nullable Void image(Part.Image part) {
        media = true;
        return null;
    }

    @Override
    public @Nullable Void audio(Part.Audio part) {
        media = true;
        return null;
    }

    @Override
    public @Nullable Void file(Part.File part) {
        media = true;
        return null;
    }

    @Override
    public @Nullable Void toolCall(Part.ToolCall part) {
        addMessage();
        bytes += length(part.id()) + length(part.name());
        addText(part.arguments());
        return null;
    }

    @Override
    public @Nullable Void toolResult(Part.ToolResult part) {
        addMessage();
        bytes += length(part.toolCallId()) + length(part.name());
        part.content().forEach(content -> content.accept(this));
        return null;
    }

    /** Earlier thoughts may be sent or not: they count for the most only. */
    @Override
    public @Nullable Void reasoning(Part.Reasoning part) {
        bytes += length(part.text()) + json(part.details());
        return null;
    }

    @Override
    public @Nullable Void refusal(Part.Refusal part) {
        bytes += length(part.text());
        return null;
    }
}
