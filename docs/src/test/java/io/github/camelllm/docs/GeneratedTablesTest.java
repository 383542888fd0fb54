/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tables of options, headers, errors, providers and jars are what code and profiles say today. */
class GeneratedTablesTest {

    private static final Catalog CATALOG = new Catalog();

    /** By name: makes the text for the page that asks. */
    private static final CostTable COSTS = new CostTable(ProviderTable.profiles());

    private static final AboutTables ABOUT = new AboutTables(ProviderTable.profiles());

    /** By name: makes the text for the page that asks. */
    private static final Map<String, UnaryOperator<String>> TABLES = Map.ofEntries(
            entry("options", page -> CATALOG.options()),
            entry("component-options", page -> CATALOG.componentOptions()),
            entry("headers-in", page -> CATALOG.headers("in")),
            entry("headers-out", page -> CATALOG.headers("out")),
            entry("errors", page -> ErrorTable.asciiDoc()),
            entry("providers", ProviderTable::providers),
            entry("evidence", ProviderTable::evidence),
            entry("unsupported", ProviderTable::unsupported),
            entry("costs", COSTS::in),
            entry("costs-shortly", COSTS::shortly),
            entry("residency", ABOUT::residency),
            entry("statements", ABOUT::statements),
            entry("checklist-phases", page -> Checklist.checks(Checklist.PHASES, page)),
            entry("checklist-gates", page -> Checklist.checks(Checklist.GATES, page)),
            entry(
                    "checklist-providers",
                    page -> new Checklist(ProviderTable.profiles(), Evidence.all()).providers(page)),
            entry("footprint", page -> new Footprint().asciiDoc()));

    @TestFactory
    Stream<DynamicTest> every_generated_part_is_up_to_date() {
        return Repo.pages().stream()
                .filter(page -> !GeneratedRegions.names(Repo.read(page)).isEmpty())
                .map(page -> DynamicTest.dynamicTest(page, () -> check(page)));
    }

    private static void check(String page) {
        String text = Repo.read(page);
        String renewed = GeneratedRegions.renewed(page, text, name -> content(page, name));
        if (Repo.UPDATE) {
            Repo.write(page, renewed);
        } else {
            assertThat(text)
                    .as(page + " has a generated part that is out of date; " + Repo.HOW_TO_UPDATE)
                    .isEqualTo(renewed);
        }
    }

    private static String content(String page, String name) {
        UnaryOperator<String> table = TABLES.get(name);
        assertThat(table)
                .as(page + " asks for a generated part '" + name + "'; there are " + new TreeSet<>(TABLES.keySet()))
                .isNotNull();
        return table.apply(page);
    }

    @Test
    void every_table_stands_in_a_page() {
        TreeSet<String> used = new TreeSet<>();
        Repo.pages().forEach(page -> used.addAll(GeneratedRegions.names(Repo.read(page))));

        assertThat(used).isEqualTo(new TreeSet<>(TABLES.keySet()));
    }

    @Test
    void a_part_is_made_anew_between_its_comments() {
        String page = "a\n// generated: t\nold\n// end generated\nb\n";

        assertThat(GeneratedRegions.renewed("p.adoc", page, name -> "new " + name))
                .isEqualTo("a\n// generated: t\nnew t\n// end generated\nb\n");
    }

    @Test
    void a_part_without_an_end_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeneratedRegions.renewed("p.md", "<!-- generated: t -->\n", name -> name))
                .withMessage("p.md: the generated part t has no end");
    }

    @Test
    void a_table_is_written_as_its_page_is() {
        Table table = new Table("1,2", java.util.List.of("A", "B"), java.util.List.of(java.util.List.of("x|y", "z")));

        assertThat(table.in("p.adoc"))
                .isEqualTo("[cols=\"1,2\",options=\"header\"]\n|===\n| A | B\n\n| x\\|y | z\n|===");
        assertThat(table.in("p.md")).isEqualTo("| A | B |\n| --- | --- |\n| x\\|y | z |");
    }
}
