/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generated parts of a page: between {@code generated: name} and {@code end generated}, in comments. */
final class GeneratedRegions {

    private static final Pattern START = Pattern.compile("^(?://|<!--) generated: ([\\w-]+)(?: -->)?$");
    private static final Pattern END = Pattern.compile("^(?://|<!--) end generated(?: -->)?$");

    private GeneratedRegions() {}

    /** The names of the parts. */
    static TreeSet<String> names(String text) {
        TreeSet<String> names = new TreeSet<>();
        text.lines().map(START::matcher).filter(Matcher::matches).forEach(start -> names.add(start.group(1)));
        return names;
    }

    /**
     * The page with its parts made anew.
     *
     * @param content the text of a part by name
     * @throws IllegalArgumentException when a part has no end
     */
    static String renewed(String page, String text, UnaryOperator<String> content) {
        List<String> lines = new ArrayList<>();
        String open = null;
        for (String line : text.lines().toList()) {
            Matcher start = START.matcher(line);
            if (open == null) {
                lines.add(line);
                if (start.matches()) {
                    open = start.group(1);
                    lines.add(content.apply(open));
                }
            } else if (END.matcher(line).matches()) {
                lines.add(line);
                open = null;
            }
        }
        if (open != null) {
            throw new IllegalArgumentException(page + ": the generated part " + open + " has no end");
        }
        return String.join("\n", lines) + "\n";
    }
}
