/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of one event of a stream that matter, in whatever order they stand. Used again for each event. */
final class Event {

    String type = "";

    @Nullable
    String messageId;

    @Nullable
    String model;

    @Nullable
    Map<?, ?> usage;

    /** Blocks that stand in the head: an answer of server tools in the middle of their work comes so. */
    List<?> content = List.of();

    @Nullable
    Map<String, Object> block;

    String deltaType = "";
    String deltaText = "";

    @Nullable
    Object citation;

    @Nullable
    String stopReason;

    @Nullable
    Map<?, ?> stopDetails;

    void read(JsonReader in) {
        String lastType = type;
        String lastDeltaType = deltaType;
        clear();
        if (!in.isObject()) {
            throw new JsonException("an event must be an object, found " + in.found());
        }
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "type" -> type = text(in, lastType);
                case "delta" -> delta(in, lastDeltaType);
                case "content_block" -> block = in.isObject() ? in.map() : nothing(in);
                case "message" -> message(in);
                case "usage" -> usage = in.isObject() ? in.map() : nothing(in);
                default -> in.skip();
            }
        }
    }

    private void clear() {
        type = "";
        messageId = null;
        model = null;
        usage = null;
        content = List.of();
        block = null;
        deltaType = "";
        deltaText = "";
        citation = null;
        stopReason = null;
        stopDetails = null;
    }

    private void delta(JsonReader in, String lastType) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "type" -> deltaType = text(in, lastType);
                case "text", "thinking", "signature", "partial_json" -> deltaText = text(in, "");
                case "citation" -> citation = in.value();
                case "stop_reason" -> stopReason = in.scalarOrNull();
                case "stop_details" -> stopDetails = in.isObject() ? in.map() : nothing(in);
                default -> in.skip();
            }
        }
    }

    private void message(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "id" -> messageId = in.scalarOrNull();
                case "model" -> model = in.scalarOrNull();
                case "usage" -> usage = in.isObject() ? in.map() : nothing(in);
                case "content" -> content = in.value() instanceof List<?> blocks ? blocks : List.of();
                case "stop_reason" -> stopReason = in.scalarOrNull();
                case "stop_details" -> stopDetails = in.isObject() ? in.map() : nothing(in);
                default -> in.skip();
            }
        }
    }

    /** Most events are of the same type as the last one: its text is used again. */
    private static String text(JsonReader in, String last) {
        String text = in.scalarOrNull(last);
        return text == null ? "" : text;
    }

    private static @Nullable Map<String, Object> nothing(JsonReader in) {
        in.skip();
        return null;
    }
}
