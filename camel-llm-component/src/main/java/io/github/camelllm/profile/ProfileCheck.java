/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for facts that do not fit together, or are old. */
public final class ProfileCheck {

    private final LocalDate today;
    private final Period oldAfter;

    /**
     * @param today the day of the check
     * @param oldAfter how long a fact is fresh after it was read
     */
    public ProfileCheck(LocalDate today, Period oldAfter) {
        this.today = today;
        this.oldAfter = oldAfter;
    }

    /** What is wrong: facts that contradict each other or the calendar. */
    public List<Finding> contradictions(Collection<ProviderProfile> profiles) {
        List<Finding> findings = new ArrayList<>(sharedNames(profiles));
        for (ProviderProfile profile : profiles) {
            defaultModel(profile).ifPresent(findings::add);
            FactAge.of(List.of(profile), today).stream()
                    .filter(age -> age.days() < 0)
                    .forEach(age -> findings.add(finding(profile, "was read in the future: " + age.source())));
            profile.models().forEach(model -> findings.addAll(model(profile, model)));
        }
        return findings;
    }

    /** What should be read again: each document that is older than allowed, once for each provider. */
    public List<FactAge> oldFacts(Collection<ProviderProfile> profiles) {
        return FactAge.of(profiles, today).stream()
                .filter(age -> age.source().checked().plus(oldAfter).isBefore(today))
                .toList();
    }

    private static List<Finding> sharedNames(Collection<ProviderProfile> profiles) {
        Map<String, String> owners = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (ProviderProfile profile : profiles) {
            Stream.concat(Stream.of(profile.id()), profile.aliases().stream()).forEach(name -> {
                String other = owners.putIfAbsent(name, profile.id());
                if (other != null) {
                    findings.add(finding(profile, "the name '" + name + "' belongs to '" + other + "' too"));
                }
            });
        }
        return findings;
    }

    private Optional<Finding> defaultModel(ProviderProfile profile) {
        ProviderProfile.DatedModel dated = profile.defaultModel();
        if (dated == null || profile.models().isEmpty()) {
            return Optional.empty();
        }
        Optional<ModelProfile> model = profile.listedModel(dated.model());
        if (model.isEmpty()) {
            return Optional.of(finding(profile, "the default model '" + dated.model() + "' is not listed"));
        }
        return model.filter(this::retired)
                .map(it -> finding(profile, "the default model '" + dated.model() + "' retired on " + it.retires()));
    }

    private boolean retired(ModelProfile model) {
        return model.retires() != null && !model.retires().isAfter(today);
    }

    private List<Finding> model(ProviderProfile profile, ModelProfile model) {
        List<Finding> findings = new ArrayList<>();
        model.features().stream()
                .filter(feature -> new Target(profile, model).lacks(feature).isPresent())
                .sorted()
                .forEach(feature -> findings.add(
                        finding(profile, model.id() + " has the feature '" + feature.setting() + "' and lacks it")));
        if (model.contextTokens() != null) {
            Stream.of(Optional.ofNullable(model.maxInputTokens()), Optional.ofNullable(model.maxOutputTokens()))
                    .flatMap(Optional::stream)
                    .filter(limit -> limit > model.contextTokens())
                    .forEach(limit -> findings.add(finding(
                            profile,
                            model.id() + " has a limit of " + limit + " in a window of " + model.contextTokens())));
        }
        model.prices().stream()
                .filter(period -> period.windows().stream()
                        .anyMatch(window -> window.exceptionsKnownUntil() != null
                                && window.exceptionsKnownUntil().isBefore(today)))
                .filter(period -> period.until() == null)
                .forEach(period -> findings.add(
                        finding(profile, model.id() + " has hours whose exceptions are not known for today")));
        return findings;
    }

    private static Finding finding(ProviderProfile profile, String text) {
        return new Finding(profile.id(), text);
    }

    /**
     * One thing to look at.
     *
     * @param provider whose profile it is
     * @param text what was found
     */
    public record Finding(String provider, String text) {

        @Override
        public String toString() {
            return provider + ": " + text;
        }
    }
}
