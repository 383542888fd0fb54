/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What differs between two JSON values: members by name, whatever their order; numbers by value. */
final class Difference {

    private final List<String> found = new ArrayList<>();

    private Difference() {}

    static List<String> between(JsonNode ours, JsonNode theirs) {
        Difference difference = new Difference();
        difference.compare(ours, theirs, JsonPointer.empty());
        return difference.found;
    }

    private void compare(JsonNode ours, JsonNode theirs, JsonPointer at) {
        if (ours.isObject() && theirs.isObject()) {
            Set<String> names = new TreeSet<>();
            ours.fieldNames().forEachRemaining(names::add);
            theirs.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(ours.path(name), theirs.path(name), at.appendProperty(name)));
        } else if (ours.isArray() && theirs.isArray() && ours.size() == theirs.size()) {
            for (int i = 0; i < ours.size(); i++) {
                compare(ours.get(i), theirs.get(i), at.appendIndex(i));
            }
        } else if (!same(ours, theirs)) {
            found.add(at + ": we say " + told(ours) + ", the SDK says " + told(theirs));
        }
    }

    private static boolean same(JsonNode ours, JsonNode theirs) {
        return ours.isNumber() && theirs.isNumber()
                ? ours.decimalValue().compareTo(theirs.decimalValue()) == 0
                : ours.equals(theirs);
    }

    private static String told(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
