/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of one event of a stream that matter, in whatever order they stand. Used again for each event. */
final class Event {

    int index;
    /** What kind of delta came; empty: none. */
    String delta = "";
    /** The delta's text, where it is one. */
    String text = "";
    /** The delta's value, where it is more than a text. */
    @Nullable
    Object value;

    /** The beginning of a block. */
    Map<String, Object> start = Map.of();

    @Nullable
    String stopReason;
    /** All members of an event that comes once. */
    Map<String, Object> members = Map.of();

    /** Reads the payload of an event about one block. */
    void ofBlock(JsonReader in) {
        clear();
        begin(in);
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "contentBlockIndex" -> {
                    Long given = in.wholeOrNull();
                    index = given == null ? 0 : given.intValue();
                }
                case "delta" -> delta(in);
                case "start" -> start = in.isObject() ? in.map() : nothing(in);
                default -> in.skip();
            }
        }
    }

    /** Reads the payload of an event that comes once. */
    void ofTheWhole(JsonReader in) {
        clear();
        begin(in);
        members = new LinkedHashMap<>();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            if (name.equals("stopReason")) {
                stopReason = in.scalarOrNull();
            } else {
                members.put(name, in.value());
            }
        }
    }

    private static void begin(JsonReader in) {
        if (!in.isObject()) {
            throw new JsonException("an event must be an object, found " + in.found());
        }
        in.object();
    }

    private void clear() {
        index = 0;
        delta = "";
        text = "";
        value = null;
        start = Map.of();
        stopReason = null;
        members = Map.of();
    }

    private void delta(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "text" -> text("text", in);
                case "toolUse", "reasoningContent" -> inner(name, in);
                case "citation", "image" -> {
                    delta = name;
                    value = in.value();
                }
                default -> in.skip();
            }
        }
    }

    private void inner(String kind, JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "input", "text" -> text(kind, in);
                case "signature", "redactedContent" -> text(name, in);
                default -> in.skip();
            }
        }
    }

    private void text(String kind, JsonReader in) {
        String words = in.scalarOrNull();
        if (words != null) {
            delta = kind;
            text = words;
        }
    }

    private static Map<String, Object> nothing(JsonReader in) {
        in.skip();
        return Map.of();
    }
}
