/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads files in layers, so that a profile can extend the one of its own id in an earlier layer, or any other. */
final class ProfileLayers {

    private final ProfileReader reader;
    private final List<Map<String, ProfileSource>> layers = new ArrayList<>();
    private final Map<String, ProviderProfile> read = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    ProfileLayers(ProfileReader reader, List<List<ProfileSource>> sources) {
        this.reader = reader;
        for (List<ProfileSource> layer : sources) {
            Map<String, ProfileSource> byId = new TreeMap<>();
            layer.forEach(source -> byId.put(source.id(), source));
            layers.add(byId);
        }
    }

    /** The profiles that count, by id. */
    Map<String, ProviderProfile> all() {
        Map<String, ProviderProfile> all = new TreeMap<>();
        Map<String, ProfileException.Problem> problems = new TreeMap<>();
        layers.stream()
                .flatMap(layer -> layer.keySet().stream())
                .distinct()
                .sorted()
                .forEach(id -> {
                    try {
                        all.put(id, find(id).orElseThrow());
                    } catch (ProfileException e) {
                        e.problems().forEach(problem -> problems.put(problem.toString(), problem));
                        if (e.problems().isEmpty()) {
                            throw e;
                        }
                    }
                });
        if (!problems.isEmpty()) {
            throw new ProfileException(List.copyOf(problems.values()));
        }
        return all;
    }

    /** The profile of that id that counts. */
    Optional<ProviderProfile> find(String id) {
        return below(id, layers.size());
    }

    private Optional<ProviderProfile> below(String id, int top) {
        for (int layer = top - 1; layer >= 0; layer--) {
            ProfileSource source = layers.get(layer).get(id);
            if (source != null) {
                return Optional.of(read(source, layer));
            }
        }
        return Optional.empty();
    }

    private ProviderProfile read(ProfileSource source, int layer) {
        ProviderProfile known = read.get(source.file());
        if (known != null) {
            return known;
        }
        if (!open.add(source.file())) {
            throw new ProfileException("profile " + source.file() + " extends itself, directly or through others");
        }
        try {
            ProviderProfile profile = reader.readFile(
                    source.file(), source.text(), id -> id.equals(source.id()) ? below(id, layer) : find(id));
            read.put(source.file(), profile);
            return profile;
        } finally {
            open.remove(source.file());
        }
    }
}
