/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.error.LlmException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All providers that are known: those of this jar, those of other jars and folders on the class path, those of a folder.
 * Of two profiles of one id the later one counts; it may extend the earlier one. Immutable but for profiles that are first
 * found when they are asked for; thread-safe.
 */
public final class ProfileCatalog {

    private final Map<String, ProviderProfile> providers;
    private final Map<String, String> aliases;
    private final Function<String, Optional<ProviderProfile>> late;
    private final Map<String, ProviderProfile> found = new ConcurrentHashMap<>();

    private ProfileCatalog(Map<String, ProviderProfile> providers, Function<String, Optional<ProviderProfile>> late) {
        this.providers = Collections.unmodifiableMap(new TreeMap<>(providers));
        this.aliases = aliases(this.providers);
        this.late = late;
    }

    /**
     * Loads all profiles.
     *
     * @param reader reads each
     * @param loader whose class path is searched
     * @param directory with further files {@code *.yaml}; null: none
     * @throws LlmException INVALID_REQUEST when any profile is wrong; its cause lists all problems of all files
     */
    public static ProfileCatalog load(ProfileReader reader, ClassLoader loader, @Nullable Path directory) {
        try {
            return loadAll(reader, loader, directory);
        } catch (ProfileException e) {
            throw e.forCallers();
        }
    }

    private static ProfileCatalog loadAll(ProfileReader reader, ClassLoader loader, @Nullable Path directory) {
        ClasspathProfiles classpath = new ClasspathProfiles(loader);
        List<List<ProfileSource>> layers = new ArrayList<>(classpath.layers());
        if (directory != null) {
            layers.add(files(directory));
        }
        ProfileLayers read = new ProfileLayers(reader, layers);
        return new ProfileCatalog(
                read.all(),
                id -> classpath.byId(id).map(source -> reader.read(source.file(), source.text(), read::find)));
    }

    /** Only these. */
    public static ProfileCatalog of(ProviderProfile... profiles) {
        Map<String, ProviderProfile> all = new HashMap<>();
        for (ProviderProfile profile : profiles) {
            all.put(profile.id(), profile);
        }
        return new ProfileCatalog(all, id -> Optional.empty());
    }

    private static List<ProfileSource> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ProfileException("the profiles directory '" + directory
                    + "' is not a directory; create it, or correct the option profilesDirectory");
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ProfileSource.ENDING))
                    .sorted()
                    .map(ProfileSource::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot list the profiles directory " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> aliases(Map<String, ProviderProfile> providers) {
        Map<String, String> owners = new HashMap<>();
        providers
                .values()
                .forEach(provider -> provider.aliases().forEach(alias -> {
                    String other = providers.containsKey(alias) ? alias : owners.putIfAbsent(alias, provider.id());
                    if (other != null) {
                        throw new ProfileException("the name '" + alias + "' belongs to both '" + other + "' and '"
                                + provider.id() + "'; take it away from the aliases of one of them");
                    }
                }));
        return owners;
    }

    /** All providers that were listed, by id. */
    public List<ProviderProfile> providers() {
        return List.copyOf(providers.values());
    }

    /** The provider of that id or alias; empty when there is none. */
    public Optional<ProviderProfile> find(String idOrAlias) {
        ProviderProfile provider = providers.get(aliases.getOrDefault(idOrAlias, idOrAlias));
        return provider != null ? Optional.of(provider) : late(idOrAlias);
    }

    private Optional<ProviderProfile> late(String id) {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            return Optional.empty();
        }
        ProviderProfile known = found.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ProviderProfile> provider = late.apply(id);
        provider.ifPresent(profile -> found.put(id, profile));
        return provider;
    }

    /**
     * The provider of that id or alias.
     *
     * @throws LlmException INVALID_REQUEST when there is none, with near names and how to add one
     */
    public ProviderProfile provider(String idOrAlias) {
        return find(idOrAlias).orElseThrow(() -> {
            TreeSet<String> known = new TreeSet<>(providers.keySet());
            known.addAll(aliases.keySet());
            return new ProfileException("unknown provider '" + idOrAlias + "'" + NearNames.suggestion(idOrAlias, known)
                            + " Known: " + String.join(", ", providers.keySet())
                            + ". To add one, put " + ClasspathProfiles.FOLDER + idOrAlias
                            + ".yaml on the class path, or that file into the folder of the option profilesDirectory")
                    .forCallers();
        });
    }

    /** A model of a provider, under the very name that was asked for. */
    public Target target(ProviderProfile provider, String model) {
        return new Target(provider, match(provider, model).model());
    }

    /**
     * A model of a provider, under the very name that was asked for.
     *
     * @throws LlmException INVALID_REQUEST when there is no such provider
     */
    public Target target(String idOrAlias, String model) {
        return target(provider(idOrAlias), model);
    }

    /** How the name of a model is understood. */
    public ModelMatch match(ProviderProfile provider, String model) {
        return ModelMatch.find(provider, model);
    }
}
