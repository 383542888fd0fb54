/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links from page to page and to files of the repository lead somewhere. */
class LinksTest {

    private static final String PAGES = "docs/modules/ROOT/pages/";
    private static final Pattern XREF = Pattern.compile("xref:([^\\[\\s]+)\\[");
    private static final Pattern INTERNAL = Pattern.compile("<<([^,>]+)[,>]");
    private static final Pattern LINK = Pattern.compile("link:([^\\[\\s]+)\\[");
    private static final Pattern MARKDOWN = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @Test
    void every_xref_of_a_page_names_a_page_and_a_section_of_it() {
        List<String> broken = new ArrayList<>();
        Repo.pages().stream().filter(page -> page.endsWith(".adoc")).forEach(page -> {
            String text = Repo.read(page);
            matches(XREF, text).forEach(target -> {
                if (!target.matches("[\\w./-]+\\.adoc(#[\\w-]+)?")
                        || !Repo.has(PAGES + target.replaceFirst("#.*", ""))
                        || !sections(PAGES + target.replaceFirst("#.*", ""), target)) {
                    broken.add(page + ": xref:" + target);
                }
            });
            matches(INTERNAL, text).forEach(target -> {
                if (!sections(page, "#" + target)) {
                    broken.add(page + ": <<" + target + ">>");
                }
            });
        });

        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    @Test
    void every_relative_link_names_a_file() {
        List<String> broken = new ArrayList<>();
        for (String page : Repo.pages()) {
            Pattern link = page.endsWith(".adoc") ? LINK : MARKDOWN;
            matches(link, withoutCode(page)).forEach(target -> {
                if (!target.matches("(https?|mailto):.*") && !file(page, target)) {
                    broken.add(page + ": " + target);
                }
            });
        }

        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    @Test
    void every_page_is_in_the_navigation() {
        String navigation = Repo.read("docs/modules/ROOT/nav.adoc");

        assertThat(Repo.files("docs/modules/ROOT/pages", ".adoc"))
                .allSatisfy(page -> assertThat(navigation).contains("xref:" + page.substring(PAGES.length()) + "["));
    }

    private static boolean file(String page, String target) {
        String file = target.replaceFirst("#.*", "");
        Path from = Path.of(page).resolveSibling(file).normalize();
        return file.isEmpty() || Repo.has(from.toString());
    }

    /** Sections are linked by an id of their own, {@code [#id]}. */
    private static boolean sections(String page, String target) {
        int hash = target.indexOf('#');
        return hash < 0 || Repo.read(page).contains("[#" + target.substring(hash + 1) + "]");
    }

    private static String withoutCode(String page) {
        String text = Repo.read(page);
        for (CodeBlock block : CodeBlocks.of(page, text)) {
            text = text.replace(block.text(), "");
        }
        return text.replaceAll("`[^`\n]+`", "");
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
