/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The dependencies that the pages tell users to add are those of this build. */
class UserPomTest {

    @Test
    void the_dependencies_are_modules_of_this_version() throws Exception {
        String root = Files.readString(Path.of("../pom.xml"));
        String version =
                root.replaceAll("(?s).*?<artifactId>camel-llm-parent</artifactId>\\s*<version>([^<]+)<.*", "$1");
        String user = Files.readString(Path.of("src/test/resources/user-pom.xml"));

        for (String artifact : new String[] {"camel-llm-component", "camel-llm-test", "camel-llm-starter"}) {
            assertThat(root).contains("<module>" + artifact + "</module>");
            assertThat(user.replaceAll("\\s", ""))
                    .contains("<groupId>io.github.camel-llm</groupId><artifactId>" + artifact + "</artifactId><version>"
                            + version + "</version>");
        }
    }
}
