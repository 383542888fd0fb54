/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The YAML routes of the docs: each is shown in a page, and each is loaded into a context by a test. */
class RouteFilesTest {

    private static final String FOLDER = "docs/src/test/resources/routes";

    private final List<String> routes = Repo.files(FOLDER, ".yaml").toList();

    @Test
    void every_route_is_shown_in_a_page() {
        String pages = Repo.pages().stream().map(Repo::read).collect(Collectors.joining("\n"));

        assertThat(routes).isNotEmpty().allSatisfy(route -> assertThat(pages).contains("source: " + route));
    }

    @Test
    void every_route_is_loaded_by_a_test() {
        String tests = Repo.files("docs/src/test/java", ".java").map(Repo::read).collect(Collectors.joining("\n"));

        assertThat(routes)
                .allSatisfy(route -> assertThat(tests).contains("\"" + route.substring(FOLDER.length() + 1) + "\""));
    }
}
