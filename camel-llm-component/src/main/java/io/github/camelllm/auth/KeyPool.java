/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several keys. All calls use one until the provider refuses it or limits its rate; the next call then uses the next one. A
 * call that failed is not sent again.
 *
 * @param keys separated by commas; asked before each call, so that a changed list is taken up
 */
public record KeyPool(Supplier<@Nullable String> keys) implements Login {

    public KeyPool {
        Objects.requireNonNull(keys, "keys");
    }

    @Override
    public Authorizer authorizer(LoginContext context) {
        RotatingKeys rotating = new RotatingKeys(keys, context.clock());
        if (rotating.current().isEmpty()) {
            throw new IllegalArgumentException("the option apiKeys lists no key");
        }
        return call -> {
            Secret[] used = new Secret[1];
            SecretSource noted = () -> rotating.current().map(key -> used[0] = key);
            return context.keyed().apply(noted).authorize(call).thenApply(sent -> {
                Secret key = used[0];
                return key == null ? sent : sent.whenRefused(why -> rotating.refused(key, why));
            });
        };
    }

    @Override
    public Set<String> headers(String keyed) {
        return Set.of(keyed);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "KeyPool[******]";
    }
}
