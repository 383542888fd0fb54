/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.Element;

/** The versions that the pages state are those of the build. */
class VersionsTest {

    private static final Element PROPERTIES =
            Xml.children(Xml.root(Repo.path("pom.xml")), "properties").get(0);

    @ParameterizedTest
    @CsvSource({
        "camel-version, camel.version",
        "spring-boot-version, spring-boot.version",
        "java-version, maven.compiler.release"
    })
    void an_attribute_of_the_pages_is_the_property_of_the_build(String attribute, String property) {
        Map<?, ?> antora =
                (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Repo.read("docs/antora.yml"));
        Map<?, ?> attributes = (Map<?, ?>) ((Map<?, ?>) antora.get("asciidoc")).get("attributes");

        assertThat(attributes.get(attribute)).asString().isEqualTo(Xml.text(PROPERTIES, property));
    }

    @ParameterizedTest
    @CsvSource({
        "Apache Camel, camel.version",
        "Spring Boot, spring-boot.version",
        "Apache HttpClient, httpclient5.version",
        "Jackson, jackson.version"
    })
    void the_support_matrix_states_the_versions_of_the_build(String product, String property) {
        assertThat(Repo.read("docs/modules/ROOT/pages/support.adoc"))
                .contains("| " + product + " | " + Xml.text(PROPERTIES, property));
    }

    @Test
    void the_version_of_the_pages_is_the_one_of_the_project() {
        String version = Xml.text(Xml.root(Repo.path("pom.xml")), "version");

        assertThat(version).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(Repo.read("docs/antora.yml"))
                .contains("version: '" + version.replaceFirst("\\.\\d+(-.*)?$", "") + "'");
    }
}
