/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checklist names checks that exist. */
class ChecklistTest {

    private static final Pattern NAMED = Pattern.compile("-Dtest='?([\\w*,]+)");

    private static Stream<Checklist.Check> all() {
        return Stream.of(Checklist.PHASES, Checklist.GATES).flatMap(checks -> checks.stream());
    }

    @Test
    void there_are_eighteen_phases_and_six_gates() {
        assertThat(Checklist.PHASES)
                .hasSize(18)
                .extracting(Checklist.Check::title)
                .doesNotHaveDuplicates();
        assertThat(Checklist.GATES)
                .hasSize(6)
                .extracting(Checklist.Check::title)
                .doesNotHaveDuplicates();
    }

    @Test
    void every_check_has_a_command_and_files_that_exist_or_is_left_to_people() {
        assertThat(all()).allSatisfy(check -> {
            assertThat(check.files().isEmpty()).as(check.title()).isEqualTo(check.command() == null);
            assertThat(check.files()).allMatch(Repo::has);
            assertThat(check.command() == null)
                    .as(check.title())
                    .isEqualTo(check.asks().equals("people decide; nothing checks it"));
        });
    }

    @Test
    void a_command_is_a_script_of_the_repository_and_finds_the_tests_that_it_names() {
        assertThat(all().filter(check -> check.command() != null)).allSatisfy(check -> {
            assertThat(check.command()).containsPattern("^(CAMEL_LLM_REQUIRE_SHARED=true )?(\\./mvnw |\\.ci/run$)");
            NAMED.matcher(check.command())
                    .results()
                    .flatMap(found -> Stream.of(found.group(1).split(",")))
                    .forEach(name -> assertThat(Stream.concat(
                                    Repo.files("camel-llm-component/src/test/java", ".java"),
                                    Repo.files("docs/src/test/java", ".java")))
                            .as(name)
                            .anyMatch(file -> file.matches(".*/" + name.replace("*", "\\w*") + "\\.java")));
        });
    }

    @Test
    void profiles_that_commands_name_are_those_of_the_build() {
        String pom = Repo.read("pom.xml");

        assertThat(all().filter(check ->
                        check.command() != null && check.command().contains(" -P")))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(pom)
                        .contains("<id>" + check.command().replaceFirst(".* -P(\\w+) .*", "$1") + "</id>"));
    }
}
