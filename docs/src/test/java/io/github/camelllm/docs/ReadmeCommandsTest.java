/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The first two blocks of the README are the commands that a newcomer runs, and they are what CI and the poms have. */
class ReadmeCommandsTest {

    private static final String README = "README.md";

    private final List<CodeBlock> blocks = CodeBlocks.of(README, Repo.read(README));

    /** Whether this class checks a block instead of comparing it with a source. */
    static boolean checks(CodeBlock block) {
        return block.page().equals(README)
                && CodeBlocks.of(README, Repo.read(README)).stream().limit(2).anyMatch(block::equals);
    }

    @Test
    void the_first_two_blocks_are_bash_commands_of_one_line() {
        assertThat(blocks.subList(0, 2)).allSatisfy(block -> {
            assertThat(block.language()).isEqualTo("bash");
            assertThat(block.lines()).hasSize(1);
        });
    }

    @Test
    void the_first_command_runs_the_quickstart_by_its_profile() {
        assertThat(blocks.get(0).text()).isEqualTo("./mvnw -q -Pquickstart -pl examples/quickstart -am verify");
        assertThat(Repo.read("pom.xml")).contains("<id>quickstart</id>");
        assertThat(Repo.read("examples/quickstart/pom.xml"))
                .contains("<id>quickstart</id>", "<phase>verify</phase>", "<goal>exec</goal>");
        String main = "io.github.camelllm.examples.quickstart.Quickstart";
        assertThat(Repo.read("examples/quickstart/pom.xml")).contains("<argument>" + main + "</argument>");
        assertThat(Repo.has("examples/quickstart/src/main/java/" + main.replace('.', '/') + ".java"))
                .as("the class that the quickstart runs")
                .isTrue();
    }

    @Test
    void the_second_command_is_what_ci_runs() {
        assertThat(blocks.get(1).text()).isEqualTo("./mvnw verify");
        assertThat(Repo.read(".ci/run").lines().filter(line -> line.contains("./mvnw ") && line.startsWith("sh ")))
                .first()
                .asString()
                .matches("sh \\./mvnw( -B| -ntp)* verify( </dev/null)?");
    }

    @Test
    void the_first_routes_stand_before_line_40() {
        assertThat(blocks)
                .filteredOn(block -> block.line() + block.lines().size() < 40)
                .extracting(CodeBlock::language)
                .contains("java", "yaml");
    }
}
