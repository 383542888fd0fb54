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
import io.github.camelllm.profile.ApiSpec;
import io.github.camelllm.profile.ModelMatch;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.ResourceSpec;
import io.github.camelllm.profile.Target;
import java.util.Map;
import java.util.Optional;

/** The ways to all models of one provider, as the user set it up. */
record RouteMap(
        Engine engine, ProviderProfile provider, TargetSettings settings, String baseUrl, Authorizer authorizer) {

    private static final String EMBED = "embed";

    /**
     * Looks at what can be wrong for every model.
     *
     * @throws LlmException INVALID_REQUEST
     */
    void check() {
        String asked = settings.choice().api();
        dialect(facts(asked == null ? ProviderProfile.USUAL_API : asked));
        String behind = settings.choice().deployedModel();
        if (behind != null && !deployments()) {
            throw Addresses.wrong(
                    provider, "its models are called by their own names; leave the option deployedModel out");
        }
        if (behind != null && !ModelMatch.find(provider, behind).model().listed()) {
            throw Addresses.wrong(
                    provider,
                    "the option deployedModel is '" + behind + "', which its profile does not list; it lists "
                            + provider.models().stream().map(ModelProfile::id).toList());
        }
    }

    /** The way to a model; a model that no profile lists is called by the name that was given. */
    Route to(String model, String operation) {
        ModelProfile named = model(model);
        String asked = settings.choice().api();
        String api = operation.equals(EMBED)
                ? ProviderProfile.USUAL_API
                : Optional.ofNullable(asked != null ? asked : named.api()).orElse(ProviderProfile.USUAL_API);
        ProviderProfile facts = facts(api);
        ApiSpec other = provider.apis().get(api);
        Target target = new Target(facts, other == null ? named : other.of(named));
        return new Route(engine, target, dialect(facts), settings, baseUrl, authorizer, new Last<>(), new Last<>());
    }

    private ModelProfile model(String name) {
        if (!deployments()) {
            return ModelMatch.find(provider, name).model();
        }
        String behind = settings.choice().deployedModel();
        return behind == null
                ? ModelProfile.unlisted(name)
                : ModelMatch.find(provider, behind).model().named(name);
    }

    private boolean deployments() {
        ResourceSpec resource = provider.resource();
        return resource != null && resource.deployments();
    }

    private ProviderProfile facts(String api) {
        ProviderProfile facts = provider.api(api)
                .orElseThrow(() -> Addresses.wrong(
                        provider, "it has no API '" + api + "'; the option api is one of " + provider.apiNames()));
        ResourceSpec.Versioned dated =
                provider.resource() == null || settings.choice().apiVersion() == null
                        ? null
                        : provider.resource().versioned();
        return dated == null ? facts : facts.toBuilder().paths(dated.paths()).build();
    }

    private Dialect dialect(ProviderProfile facts) {
        Map<String, Dialect> dialects = engine.dialects();
        Dialect dialect = dialects.get(facts.dialect());
        if (dialect == null) {
            throw Addresses.wrong(
                    provider,
                    "its dialect '" + facts.dialect() + "' is unknown; known are "
                            + dialects.keySet().stream().sorted().toList());
        }
        return dialect;
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
