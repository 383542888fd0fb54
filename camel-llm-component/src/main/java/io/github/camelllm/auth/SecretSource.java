/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret comes from. It is asked at every call, so that a rotated key is taken up without a restart. The only
 * reader of the environment.
 */
@FunctionalInterface
public interface SecretSource {

    /** The secret of this moment; empty when there is none. */
    Optional<Secret> current();

    /** Always the same. */
    static SecretSource of(String value) {
        Secret secret = Secret.of(value);
        return () -> Optional.of(secret);
    }

    /** What the supplier says at that moment; null and blank are none. */
    static SecretSource of(Supplier<@Nullable String> supplier) {
        return () -> secret(supplier.get());
    }

    /** The first environment variable that is set and not blank. */
    static SecretSource environment(List<String> names) {
        return environment(names, System::getenv);
    }

    /** The first variable of the given environment that is set and not blank. */
    static SecretSource environment(List<String> names, UnaryOperator<@Nullable String> environment) {
        List<String> copy = List.copyOf(names);
        return () -> copy.stream()
                .map(environment)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(Secret::of);
    }

    /** A variable of the process's environment; null when it is not set. */
    static @Nullable String variable(String name) {
        return System.getenv(name);
    }

    /** This one, or the other when this one has none. */
    default SecretSource or(SecretSource other) {
        return () -> current().or(other::current);
    }

    private static Optional<Secret> secret(@Nullable String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(Secret.of(value));
    }
}
