/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every block of code in README, CONTRIBUTING, docs and examples is the text of a source that is tested. */
class CodeBlocksTest {

    @TestFactory
    Stream<DynamicTest> every_block_equals_its_source() {
        return Repo.pages().stream()
                .flatMap(page -> CodeBlocks.of(page, Repo.read(page)).stream())
                .filter(block -> !ReadmeCommandsTest.checks(block))
                .map(block -> DynamicTest.dynamicTest(block.where(), () -> check(block)));
    }

    private static void check(CodeBlock block) {
        String reference = block.source()
                .orElseThrow(
                        () -> new AssertionError(block.where() + " is code without a source. Move it into a test and"
                                + " name it in a comment before the block: // source: path#region in AsciiDoc,"
                                + " <!-- source: path#region --> in Markdown"));
        assertThat(tested(reference))
                .as(block.where() + " has a source that no test covers: " + reference)
                .isTrue();
        String code = TaggedSource.read(reference);
        if (Repo.UPDATE && !code.equals(block.text())) {
            update(block, code);
        } else {
            assertThat(block.text())
                    .as(block.where() + " differs from " + reference + "; " + Repo.HOW_TO_UPDATE)
                    .isEqualTo(code);
        }
    }

    /** Blocks are looked up anew, because an earlier update may have moved them. */
    private static void update(CodeBlock block, String code) {
        String text = Repo.read(block.page());
        CodeBlock now = CodeBlocks.of(block.page(), text).stream()
                .filter(other ->
                        other.source().equals(block.source()) && other.text().equals(block.text()))
                .findFirst()
                .orElseThrow();
        Repo.write(block.page(), CodeBlocks.replace(text, now, code));
    }

    /** Java and examples are compiled and run; another file must be named by a test. */
    private static boolean tested(String reference) {
        String file = reference.replaceFirst("#.*", "");
        if (file.contains("/src/test/java/") || file.startsWith("examples/")) {
            return true;
        }
        String name = file.substring(file.lastIndexOf('/') + 1);
        return file.contains("/src/test/resources/")
                && Repo.files(file.substring(0, file.indexOf('/')) + "/src/test/java", ".java")
                        .anyMatch(test -> Repo.read(test).contains(name));
    }

    @Test
    void there_are_blocks_to_check() {
        assertThat(Repo.pages()).contains("README.md", "docs/modules/ROOT/pages/index.adoc");
        assertThat(Repo.pages().stream().flatMap(page -> CodeBlocks.of(page, Repo.read(page)).stream()))
                .hasSizeGreaterThan(10);
    }

    @Test
    void a_block_of_asciidoc_has_its_language_and_the_source_before_its_attributes() {
        String page = "= T\n\n// source: a/B.java#x\n[source,java]\n.Title\n----\nint a;\n----\n\n....\nraw\n....\n";

        assertThat(CodeBlocks.of("p.adoc", page))
                .containsExactly(
                        new CodeBlock("p.adoc", 6, "java", Optional.of("a/B.java#x"), List.of("int a;")),
                        new CodeBlock("p.adoc", 10, "", Optional.empty(), List.of("raw")));
    }

    @Test
    void a_block_of_markdown_has_its_language_and_the_source_before_it() {
        String page = "<!-- source: r.yaml -->\n```yaml\n- a\n```\n\n```bash\nls\n```\n";

        assertThat(CodeBlocks.of("p.md", page))
                .containsExactly(
                        new CodeBlock("p.md", 2, "yaml", Optional.of("r.yaml"), List.of("- a")),
                        new CodeBlock("p.md", 6, "bash", Optional.empty(), List.of("ls")));
    }

    @Test
    void a_block_without_an_end_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodeBlocks.of("p.md", "a\n```java\nint a;\n"))
                .withMessage("p.md:2 opens a block that has no end");
    }

    @Test
    void code_is_replaced_between_the_fences() {
        String page = "a\n```java\nold\nold\n```\nb\n";

        String changed = CodeBlocks.replace(page, CodeBlocks.of("p.md", page).get(0), "new");

        assertThat(changed).isEqualTo("a\n```java\nnew\n```\nb\n");
    }
}
