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

/** The component stays light: at most 12 jars and 6 MB on top of camel-core, itself included. */
class FootprintTest {

    private final Footprint footprint = new Footprint();

    @Test
    void the_component_adds_at_most_twelve_jars_and_six_megabytes_to_camel_core() {
        List<Footprint.Jar> all = footprint.added();
        List<Footprint.Jar> added = all.stream().filter(jar -> !jar.shared()).toList();

        System.out.println("camel-llm-component adds to camel-core: " + sum(added) + "; to camel-core-engine: "
                + sum(all) + "; of which " + footprint.own() + " bytes are its own");
        assertThat(added).extracting(Footprint.Jar::coordinates).anyMatch(jar -> jar.contains("httpclient5"));
        assertThat(all).hasSizeLessThanOrEqualTo(11);
        assertThat(bytes(added)).isLessThanOrEqualTo(6_000_000);
    }

    @Test
    void logins_at_clouds_add_no_jar_to_who_does_not_use_them() {
        List<String> needed = Dependencies.atRuntime(Repo.path("camel-llm-component/pom.xml")).stream()
                .map(Dependencies.Artifact::id)
                .toList();

        assertThat(needed)
                .containsExactlyInAnyOrder(
                        "org.apache.camel:camel-support",
                        "org.apache.httpcomponents.client5:httpclient5",
                        "org.apache.httpcomponents.core5:httpcore5",
                        "org.apache.httpcomponents.core5:httpcore5-h2",
                        "com.fasterxml.jackson.core:jackson-core",
                        "com.fasterxml.jackson.core:jackson-databind",
                        "org.snakeyaml:snakeyaml-engine",
                        "org.slf4j:slf4j-api");
    }

    private String sum(List<Footprint.Jar> jars) {
        return (jars.size() + 1) + " jars, " + bytes(jars) + " bytes";
    }

    private long bytes(List<Footprint.Jar> jars) {
        return footprint.own() + jars.stream().mapToLong(Footprint.Jar::bytes).sum();
    }
}
