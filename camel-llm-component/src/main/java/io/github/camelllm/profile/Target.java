/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import java.util.Optional;

/**
 * Whom a call goes to.
 *
 * @param provider its facts
 * @param model its facts, under the name that was asked for
 */
public record Target(ProviderProfile provider, ModelProfile model) {

    /** The provider's quirks with the model's on top. */
    public Quirks quirks() {
        return provider.quirks().with(model.quirks());
    }

    /** Why the target lacks a feature; empty when no profile says that it does. */
    public Optional<Unsupported> lacks(Feature feature) {
        return Optional.ofNullable(model.unsupported().get(feature))
                .or(() -> Optional.ofNullable(provider.unsupported().get(feature)));
    }

    /** Where a quirk comes from: the model's source if the model has it, or else the provider's. */
    public Source source(String quirk) {
        boolean own = model.quirks().values().containsKey(quirk);
        return own && model.source() != null ? model.source() : provider.source();
    }

    /** The beginning of an error of a call to this target. */
    public ErrorDetails.Builder error(ErrorKind kind, String message) {
        return ErrorDetails.of(kind, message).target(provider.id(), model.id());
    }

    /** provider/model */
    @Override
    public String toString() {
        return provider.id() + "/" + model.id();
    }
}
