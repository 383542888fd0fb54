/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The component's options, from the catalog file of its jar, against the metadata of our properties. */
class OptionsAndPropertiesTest {

    private static final String PREFIX = "camel.component.llm.";

    private final Map<String, JsonNode> options = options();
    private final Map<String, JsonNode> properties = properties();

    @Test
    void every_option_of_the_component_has_a_property_and_every_property_an_option() {
        assertThat(options).hasSizeGreaterThan(50);
        assertThat(new TreeSet<>(properties.keySet())).isEqualTo(new TreeSet<>(options.keySet()));
    }

    @Test
    void a_property_has_the_type_of_its_option() {
        List<String> wrong = new ArrayList<>();
        options.forEach((name, option) -> {
            String expected = boxed(option.path("javaType").asText()).replace(" ", "");
            String actual = property(name).path("type").asText();
            if (!actual.equals(expected)) {
                wrong.add(name + " is " + actual + ", the option " + expected);
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void a_property_is_described_as_its_option() {
        List<String> wrong = new ArrayList<>();
        options.forEach((name, option) -> {
            String expected = option.path("description").asText();
            String actual = property(name).path("description").asText();
            if (!plain(actual).equals(plain(expected))) {
                wrong.add(name + ": '" + actual + "', the option: '" + expected + "'");
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void the_metadata_state_the_value_that_holds_when_a_property_is_not_set() {
        List<String> wrong = new ArrayList<>();
        options.forEach((name, option) -> {
            String expected = option.path("defaultValue").asText();
            String actual = property(name).path("defaultValue").asText();
            if (!actual.equals(expected)) {
                wrong.add(name + " is '" + actual + "' by default, the option '" + expected + "'");
            }
        });

        assertThat(wrong).isEmpty();
    }

    private JsonNode property(String name) {
        return properties.getOrDefault(name, MissingNode.getInstance());
    }

    private static Map<String, JsonNode> options() {
        Map<String, JsonNode> options = new TreeMap<>();
        JsonNode all = read("META-INF/io/github/camelllm/camel/llm.json").path("componentProperties");
        for (Map.Entry<String, JsonNode> option : all.properties()) {
            options.put(option.getKey().toLowerCase(Locale.ROOT), option.getValue());
        }
        return options;
    }

    /** Without what every component of Camel Spring Boot has beside its options. */
    private static Map<String, JsonNode> properties() {
        Map<String, JsonNode> properties = new TreeMap<>();
        for (JsonNode property :
                read("META-INF/spring-configuration-metadata.json").path("properties")) {
            String name = property.path("name").asText();
            assertThat(name).startsWith(PREFIX);
            properties.put(name.substring(PREFIX.length()).replace("-", ""), property);
        }
        properties.keySet().removeAll(List.of("enabled", "customizer.enabled"));
        return properties;
    }

    private static JsonNode read(String resource) {
        try (InputStream in = LlmComponentConfiguration.class.getClassLoader().getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String boxed(String type) {
        return switch (type) {
            case "boolean" -> "java.lang.Boolean";
            case "int" -> "java.lang.Integer";
            case "long" -> "java.lang.Long";
            default -> type.replaceAll(", +", ",");
        };
    }

    /** Javadoc has its own way with some characters. */
    private static String plain(String description) {
        return description
                .replace("&lt;", "<")
                .replace("&#64;", "@")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
