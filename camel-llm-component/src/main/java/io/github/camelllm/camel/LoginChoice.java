/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.auth.CustomLogin;
import io.github.camelllm.auth.KeyPool;
import io.github.camelllm.auth.Login;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The login of an endpoint: of the first that sets any, of endpoint, provider and component. What belongs to that kind of
 * login may stand at any of them.
 *
 * @param levels endpoint, provider, component
 * @param secrets reads a secret option again at each use, by its name and its value
 */
record LoginChoice(List<Level> levels, BiFunction<String, String, Supplier<@Nullable String>> secrets) {

    /**
     * The options of one place.
     *
     * @param apiKey of that place
     */
    record Level(LoginOptions options, @Nullable String apiKey) {

        /**
         * The kind of login that is set here; null: none.
         *
         * @throws IllegalArgumentException when there is more than one
         */
        @Nullable
        Kind kind() {
            Set<Kind> set = EnumSet.noneOf(Kind.class);
            for (Kind kind : Kind.values()) {
                if (kind.set.apply(this)) {
                    set.add(kind);
                }
            }
            if (set.size() > 1) {
                throw new IllegalArgumentException("more than one login is set at the same place: "
                        + set.stream().map(kind -> kind.option).collect(Collectors.joining(", "))
                        + "; leave one");
            }
            return set.isEmpty() ? null : set.iterator().next();
        }
    }

    private enum Kind {
        KEY("apiKey", level -> given(level.apiKey)),
        POOL("apiKeys", level -> given(level.options.getApiKeys())),
        RESOLVER("keyResolver", level -> level.options.getKeyResolver() != null),
        CUSTOM("authorizer", level -> level.options.getAuthorizer() != null);

        private final String option;
        private final Function<Level, Boolean> set;

        Kind(String option, Function<Level, Boolean> set) {
            this.option = option;
            this.set = set;
        }
    }

    private @Nullable Kind kind() {
        return levels.stream()
                .map(Level::kind)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What gives each message its own key; null: nothing does. */
    @Nullable
    KeyResolver resolver() {
        return kind() == Kind.RESOLVER ? first(LoginOptions::getKeyResolver) : null;
    }

    /** The key that is written down; null: none, or another login. */
    @Nullable
    Supplier<@Nullable String> key() {
        return kind() == Kind.KEY ? secret("apiKey", first(Level::apiKey, Objects::nonNull)) : null;
    }

    /** The login; null: a key, or none. */
    @Nullable
    Login login() {
        Kind kind = kind();
        if (kind == Kind.POOL) {
            return new KeyPool(Objects.requireNonNull(secret("apiKeys", text(LoginOptions::getApiKeys))));
        }
        if (kind == Kind.CUSTOM) {
            return new CustomLogin(Objects.requireNonNull(first(LoginOptions::getAuthorizer)));
        }
        return null;
    }

    private @Nullable Supplier<@Nullable String> secret(String option, @Nullable String value) {
        return value == null ? null : secrets.apply(option, value);
    }

    private @Nullable String text(Function<LoginOptions, @Nullable String> option) {
        return first(level -> option.apply(level.options), LoginChoice::given);
    }

    private <T> @Nullable T first(Function<LoginOptions, @Nullable T> option) {
        return first(level -> option.apply(level.options), Objects::nonNull);
    }

    private <T> @Nullable T first(Function<Level, @Nullable T> option, Function<@Nullable T, Boolean> wanted) {
        return levels.stream().map(option).filter(wanted::apply).findFirst().orElse(null);
    }

    private static boolean given(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
