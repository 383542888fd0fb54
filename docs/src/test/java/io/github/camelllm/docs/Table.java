/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.util.ArrayList;
import java.util.List;

/** A table of generated text. Cells are AsciiDoc or Markdown, as the page that takes it. */
record Table(String widths, List<String> head, List<List<String>> rows) {

    Table {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** Asked of each page in its own form. */
    String in(String page) {
        return page.endsWith(".adoc") ? asciiDoc() : markdown();
    }

    private String asciiDoc() {
        List<String> lines = new ArrayList<>();
        lines.add("[cols=\"" + widths + "\",options=\"header\"]");
        lines.add("|===");
        lines.add(row(head).strip());
        lines.add("");
        rows.forEach(cells -> lines.add(row(cells).strip()));
        lines.add("|===");
        return String.join("\n", lines);
    }

    private String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add(row(head) + " |");
        lines.add("|" + " --- |".repeat(head.size()));
        rows.forEach(cells -> lines.add(row(cells) + " |"));
        return String.join("\n", lines);
    }

    /** Text of a profile as a cell, in which nothing is markup. */
    static String escaped(String text) {
        return text.replaceAll("([*_`^~+#])", "\\\\$1").replace("{", "\\{");
    }

    private static String row(List<String> cells) {
        StringBuilder row = new StringBuilder();
        cells.forEach(cell -> row.append(row.isEmpty() ? "| " : " | ").append(cell.replace("|", "\\|")));
        return row.toString();
    }
}
