/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a model's name was understood. The name itself is never replaced: only facts and prices come from the listed model.
 *
 * @param model the facts, under the name that was asked for
 * @param rule that found them
 * @param listedId the model whose facts they are; null when no profile lists one
 */
public record ModelMatch(
        ModelProfile model, Rule rule, @Nullable String listedId) {

    private static final Pattern DATED = Pattern.compile("(.+)-(\\d{4}-\\d{2}-\\d{2}|\\d{8})");
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT));

    /** Finds the facts of a model by name: exact id, alias, dated snapshot of either, longest prefix, nothing. */
    public static ModelMatch find(ProviderProfile provider, String asked) {
        return byId(provider, asked, Rule.EXACT)
                .or(() -> byAlias(provider, asked, Rule.ALIAS))
                .or(() -> bySnapshot(provider, asked))
                .or(() -> byPrefix(provider, asked))
                .orElseGet(() -> new ModelMatch(ModelProfile.unlisted(asked), Rule.UNLISTED, null));
    }

    private static Optional<ModelMatch> byId(ProviderProfile provider, String id, Rule rule) {
        return provider.models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .map(model -> new ModelMatch(model, rule, model.id()));
    }

    private static Optional<ModelMatch> byAlias(ProviderProfile provider, String alias, Rule rule) {
        return provider.models().stream()
                .filter(model -> model.aliases().contains(alias))
                .findFirst()
                .map(model -> new ModelMatch(model.named(alias), rule, model.id()));
    }

    private static Optional<ModelMatch> bySnapshot(ProviderProfile provider, String asked) {
        var dated = DATED.matcher(asked);
        if (!dated.matches() || !date(dated.group(2))) {
            return Optional.empty();
        }
        String name = dated.group(1);
        return byId(provider, name, Rule.SNAPSHOT)
                .or(() -> byAlias(provider, name, Rule.SNAPSHOT))
                .map(match -> new ModelMatch(match.model.named(asked), Rule.SNAPSHOT, match.listedId));
    }

    private static boolean date(String digits) {
        return DATES.stream().anyMatch(format -> {
            try {
                LocalDate.parse(digits, format);
                return true;
            } catch (DateTimeException notADate) {
                return false;
            }
        });
    }

    private static Optional<ModelMatch> byPrefix(ProviderProfile provider, String asked) {
        record Candidate(ModelProfile model, String prefix) {}
        return provider.models().stream()
                .flatMap(model -> model.prefixes().stream().map(prefix -> new Candidate(model, prefix)))
                .filter(candidate ->
                        candidate.prefix().equals(ModelProfile.ANY_NAME) || asked.startsWith(candidate.prefix()))
                .max(Comparator.comparingInt(candidate -> candidate.prefix().equals(ModelProfile.ANY_NAME)
                        ? 0
                        : candidate.prefix().length()))
                .map(found -> new ModelMatch(
                        found.model().named(asked), Rule.PREFIX, found.model().id()));
    }

    /** The rules, in the order in which they are tried. */
    public enum Rule {
        /** It is the id of a listed model. */
        EXACT,
        /** It is another name of a listed model. */
        ALIAS,
        /** It is the id or another name of a listed model with a date behind it. */
        SNAPSHOT,
        /** It begins as the profile says that names of a listed model do. */
        PREFIX,
        /** No profile knows it. */
        UNLISTED
    }
}
