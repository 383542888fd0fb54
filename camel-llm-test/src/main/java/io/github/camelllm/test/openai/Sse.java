/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.wire.Nodes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events. */
final class Sse {

    static final String LF = "\n";
    static final String CRLF = "\r\n";

    private Sse() {}

    static Frame data(Frame.Kind kind, JsonNode node, String lineEnd) {
        byte[] json = Nodes.bytes(node);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length + 10);
        bytes.writeBytes("data: ".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(json);
        bytes.writeBytes((lineEnd + lineEnd).getBytes(StandardCharsets.UTF_8));
        return new Frame(kind, bytes.toByteArray());
    }

    /** An event whose data is this JSON text. */
    static Frame raw(Frame.Kind kind, byte[] json) {
        return Frame.of(kind, "data: " + new String(json, StandardCharsets.UTF_8) + "\n\n");
    }

    static Frame comment(String text, String lineEnd) {
        return Frame.of(Frame.Kind.COMMENT, ": " + text + lineEnd + lineEnd);
    }

    static Frame done() {
        return Frame.of(Frame.Kind.DONE, "data: [DONE]\n\n");
    }

    static Frame namedError(JsonNode node) {
        return Frame.of(
                Frame.Kind.ERROR,
                "event: error\ndata: " + new String(Nodes.bytes(node), StandardCharsets.UTF_8) + "\n\n");
    }
}
