/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.profile.ModelMatch;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Target;

/** The ways to all models of one provider, as the user set it up. */
record RouteMap(
        Engine engine,
        ProviderProfile provider,
        Dialect dialect,
        TargetSettings settings,
        String baseUrl,
        Authorizer authorizer) {

    /** The way to a model; a model that no profile lists is called by the name that was given. */
    Route to(String model) {
        Target target = new Target(provider, ModelMatch.find(provider, model).model());
        return new Route(engine, target, dialect, settings, baseUrl, authorizer, new Last<>(), new Last<>());
    }

    LlmException noModel(String operation) {
        return ErrorDetails.of(
                        ErrorKind.MODEL_NOT_FOUND,
                        "no model was named and the profile has no default: name one in the URI (llm:" + provider.id()
                                + "/<model>), in the header CamelLlmSetModel, or in the option model")
                .target(provider.id(), null)
                .operation(operation)
                .attempts(0)
                .exception();
    }
}
