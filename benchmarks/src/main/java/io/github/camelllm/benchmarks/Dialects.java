/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileReader;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.QuirkType;
import io.github.camelllm.test.ProviderSimulator;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link DialectBenchmark} for a provider of each dialect and puts the figures beside those of OpenAI's. */
final class Dialects {

    private static final String YARDSTICK = "openai";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Dialects() {}

    static String table() throws RunnerException {
        Map<String, String> providers = providers();
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(DialectBenchmark.class.getName())
                        .param("provider", providers.values().toArray(String[]::new))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        RunResult yardstick = results.stream()
                .filter(result -> provider(result).equals(YARDSTICK))
                .findFirst()
                .orElseThrow();
        StringBuilder table =
                new StringBuilder("| dialect | time per chunk, ns | allocated per chunk, bytes |\n|---|---:|---:|\n");
        providers.forEach((dialect, provider) -> results.stream()
                .filter(result -> provider(result).equals(provider))
                .forEach(result -> table.append(String.format(
                        Locale.ROOT,
                        "| %s (%s) | %.0f (%.2f) | %.0f (%.2f) |%n",
                        dialect,
                        provider,
                        time(result),
                        time(result) / time(yardstick),
                        allocated(result),
                        allocated(result) / allocated(yardstick)))));
        return table.toString();
    }

    /** By dialect, one that the simulator plays; for OpenAI's own dialect OpenAI. */
    private static Map<String, String> providers() {
        Set<String> simulated;
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulated = simulator.providerIds();
        }
        Map<String, String> providers = new TreeMap<>();
        for (ProviderProfile profile : catalog().providers()) {
            if (simulated.contains(profile.id()) && profile.defaultModel() != null) {
                providers.putIfAbsent(profile.dialect(), profile.id());
                if (profile.id().equals(YARDSTICK)) {
                    providers.put(profile.dialect(), YARDSTICK);
                }
            }
        }
        return providers;
    }

    /** The built-in profiles. */
    static ProfileCatalog catalog() {
        Map<String, Map<String, QuirkType>> quirks = new HashMap<>();
        ServiceLoader.load(Dialect.class).forEach(dialect -> quirks.put(dialect.id(), dialect.quirks()));
        return ProfileCatalog.load(new ProfileReader(quirks), Dialects.class.getClassLoader(), null);
    }

    private static String provider(RunResult result) {
        return result.getParams().getParam("provider");
    }

    private static double time(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double allocated(RunResult result) {
        return result.getSecondaryResults().get(ALLOCATED).getScore();
    }
}
