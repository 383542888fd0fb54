/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.json.ChatJson;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonSchemaCheck;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What bodies and headers hold as maps or JSON text, as the neutral model. What is wrong is an IllegalArgumentException
 * that names the place and what is allowed.
 */
public final class NeutralJson {

    private static final Object SOME_MESSAGES = List.of(Map.of("role", "user", "parts", "-"));

    private NeutralJson() {}

    /** The request in a JSON text. */
    public static ChatRequest request(String json) {
        return read(() -> ChatJson.request(json));
    }

    /** The request in a map. */
    public static ChatRequest request(Map<?, ?> map) {
        return read(() -> ChatJson.request(object(map)));
    }

    /** Tools: a list of {@link ToolSpec} or of maps, or JSON text of a list. */
    public static List<ToolSpec> tools(Object value) {
        return list("tools", value, ToolSpec.class, ChatRequest::tools);
    }

    /** Documents: a list of {@link Document} or of maps, or JSON text of a list. */
    public static List<Document> documents(Object value) {
        return list("documents", value, Document.class, ChatRequest::documents);
    }

    /** A JSON schema, checked. */
    public static OutputFormat schema(String name, Map<String, Object> schema) {
        return read(() -> {
            JsonSchemaCheck.check(schema);
            return new OutputFormat.JsonSchema(name, schema, null, null);
        });
    }

    /** A map with texts as names. */
    public static Map<String, Object> object(Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, value) -> object.put(String.valueOf(name), value));
        return object;
    }

    /** Each item is either one already or the map of one. */
    private static <T> List<T> list(String member, Object value, Class<T> type, Function<ChatRequest, List<T>> of) {
        Object items = value instanceof CharSequence json ? read(() -> JsonTree.read(json.toString())) : value;
        if (!(items instanceof Iterable<?> each)) {
            throw new IllegalArgumentException(member + " must be a list, or JSON text of a list");
        }
        List<T> all = new ArrayList<>();
        for (Object item : each) {
            all.addAll(
                    type.isInstance(item)
                            ? List.of(type.cast(item))
                            : of.apply(request(Map.of("messages", SOME_MESSAGES, member, List.of(item)))));
        }
        return all;
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
