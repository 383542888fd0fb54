/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads by which addresses and APIs a provider is reached. */
final class AccessReader {

    private static final String[] OPERATIONS = {"chat", "embed", "responses"};

    private final SourceReader sources;
    private final Map<String, Map<String, QuirkType>> dialects;

    AccessReader(SourceReader sources, Map<String, Map<String, QuirkType>> dialects) {
        this.sources = sources;
        this.dialects = dialects;
    }

    /** Reads paths by operation. */
    static Map<String, String> paths(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return Map.of();
        }
        Map<String, String> paths = map.only(OPERATIONS).words();
        paths.forEach((operation, path) -> checkPath(map.key(operation), path));
        return paths;
    }

    private static void checkPath(YamlValue at, String path) {
        if (!path.startsWith("/")) {
            at.problem("path '" + path + "' must begin with a slash");
        } else if (!ProfileFile.followsAHost(path.replace("{model}", "m").replace("{apiVersion}", "v"))) {
            at.problem("path '" + path + "' is not the path of a URL");
        }
    }

    /** Reads the other APIs on top of others. */
    Map<String, ApiSpec> apis(@Nullable YamlValue value, Map<String, ApiSpec> before) {
        Map<String, ApiSpec> apis = new LinkedHashMap<>(before);
        YamlMap map = value == null ? null : value.map();
        if (map != null) {
            map.entries().forEach((name, entry) -> {
                ApiSpec api = api(entry, before.get(name));
                if (name.equals(ProviderProfile.USUAL_API)) {
                    map.key(name).problem("the API '" + name + "' is what the profile itself describes");
                } else if (api != null) {
                    apis.put(name, api);
                }
            });
        }
        return apis;
    }

    private @Nullable ApiSpec api(YamlValue value, @Nullable ApiSpec before) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        map.only("dialect", "quirks", "unsupported", "supports");
        List<String> known = dialects.keySet().stream().sorted().toList();
        YamlValue named =
                before == null ? map.required("dialect", "one of " + String.join(", ", known)) : map.get("dialect");
        String own = named == null ? null : named.oneOf("dialect", known, name -> name);
        String dialect = own != null ? own : before != null ? before.dialect() : null;
        if (dialect == null) {
            return null;
        }
        FactReader facts = new FactReader(sources, dialect, dialects.getOrDefault(dialect, Map.of()));
        Set<Feature> supports = map.read("supports", FactReader::features);
        return new ApiSpec(
                dialect,
                facts.quirks(map.get("quirks"), before == null ? Quirks.NONE : before.quirks()),
                facts.unsupported(map.get("unsupported"), before == null ? Map.of() : before.unsupported()),
                supports != null ? supports : before != null ? before.supports() : Set.of());
    }

    /** Reads where the resources of customers are. */
    static @Nullable ResourceSpec resource(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        map.only("address", "path", "environment", "deployments", "versioned");
        YamlValue pattern = map.required("address", "such as https://" + ResourceSpec.NAME + ".example.com");
        String address = pattern == null ? null : pattern.string();
        YamlValue below = map.required("path", "of the API below the address, such as /v1");
        String path = below == null ? null : below.string();
        if (pattern == null || address == null || below == null || path == null) {
            return null;
        }
        checkPath(below, path);
        if (!address.contains(ResourceSpec.NAME)) {
            pattern.problem("'" + address + "' must hold " + ResourceSpec.NAME + " where the resource's name stands");
        }
        List<String> environment = map.read("environment", YamlValue::strings);
        Boolean deployments = map.read("deployments", YamlValue::flag);
        return new ResourceSpec(
                address,
                path,
                environment == null ? List.of() : environment,
                Boolean.TRUE.equals(deployments),
                map.read("versioned", AccessReader::versioned));
    }

    private static ResourceSpec.@Nullable Versioned versioned(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        map.only("path", "paths");
        YamlValue below = map.required("path", "of the API below the resource's address");
        String path = below == null ? null : below.string();
        Map<String, String> paths = map.read("paths", AccessReader::paths);
        if (below == null || path == null) {
            return null;
        }
        checkPath(below, path);
        return new ResourceSpec.Versioned(path, paths == null ? Map.of() : paths);
    }
}
