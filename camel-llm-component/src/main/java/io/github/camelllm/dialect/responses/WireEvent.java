/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.json.JsonReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one event of a stream says, whatever the order of its members. One instance is used again and again. */
final class WireEvent {

    @Nullable
    String type;

    String delta = "";
    int index;
    int contentIndex;
    int summaryIndex;
    boolean error;

    @Nullable
    Map<String, Object> item;

    @Nullable
    Map<String, Object> response;

    @Nullable
    Object annotation;

    @Nullable
    Object logprobs;

    void read(JsonReader in) {
        clear();
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            member(name, in);
        }
    }

    private void clear() {
        type = null;
        delta = "";
        index = 0;
        contentIndex = 0;
        summaryIndex = 0;
        error = false;
        item = null;
        response = null;
        annotation = null;
        logprobs = null;
    }

    private void member(String name, JsonReader in) {
        switch (name) {
            case "type" -> type = in.scalarOrNull();
            case "delta" -> delta = text(in);
            case "output_index" -> index = whole(in);
            case "content_index" -> contentIndex = whole(in);
            case "summary_index" -> summaryIndex = whole(in);
            case "item" -> item = object(in);
            case "response" -> response = object(in);
            case "annotation" -> annotation = in.value();
            case "logprobs" -> logprobs = in.value();
            case "error" -> {
                error = !in.isNull();
                in.skip();
            }
            default -> in.skip();
        }
    }

    private static String text(JsonReader in) {
        if (in.isText()) {
            return in.text();
        }
        in.skip();
        return "";
    }

    private static int whole(JsonReader in) {
        Long number = in.wholeOrNull();
        return number == null ? 0 : Math.toIntExact(Math.min(Math.max(number, 0), 100_000));
    }

    private static @Nullable Map<String, Object> object(JsonReader in) {
        if (in.isObject()) {
            return in.map();
        }
        in.skip();
        return null;
    }
}
