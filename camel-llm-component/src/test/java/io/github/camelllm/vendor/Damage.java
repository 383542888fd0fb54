/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A body with one fault in it.
 *
 * @param fault what is wrong
 * @param place where, with {@code *} for every index
 */
record Damage(String fault, String place, JsonNode body) {

    static final String UNKNOWN = "unknown member in";

    /** All faults of three kinds: a member too many, a member under another name, a value of another type. */
    static List<Damage> allOf(JsonNode body) {
        List<Damage> all = new ArrayList<>();
        collect(body, JsonPointer.empty(), body, all);
        return all;
    }

    /** The text at the place replaced by a word that nobody knows. */
    static JsonNode unknownWord(JsonNode body, JsonPointer at) {
        JsonNode copy = body.deepCopy();
        ((ObjectNode) copy.at(at.head())).put(at.last().getMatchingProperty(), "no_such_word");
        return copy;
    }

    /** Whether the fault lies within a value whose form is the user's affair. */
    boolean within(String open) {
        return place.startsWith(open + "/") || (fault.equals(UNKNOWN) && place.equals(open));
    }

    @Override
    public String toString() {
        return fault + " " + place;
    }

    private static void collect(JsonNode node, JsonPointer at, JsonNode body, List<Damage> into) {
        if (node instanceof ObjectNode object) {
            into.add(unknown(at, body));
            object.fieldNames().forEachRemaining(name -> {
                into.add(renamed(at, name, body));
                collect(object.get(name), at.appendProperty(name), body, into);
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), at.appendIndex(i), body, into);
            }
        } else if (!at.matches()) {
            into.add(mistyped(at, body));
        }
    }

    private static Damage unknown(JsonPointer at, JsonNode body) {
        JsonNode copy = body.deepCopy();
        ((ObjectNode) copy.at(at)).put("no_such_member", true);
        return new Damage(UNKNOWN, place(at), copy);
    }

    private static Damage renamed(JsonPointer at, String name, JsonNode body) {
        JsonNode copy = body.deepCopy();
        ObjectNode object = (ObjectNode) copy.at(at);
        object.set(name + "_", object.remove(name));
        return new Damage("renamed", place(at.appendProperty(name)), copy);
    }

    private static Damage mistyped(JsonPointer at, JsonNode body) {
        JsonNode copy = body.deepCopy();
        JsonNode parent = copy.at(at.head());
        if (parent instanceof ObjectNode object) {
            object.putObject(at.last().getMatchingProperty()).put("no_such_member", true);
        } else {
            ((ArrayNode) parent).set(at.last().getMatchingIndex(), copy.deepCopy());
        }
        return new Damage("mistyped", place(at), copy);
    }

    private static String place(JsonPointer at) {
        return at.toString().replaceAll("/\\d+", "/*");
    }
}
