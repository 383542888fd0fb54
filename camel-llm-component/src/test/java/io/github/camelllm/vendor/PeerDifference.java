/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an SDK says something else than we do on the wire, and why both are right.
 *
 * @param sdk its name
 * @param at the JSON pointer; a star stands for any name or index
 * @param ours what we say; {@code nothing}, or JSON; a star stands for anything
 * @param theirs what the SDK says; the same
 * @param reason why that is no defect
 */
record PeerDifference(String sdk, String at, String ours, String theirs, String reason) {

    /** All, as the file has them. */
    static List<PeerDifference> all() {
        List<PeerDifference> all = new ArrayList<>();
        for (JsonNode each : Yaml.resource("sdk-differences.yaml")) {
            all.add(new PeerDifference(
                    text(each, "sdk"),
                    text(each, "at"),
                    text(each, "ours"),
                    text(each, "theirs"),
                    text(each, "reason")));
        }
        return all;
    }

    private static String text(JsonNode entry, String member) {
        if (!entry.path(member).isTextual() || entry.path(member).asText().isBlank()) {
            throw new IllegalStateException("sdk-differences.yaml: '" + member + "' is no text in " + entry);
        }
        return entry.path(member).asText();
    }

    /** Whether a line of {@link Difference} is about this. */
    boolean explains(String difference) {
        int colon = difference.indexOf(": we say ");
        int comma = difference.lastIndexOf(", the SDK says ");
        return matches(at, difference.substring(0, colon))
                && said(ours, difference.substring(colon + ": we say ".length(), comma))
                && said(theirs, difference.substring(comma + ", the SDK says ".length()));
    }

    private static boolean said(String expected, String told) {
        return expected.equals("*") || expected.equals(told);
    }

    private static boolean matches(String pattern, String pointer) {
        String[] names = pattern.split("/", -1);
        String[] found = pointer.split("/", -1);
        if (names.length != found.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            if (!names[i].equals("*") && !names[i].equals(found[i])) {
                return false;
            }
        }
        return true;
    }
}
