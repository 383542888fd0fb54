/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import java.util.Map;

/**
 * The neutral model as JSON. The members have the names of the records' components; a part and an output format tell their
 * kind by a member {@code type} (text, image, audio, file, toolCall, toolResult, reasoning, refusal; text, jsonObject,
 * jsonSchema); enums are lower case; bytes are base64; durations ISO 8601. The parts of a message may be one text, and
 * {@code toolChoice} the text that {@code ToolChoice.parse} takes.
 */
public final class ChatJson {

    private ChatJson() {}

    /**
     * The request that the decoded JSON describes.
     *
     * @throws JsonException that names the path, what is there and what is allowed
     */
    public static ChatRequest request(Map<String, ?> json) {
        return RequestReader.read(json);
    }

    /**
     * The request that the JSON text describes.
     *
     * @throws JsonException that names the path, what is there and what is allowed
     */
    public static ChatRequest request(String json) {
        return RequestReader.read(JsonTree.readObject(json));
    }

    /** The request as decoded JSON, to be read again by {@link #request(Map)}. */
    public static Map<String, Object> map(ChatRequest request) {
        return ModelWriter.request(request);
    }

    /** The answer as decoded JSON. */
    public static Map<String, Object> map(ChatResponse response) {
        return ModelWriter.response(response);
    }

    /** The event as decoded JSON; its member {@code type} tells the kind. */
    public static Map<String, Object> map(StreamEvent event) {
        return EventWriter.map(event);
    }

    /** The request as JSON text, to be read again by {@link #request(String)}. */
    public static String write(ChatRequest request) {
        return JsonTree.write(map(request));
    }

    /** The answer as JSON text. */
    public static String write(ChatResponse response) {
        return JsonTree.write(map(response));
    }

    /** The event as JSON text. */
    public static String write(StreamEvent event) {
        return JsonTree.write(map(event));
    }
}
