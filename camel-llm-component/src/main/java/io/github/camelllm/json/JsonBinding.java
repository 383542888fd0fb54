/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

/** JSON as objects of classes of the user: records and beans. Members that the class does not know are ignored. */
public final class JsonBinding {

    private static final ObjectMapper MAPPER =
            new ObjectMapper(Jackson.FACTORY.copy()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private JsonBinding() {}

    /**
     * The object that the text describes.
     *
     * @throws JsonException when the text is not JSON, does not fit the class, or is refused by it: its cause is then what the
     *     class threw
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            T object = MAPPER.readValue(json, type);
            if (object == null) {
                throw new JsonException("the JSON is null, where a " + type.getName() + " was expected");
            }
            return object;
        } catch (JsonMappingException e) {
            throw unfit(e, type);
        } catch (JsonProcessingException e) {
            JsonException reason = Jackson.failure(e);
            throw new JsonException("the JSON does not fit " + type.getName() + ": " + reason.getMessage());
        }
    }

    /**
     * Looks whether JSON can become such an object at all.
     *
     * @throws JsonException when it never can: why
     */
    public static void check(Class<?> type) {
        JsonDeserializer<?> reader;
        try {
            reader = ((DefaultDeserializationContext) MAPPER.getDeserializationContext())
                    .createDummyInstance(MAPPER.getDeserializationConfig())
                    .findRootValueDeserializer(MAPPER.constructType(type));
        } catch (JsonMappingException | IllegalArgumentException e) {
            String reason = e instanceof JsonMappingException broken ? broken.getOriginalMessage() : e.getMessage();
            throw new JsonException(type.getName() + " cannot be made from JSON: " + reason, e);
        }
        if (reader instanceof AbstractDeserializer && !type.isAssignableFrom(String.class)) {
            throw new JsonException(type.getName() + " cannot be made from JSON: it is "
                    + (type.isInterface() ? "an interface" : "an abstract class")
                    + ", and nothing says which class implements it");
        }
        if (reader instanceof BeanDeserializerBase bean
                && !bean.getValueInstantiator().canInstantiate()) {
            throw new JsonException(
                    type.getName() + " cannot be made from JSON: it has no constructor that can be used");
        }
    }

    /** The text is JSON, but its class does not take it. Jackson's own words would quote the text. */
    private static JsonException unfit(JsonMappingException e, Class<?> type) {
        Throwable cause = e.getCause();
        String where = Jackson.place(e.getLocation(), Jackson.NOT_FED);
        if (cause != null && !(cause instanceof JsonProcessingException)) {
            String refusing = e instanceof ValueInstantiationException made
                    ? made.getType().toCanonical()
                    : type.getName();
            return new JsonException(refusing + " refused what the JSON says" + where + ": " + cause, cause);
        }
        if (e instanceof InvalidDefinitionException broken) {
            return new JsonException(
                    type.getName() + " cannot be made from JSON: " + broken.getOriginalMessage(), broken);
        }
        return new JsonException("the JSON does not fit " + type.getName() + where);
    }
}
