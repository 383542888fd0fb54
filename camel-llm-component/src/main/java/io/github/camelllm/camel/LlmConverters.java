/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import java.io.InputStream;
import org.apache.camel.Converter;

/** Turns answers into what the next step of a route wants. */
@Converter(generateLoader = true)
public final class LlmConverters {

    private LlmConverters() {}

    /** The text of the whole answer; waits for its end. */
    @Converter
    public static String toString(LlmStream stream) {
        return stream.text();
    }

    /** The bytes of the text, or of the server-sent events, as they come. */
    @Converter
    public static InputStream toInputStream(LlmStream stream) {
        return stream.inputStream();
    }

    /** The whole answer with its usage and cost; waits for its end. */
    @Converter
    public static ChatResponse toChatResponse(LlmStream stream) {
        stream.text();
        return stream.response().orElseThrow(() -> new IllegalStateException("the stream was closed before its end"));
    }

    /** The text of the first choice. */
    @Converter
    public static String toString(ChatResponse response) {
        return response.text();
    }

    /** The piece of text; empty for an event without one. */
    @Converter
    public static String toString(StreamEvent event) {
        return event instanceof StreamEvent.TextDelta delta ? delta.text() : "";
    }
}
