/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds and replaces the blocks of code in a page: fences in Markdown, listing and literal blocks in AsciiDoc. */
final class CodeBlocks {

    private static final Pattern FENCE = Pattern.compile("^ *(```+|~~~+)([\\w-]*).*");
    private static final Pattern ASCIIDOC_STYLE = Pattern.compile("^\\[source,\\s*(?:%\\w+,)?([\\w-]+).*");
    private static final Pattern SOURCE = Pattern.compile("^ *(?://|<!--) source: (\\S+)(?: -->)?$");

    private CodeBlocks() {}

    /**
     * The blocks of a page.
     *
     * @throws IllegalArgumentException when one has no end
     */
    static List<CodeBlock> of(String page, String text) {
        boolean asciiDoc = page.endsWith(".adoc");
        List<String> lines = text.lines().toList();
        List<CodeBlock> blocks = new ArrayList<>();
        for (int start = 0; start < lines.size(); start++) {
            Optional<String> end = end(asciiDoc, lines.get(start));
            if (end.isPresent()) {
                int last = indexOf(lines, end.get(), start + 1);
                if (last < 0) {
                    throw new IllegalArgumentException(page + ":" + (start + 1) + " opens a block that has no end");
                }
                blocks.add(new CodeBlock(
                        page,
                        start + 1,
                        language(asciiDoc, lines, start),
                        source(asciiDoc, lines, start),
                        lines.subList(start + 1, last)));
                start = last;
            }
        }
        return blocks;
    }

    /** The page with other code in a block that {@link #of} found in it. */
    static String replace(String text, CodeBlock block, String code) {
        List<String> lines = text.lines().toList();
        List<String> changed = new ArrayList<>(lines.subList(0, block.line()));
        changed.addAll(code.lines().toList());
        changed.addAll(lines.subList(block.line() + block.lines().size(), lines.size()));
        return String.join("\n", changed) + "\n";
    }

    /** The line that ends a block which this line opens. */
    private static Optional<String> end(boolean asciiDoc, String line) {
        if (asciiDoc) {
            return Optional.of(line)
                    .filter(fence -> fence.matches("-{4,}|\\.{4,}|```+[\\w-]*"))
                    .map(fence -> fence.replaceAll("\\w", ""));
        }
        Matcher fence = FENCE.matcher(line);
        return fence.matches() ? Optional.of(fence.group(1)) : Optional.empty();
    }

    private static int indexOf(List<String> lines, String end, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(end)) {
                return i;
            }
        }
        return -1;
    }

    private static String language(boolean asciiDoc, List<String> lines, int start) {
        if (!asciiDoc || lines.get(start).startsWith("```")) {
            Matcher fence = FENCE.matcher(lines.get(start));
            return fence.matches() ? fence.group(2) : "";
        }
        for (int i = start - 1; i >= 0 && attribute(lines.get(i)); i--) {
            Matcher style = ASCIIDOC_STYLE.matcher(lines.get(i));
            if (style.matches()) {
                return style.group(1);
            }
        }
        return "";
    }

    private static Optional<String> source(boolean asciiDoc, List<String> lines, int start) {
        int before = start - 1;
        while (before >= 0 && asciiDoc && attribute(lines.get(before))) {
            before--;
        }
        Matcher source = SOURCE.matcher(before < 0 ? "" : lines.get(before));
        return source.matches() ? Optional.of(source.group(1)) : Optional.empty();
    }

    /** Lines that stand between the comment and the block: attributes and a title. */
    private static boolean attribute(String line) {
        return line.startsWith("[") || line.matches("\\.[^. ].*");
    }
}
