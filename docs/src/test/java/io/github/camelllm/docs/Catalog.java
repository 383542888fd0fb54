/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of options and headers, from the catalog file that Camel's plugin wrote into the component's jar. */
final class Catalog {

    private static final List<String> GROUPS = List.of(
            "common",
            "security",
            "timeout",
            "router",
            "proxy",
            "embed",
            "governance",
            "advanced",
            "producer (advanced)");
    private static final Map<String, String> TITLES = Map.of(
            "common", "Request and answer",
            "producer (advanced)", "Camel's own",
            "security", "Security",
            "timeout", "Deadlines",
            "router", "Router",
            "proxy", "Proxy",
            "embed", "Embeddings",
            "governance", "Ledger and budgets",
            "advanced", "Advanced");

    private final JsonNode catalog = read();

    /** Options of an endpoint, a table for each group. */
    String options() {
        return tables(members("properties").entrySet().stream()
                .filter(option -> option.getValue().path("kind").asText().equals("parameter"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new)));
    }

    /** Options that only the component has. */
    String componentOptions() {
        Map<String, JsonNode> options = members("componentProperties");
        options.keySet().removeAll(members("properties").keySet());
        return table(options).in(".adoc");
    }

    /** Headers of one direction, {@code in} or {@code out}. */
    String headers(String direction) {
        List<List<String>> rows = new ArrayList<>();
        members("headers").forEach((name, header) -> {
            if (header.path("group").asText().equals(direction)) {
                rows.add(List.of("`" + name + "`", type(header), description(header)));
            }
        });
        return new Table("3,1,6", List.of("Header", "Type", "Meaning"), rows).in(".adoc");
    }

    /** Names of all options of an endpoint. */
    Set<String> optionNames() {
        return members("properties").keySet();
    }

    /** Names of all headers. */
    Set<String> headerNames() {
        return members("headers").keySet();
    }

    private String tables(Map<String, JsonNode> options) {
        Set<String> groups = options.values().stream()
                .map(option -> option.path("group").asText())
                .collect(Collectors.toSet());
        if (!GROUPS.containsAll(groups)) {
            throw new AssertionError("options have a label that has no title here: " + groups);
        }
        return GROUPS.stream()
                .filter(groups::contains)
                .map(group -> "." + TITLES.get(group) + "\n"
                        + table(options.entrySet().stream()
                                        .filter(option -> option.getValue()
                                                .path("group")
                                                .asText()
                                                .equals(group))
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey,
                                                Map.Entry::getValue,
                                                (a, b) -> a,
                                                LinkedHashMap::new)))
                                .in(".adoc"))
                .collect(Collectors.joining("\n\n"));
    }

    private static Table table(Map<String, JsonNode> options) {
        List<List<String>> rows = new ArrayList<>();
        options.forEach((name, option) -> rows.add(
                List.of("`" + shown(name, option) + "`", type(option), fallback(option), description(option))));
        return new Table("3,2,1,6", List.of("Option", "Type", "Default", "Meaning"), rows);
    }

    /** A map is given entry by entry. */
    private static String shown(String name, JsonNode option) {
        String prefix = option.path("prefix").asText();
        return prefix.isEmpty() ? name : prefix + "<name>";
    }

    private static String type(JsonNode option) {
        if (option.has("enum")) {
            List<String> values = new ArrayList<>();
            option.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
            return String.join(" ", values);
        }
        return option.path("javaType").asText().replaceAll("[a-z][\\w]*\\.", "");
    }

    private static String fallback(JsonNode option) {
        String value = option.path("defaultValue").asText();
        return value.isEmpty() ? "" : "`" + value + "`";
    }

    private static String description(JsonNode option) {
        return option.path("description").asText().replaceAll("\\*", "{asterisk}");
    }

    private Map<String, JsonNode> members(String name) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        catalog.path(name).properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static JsonNode read() {
        String resource = "META-INF/io/github/camelllm/camel/llm.json";
        try (InputStream in = Catalog.class.getClassLoader().getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
