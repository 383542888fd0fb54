/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.LlmClient;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Notice;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.PricePeriod;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import io.github.camelllm.profile.Unsupported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever we do not send, or refuse to send, is the provider's doing and says which document says so and when it was read.
 * All of them are listed in {@code target/refusals}, a file for each provider.
 */
class RefusalsTest {

    /** There is no setting for it: answers that speak are asked for by the provider's own options. */
    private static final Set<Feature> UNASKED = EnumSet.of(Feature.AUDIO_OUTPUT);

    private static final Map<String, Dialect> DIALECTS = ServiceLoader.load(Dialect.class).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toMap(Dialect::id, Function.identity()));

    static Stream<ProviderProfile> providers() {
        try (LlmClient client = LlmClient.builder().build()) {
            return List.copyOf(client.catalog().providers()).stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void each_refusal_cites_a_source_of_the_profile(ProviderProfile provider) throws IOException {
        List<String> cited = sources(provider).map(Source::cited).distinct().toList();

        Set<Refusal> all = new TreeSet<>();
        targets(provider).forEach(target -> all.addAll(refusals(provider, target)));

        list(provider, all);
        assertThat(all)
                .allSatisfy(refusal -> assertThat(cited)
                        .as(refusal.toString())
                        .anyMatch(source -> refusal.message().contains(source)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void each_row_of_what_is_not_supported_is_told_when_it_is_asked_for(ProviderProfile provider) {
        List<String> untold = new ArrayList<>();
        targets(provider).forEach(target -> {
            List<String> told =
                    refusals(provider, target).stream().map(Refusal::message).toList();
            for (Feature feature : Feature.values()) {
                target.lacks(feature)
                        .filter(row -> !UNASKED.contains(feature) && askable(target, feature))
                        .filter(row -> told.stream().noneMatch(message -> message.contains(words(row))))
                        .ifPresent(row -> untold.add(target + " " + feature.setting()));
            }
        });

        assertThat(untold).isEmpty();
    }

    private static String words(Unsupported row) {
        return row.reason() + " " + row.source().cited();
    }

    /** Whether the model can be asked for it at all, and no wider row answers for it. */
    private static boolean askable(Target target, Feature feature) {
        if (feature == Feature.REASONING_EFFORT
                && target.lacks(Feature.REASONING).isPresent()) {
            return false;
        }
        boolean vectors = target.model().kind() == ModelProfile.Kind.EMBEDDING;
        boolean ofVectors = feature == Feature.EMBEDDINGS || feature == Feature.DIMENSIONS || feature == Feature.USER;
        return !vectors || ofVectors;
    }

    /** Each listed model, and one that the profile does not know, by each of the provider's APIs. */
    private static Stream<Target> targets(ProviderProfile provider) {
        return provider.apiNames().stream()
                .map(name -> provider.api(name).orElseThrow())
                .flatMap(api -> Stream.concat(
                                api.models().stream(), Stream.of(ModelProfile.unlisted("model-of-tomorrow")))
                        .map(model -> new Target(api, model)));
    }

    private static Stream<Source> sources(ProviderProfile provider) {
        return Stream.of(
                        Stream.of(provider.source()),
                        provider.sources().values().stream(),
                        provider.unsupported().values().stream().map(Unsupported::source),
                        provider.models().stream().flatMap(model -> Stream.ofNullable(model.source())),
                        provider.models().stream()
                                .flatMap(model -> model.unsupported().values().stream())
                                .map(Unsupported::source),
                        provider.models().stream()
                                .flatMap(model -> model.prices().stream())
                                .map(PricePeriod::source))
                .flatMap(all -> all);
    }

    /** Vectors are made by the usual API only. */
    private static Set<Refusal> refusals(ProviderProfile usual, Target target) {
        Dialect dialect = DIALECTS.get(target.provider().dialect());
        Set<Refusal> all = new HashSet<>();
        if (target.model().kind() != ModelProfile.Kind.EMBEDDING) {
            Wishes.chats().forEach(wish -> refusals(all, target, () -> dialect.chat(wish, target, false)));
            Wishes.chats().stream()
                    .limit(1)
                    .forEach(wish -> refusals(all, target, () -> dialect.chat(wish, target, true)));
        }
        if (target.provider().equals(usual)) {
            Wishes.embeddings().forEach(wish -> refusals(all, target, () -> dialect.embed(wish, target)));
        }
        return all;
    }

    private static void refusals(Set<Refusal> all, Target target, Supplier<WireRequest> encoded) {
        try {
            for (Notice notice : encoded.get().notices()) {
                all.add(new Refusal(target.model().id(), "notice", notice.setting(), notice.message()));
            }
        } catch (LlmException e) {
            if (e.kind() == ErrorKind.UNSUPPORTED_FEATURE) {
                all.add(new Refusal(target.model().id(), "error", "", e.getMessage()));
            }
        }
    }

    private static void list(ProviderProfile provider, Set<Refusal> all) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("basedir", ""), "target", "refusals"));
        Files.write(
                folder.resolve(provider.id() + ".tsv"),
                all.stream().map(Refusal::line).toList());
    }

    /** Something that is not sent, or that keeps a request from being sent. */
    private record Refusal(String model, String how, String setting, String message) implements Comparable<Refusal> {

        String line() {
            return String.join("\t", model, how, setting, message);
        }

        @Override
        public int compareTo(Refusal other) {
            return line().compareTo(other.line());
        }
    }
}
