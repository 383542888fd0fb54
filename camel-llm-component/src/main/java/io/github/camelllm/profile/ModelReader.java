/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the models of a profile. */
final class ModelReader {

    private static final Map<String, ModelProfile.Kind> KINDS =
            Map.of("chat", ModelProfile.Kind.CHAT, "embedding", ModelProfile.Kind.EMBEDDING);

    private static final Map<String, ModelProfile.Role> ROLES = Map.of(
            "small", ModelProfile.Role.SMALL,
            "large", ModelProfile.Role.LARGE,
            "specialty", ModelProfile.Role.SPECIALTY);

    private final SourceReader sources;
    private final FactReader facts;
    private final PriceReader prices;
    private final List<String> apis;

    /** @param apis the names of the provider's APIs */
    ModelReader(SourceReader sources, FactReader facts, PriceReader prices, List<String> apis) {
        this.sources = sources;
        this.facts = facts;
        this.prices = prices;
        this.apis = apis;
    }

    /** Reads a list of models on top of others: the keys of a model that stands in both replace those of the other. */
    List<ModelProfile> models(@Nullable YamlValue list, List<ModelProfile> before) {
        Map<String, ModelProfile> all = new LinkedHashMap<>();
        before.forEach(model -> all.put(model.id(), model));
        Set<String> own = new HashSet<>();
        Map<ModelProfile.Role, String> taken = new EnumMap<>(ModelProfile.Role.class);
        for (YamlValue value : list == null ? List.<YamlValue>of() : list.list()) {
            YamlMap map = value.map();
            YamlValue named = map == null ? null : map.required("id", "the provider's name of the model");
            String id = named == null ? null : named.string();
            if (map == null || named == null || id == null) {
                continue;
            }
            if (own.add(id)) {
                ModelProfile model = model(map, all.getOrDefault(id, ModelProfile.unlisted(id)));
                takeRole(map, model, all, taken);
                all.put(id, model);
            } else {
                named.problem("model '" + id + "' stands twice; remove one");
            }
        }
        reportSharedNames(list, all);
        return List.copyOf(all.values());
    }

    /** A role belongs to one model: what this file says takes it from the extended profile's model. */
    private static void takeRole(
            YamlMap map, ModelProfile model, Map<String, ModelProfile> all, Map<ModelProfile.Role, String> taken) {
        ModelProfile.Role role = model.role();
        if (role == null || !map.has("role")) {
            return;
        }
        String other = taken.putIfAbsent(role, model.id());
        if (other != null) {
            map.key("role")
                    .problem("'" + other + "' and '" + model.id() + "' have the same role; take it from one of them");
        }
        all.replaceAll((id, before) ->
                before.role() == role ? before.toBuilder().role(null).build() : before);
    }

    private ModelProfile model(YamlMap map, ModelProfile before) {
        map.only(
                "id",
                "aliases",
                "prefixes",
                "kind",
                "api",
                "role",
                "context",
                "maxInput",
                "maxOutput",
                "features",
                "unsupported",
                "quirks",
                "prices",
                "retires",
                "source");
        ModelProfile.Builder model = before.toBuilder().source(sources.of(map));
        set(map.read("aliases", YamlValue::strings), model::aliases);
        set(map.read("prefixes", YamlValue::strings), model::prefixes);
        set(
                map.read(
                        "kind",
                        it -> it.oneOf(
                                "kind of model",
                                KINDS.keySet().stream().sorted().toList(),
                                KINDS::get)),
                model::kind);
        set(map.read("api", it -> it.oneOf("API", apis, name -> name)), model::api);
        set(
                map.read(
                        "role",
                        it -> it.oneOf(
                                "role of a model",
                                ROLES.keySet().stream().sorted().toList(),
                                ROLES::get)),
                model::role);
        set(map.read("context", it -> it.count(1)), model::contextTokens);
        set(map.read("maxInput", it -> it.count(1)), model::maxInputTokens);
        set(map.read("maxOutput", it -> it.count(1)), model::maxOutputTokens);
        set(map.read("features", FactReader::features), model::features);
        model.unsupported(facts.unsupported(map.get("unsupported"), before.unsupported()));
        model.quirks(facts.quirks(map.get("quirks"), before.quirks()));
        set(map.read("prices", it -> prices.periods(it, before.id())), model::prices);
        set(map.read("retires", YamlValue::date), model::retires);
        return model.build();
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static void reportSharedNames(@Nullable YamlValue list, Map<String, ModelProfile> all) {
        Map<String, String> owners = new HashMap<>();
        List<String> shared = new ArrayList<>();
        all.values()
                .forEach(model -> names(model).forEach(name -> {
                    String other = owners.putIfAbsent(name, model.id());
                    if (other != null) {
                        shared.add("'" + name + "' names both '" + other + "' and '" + model.id() + "'");
                    }
                }));
        if (list != null && !shared.isEmpty()) {
            list.problem(String.join("; ", shared) + ". Take the alias away from one");
        }
    }

    private static List<String> names(ModelProfile model) {
        List<String> names = new ArrayList<>(model.aliases());
        names.add(model.id());
        return names;
    }
}
