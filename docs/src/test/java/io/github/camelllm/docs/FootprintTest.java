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
        List<Footprint.Jar> added = footprint.added();
        long bytes =
                footprint.own() + added.stream().mapToLong(Footprint.Jar::bytes).sum();

        System.out.println("camel-llm-component adds to camel-core-engine: " + (added.size() + 1) + " jars, " + bytes
                + " bytes, of which " + footprint.own() + " its own");
        assertThat(added).extracting(Footprint.Jar::coordinates).anyMatch(jar -> jar.contains("httpclient5"));
        assertThat(added).hasSizeLessThanOrEqualTo(11);
        assertThat(bytes).isLessThanOrEqualTo(6_000_000);
    }
}
