/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class CamelKIntegrationTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode integration = yaml("camel-k/integration.yaml");

    @Test
    void it_runs_the_routes_that_the_other_tests_run() {
        assertThat(integration.at("/spec/flows")).isEqualTo(yaml("src/main/resources/tickets.camel.yaml"));
    }

    @Test
    void it_obeys_the_resource_definition() throws IOException {
        assertThat(CustomResourceCheck.of(Path.of("src/test/resources/integration-crd.json"), integration))
                .isEmpty();
    }

    @Test
    void the_check_finds_mistakes() throws IOException {
        JsonNode wrong = MAPPER.readTree("""
                {"apiVersion": "camel.apache.org/v1alpha1", "kind": "Integration",
                 "spec": {"flow": [], "dependencies": "mvn:a:b:1",
                          "traits": {"camel": {"runtimeProvider": "main"}, "mount": {"resources": ["tickets"]}}}}
                """);

        assertThat(CustomResourceCheck.of(Path.of("src/test/resources/integration-crd.json"), wrong))
                .containsExactlyInAnyOrder(
                        "/apiVersion: 'camel.apache.org/v1alpha1' is not one of [camel.apache.org/v1]",
                        "/metadata: is missing",
                        "/spec/flow: is not known; known are dependencies, flows, traits",
                        "/spec/dependencies: must be an array",
                        "/spec/flows: is missing",
                        "/spec/traits/camel/runtimeProvider: 'main' is not one of [quarkus, plain-quarkus]",
                        "/spec/traits/mount/resources/0: 'tickets' does not look like"
                                + " ^(configmap|secret):[a-z0-9.-]+(/[^@]+)?(@/.+)?$");
    }

    @Test
    void every_placeholder_of_the_routes_is_set() throws IOException {
        String routes = Files.readString(Path.of("src/main/resources/tickets.camel.yaml"));
        List<String> set = new ArrayList<>();
        integration
                .at("/spec/traits/camel/properties")
                .forEach(property -> set.add(property.asText().replaceAll("=.*", "")));

        List<String> used = Pattern.compile("\\{\\{(.+?)}}")
                .matcher(routes)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(used).isNotEmpty().isSubsetOf(set);
    }

    private static JsonNode yaml(String file) {
        try {
            return MAPPER.valueToTree(
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of(file))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
