/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A content block while it comes. */
final class Block {

    final int index;
    final StringBuilder text = new StringBuilder(0);
    final StringBuilder signature = new StringBuilder(0);
    final List<Map<?, ?>> citations = new ArrayList<>(0);
    private Kind kind = Kind.TEXT;
    private @Nullable ByteArrayOutputStream bytes;
    private String format = "";
    private String serverKind = "";
    private Map<?, ?> serverContent = Map.of();
    /** Where its text begins in the answer's text; -1: it has none yet. */
    int start = -1;
    /** The number of the tool call; -1: it is none. */
    int call = -1;
    /** Whether its arguments are the answer in the form that was asked for. */
    boolean formats;

    boolean argued;

    private enum Kind {
        TEXT,
        TOOL,
        THOUGHT,
        IMAGE,
        SERVER
    }

    Block(int index) {
        this.index = index;
    }

    void startAt(int position) {
        if (start < 0) {
            start = position;
        }
    }

    void tool() {
        kind = Kind.TOOL;
    }

    boolean isTool() {
        return kind == Kind.TOOL;
    }

    void thinks() {
        kind = Kind.THOUGHT;
    }

    /** A block of the provider's own tools. */
    void server(String name, Map<?, ?> content) {
        kind = Kind.SERVER;
        serverKind = name;
        serverContent = content;
    }

    /** The format or a piece of a picture. */
    void image(Map<?, ?> image) {
        kind = Kind.IMAGE;
        if (image.get("format") instanceof String given) {
            format = given;
        }
        if (image.get("source") instanceof Map<?, ?> source && source.get("bytes") instanceof String base64) {
            append(base64);
        }
    }

    /** A piece of thoughts that only the provider can read. */
    void bytes(String base64) {
        kind = Kind.THOUGHT;
        append(base64);
    }

    /** What goes back with the next turn: the thought as a whole, with its signature. */
    Optional<StreamEvent> thoughts() {
        if (kind != Kind.THOUGHT) {
            return Optional.empty();
        }
        if (bytes != null) {
            Map<String, Object> redacted =
                    Map.of("redactedContent", Base64.getEncoder().encodeToString(bytes.toByteArray()));
            return Optional.of(new StreamEvent.PartArrived(0, new Part.Reasoning("", List.of(redacted))));
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("text", text.toString());
        if (!signature.isEmpty()) {
            said.put("signature", signature.toString());
        }
        List<Map<String, Object>> details = List.of(Map.of("reasoningText", said));
        // a thought without readable words stands where it came: it must not be joined to an earlier one
        return Optional.of(
                text.isEmpty()
                        ? new StreamEvent.PartArrived(0, new Part.Reasoning("", details))
                        : new StreamEvent.ReasoningDelta(0, "", details));
    }

    Optional<Part> part() {
        return kind == Kind.IMAGE && bytes != null
                ? Optional.of(new Part.Image(Media.of(bytes.toByteArray(), "image/" + format), null, null))
                : Optional.empty();
    }

    /** What the provider's own tools did. */
    Optional<Map<String, Object>> serverBlock() {
        if (kind != Kind.SERVER) {
            return Optional.empty();
        }
        Map<String, Object> content = new LinkedHashMap<>();
        serverContent.forEach((name, value) -> content.put(String.valueOf(name), value));
        if (!text.isEmpty()) {
            content.put("input", text.toString());
        }
        return Optional.of(Map.of(serverKind, content));
    }

    private void append(String base64) {
        bytes = bytes == null ? new ByteArrayOutputStream() : bytes;
        bytes.writeBytes(Base64.getDecoder().decode(base64));
    }
}
