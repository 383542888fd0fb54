/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON as objects of classes of the user: records and beans. Members that the class does not know are ignored. */
public final class JsonBinding {

    private static final ObjectMapper MAPPER =
            new ObjectMapper(Jackson.FACTORY.copy()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private JsonBinding() {}

    /**
     * The object that the text describes.
     *
     * @throws JsonException when the text is not JSON or does not fit the class
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            T object = MAPPER.readValue(json, type);
            if (object == null) {
                throw new JsonException("the JSON is null, where a " + type.getName() + " was expected");
            }
            return object;
        } catch (JsonProcessingException e) {
            JsonException reason = Jackson.failure(e);
            throw new JsonException("the JSON does not fit " + type.getName() + ": " + reason.getMessage());
        }
    }
}
