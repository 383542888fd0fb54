/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Schemas of an OpenAPI 3.1 document as JSON schemas of draft 2020-12, made strict: where the document names properties
 * and does not say that there may be others, there may be no others. {@code nullable}, a word of OpenAPI 3.0 that vendors
 * go on writing into documents of 3.1, is taken as it is meant. Other words that decide nothing are dropped; a word that is
 * not known here is an error.
 */
final class StrictSchemas {

    private static final String COMPONENTS = "#/components/schemas/";

    private static final Set<String> ASSERTIONS = Set.of(
            "type",
            "enum",
            "const",
            "required",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties");

    /** A discriminator tells readers which branch to try; which one fits is the branches' own affair. */
    private static final Set<String> REMARKS = Set.of(
            "title",
            "description",
            // as Together AI writes it, for which additionalProperties was meant
            "additional_properties",
            "default",
            "example",
            "examples",
            "deprecated",
            "discriminator",
            "format",
            "contentEncoding",
            "nullable",
            "readOnly",
            "writeOnly",
            "externalDocs",
            "$recursiveAnchor");

    private static final Set<String> COMPOSITIONS = Set.of("allOf", "anyOf", "oneOf");

    private final JsonNode document;
    private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();
    /** The named schemas around the one that is copied. */
    private final Deque<String> within = new ArrayDeque<>();

    private StrictSchemas(JsonNode document) {
        this.document = document;
    }

    /** The schema with all that it refers to. */
    static JsonNode of(JsonNode schema, JsonNode document) {
        StrictSchemas strict = new StrictSchemas(document);
        ObjectNode whole = strict.closed(schema);
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.set("$defs", strict.definitions);
        return whole;
    }

    /** The schema of a value: closed after everything in it had its say, for only then the properties are known. */
    private ObjectNode closed(JsonNode schema) {
        ObjectNode plain = plain(schema);
        return namesProperties(schema, new HashSet<>()) ? plain.put("unevaluatedProperties", false) : plain;
    }

    /** The schema as a part of another one that speaks of the same value. */
    private ObjectNode plain(JsonNode schema) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(word -> copy(word.getKey(), word.getValue(), plain));
        if (isFreeForm(plain)) {
            plain.put("additionalProperties", true);
        }
        return schema.path("nullable").asBoolean() ? orNull(plain) : plain;
    }

    private void copy(String word, JsonNode value, ObjectNode into) {
        if (ASSERTIONS.contains(word)) {
            into.set(word, value);
        } else if (COMPOSITIONS.contains(word)) {
            ArrayNode branches = into.putArray(word);
            value.forEach(branch -> branches.add(plain(branch)));
        } else if (word.equals("properties")) {
            ObjectNode properties = into.putObject(word);
            value.properties().forEach(each -> properties.set(each.getKey(), closed(each.getValue())));
        } else if (word.equals("items") || word.equals("additionalProperties") || word.equals("propertyNames")) {
            into.set(word, value.isBoolean() ? value : closed(value));
        } else if (word.equals("$ref")) {
            into.put(word, reference(value.textValue()));
        } else if (word.equals("$recursiveRef")) {
            into.put("$ref", "#/$defs/" + within.getLast());
        } else if (!REMARKS.contains(word) && !word.startsWith("x-")) {
            throw new IllegalArgumentException("a schema of the document has the word '" + word + "', unknown here");
        }
    }

    private String reference(String ref) {
        String name = name(ref);
        if (!definitions.has(name)) {
            definitions.putNull(name);
            within.addLast(name);
            definitions.set(name, plain(component(name)));
            within.removeLast();
        }
        return "#/$defs/" + name;
    }

    private static String name(String ref) {
        if (!ref.startsWith(COMPONENTS)) {
            throw new IllegalArgumentException("a schema refers to " + ref + ", not to a schema of the document");
        }
        return ref.substring(COMPONENTS.length());
    }

    private JsonNode component(String name) {
        JsonNode component = document.path("components").path("schemas").path(name);
        if (component.isMissingNode()) {
            throw new IllegalArgumentException("the document has no schema " + name);
        }
        return component;
    }

    private static boolean isFreeForm(ObjectNode schema) {
        return schema.path("type").asText().equals("object")
                && !schema.has("properties")
                && !schema.has("additionalProperties")
                && !schema.has("$ref")
                && COMPOSITIONS.stream().noneMatch(schema::has);
    }

    private boolean namesProperties(JsonNode schema, Set<String> seen) {
        if (schema.has("properties")) {
            return true;
        }
        String ref = schema.path("$ref").asText();
        if (!ref.isEmpty() && seen.add(ref) && namesProperties(component(name(ref)), seen)) {
            return true;
        }
        for (String composition : COMPOSITIONS) {
            for (JsonNode branch : schema.path(composition)) {
                if (namesProperties(branch, seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        ArrayNode branches = either.putArray("anyOf");
        branches.addObject().put("type", "null");
        branches.add(schema);
        return either;
    }
}
