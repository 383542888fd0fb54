/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.auth.ApiKey;
import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.auth.google.GoogleLogin;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.HttpTransport;
import io.github.camelllm.http.TransportConfig;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.AuthSpec;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProviderProfile;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls AI providers, all in the same way, without Camel. Thread-safe; one client serves an application. No thread waits
 * for a provider.
 *
 * <pre>{@code
 * try (LlmClient client = LlmClient.builder().build()) {
 *     LoadedModel mistral = client.load("mistral/mistral-small-latest");
 *     mistral.complete(ChatRequest.of("Name a prime.")).result().thenAccept(answer -> use(answer.text()));
 * }
 * }</pre>
 */
public final class LlmClient implements AutoCloseable {

    private final Engine engine;
    private final Map<String, TargetSettings> settings;
    private final TargetSettings standard;
    private final boolean ownTimer;

    LlmClient(Engine engine, Map<String, TargetSettings> settings, TargetSettings standard, boolean ownTimer) {
        this.engine = engine;
        this.settings = Map.copyOf(settings);
        this.standard = standard;
        this.ownTimer = ownTimer;
    }

    /** A client with nothing set. */
    public static LlmClientBuilder builder() {
        return new LlmClientBuilder();
    }

    /**
     * Makes a target ready. Checks provider, model and the form of the login; sends nothing and costs nothing.
     *
     * @param target {@code provider/model}, or {@code provider} for the profile's default model
     * @throws LlmException INVALID_REQUEST for an unknown provider or a wrong setting, AUTHENTICATION_FAILED when there
     *     is no key
     */
    public LoadedModel load(String target) {
        int slash = target.indexOf('/');
        String provider = slash < 0 ? target : target.substring(0, slash);
        String model = slash < 0 ? null : target.substring(slash + 1);
        String id = engine.catalog().provider(provider).id();
        return load(provider, model, settings.getOrDefault(id, standard));
    }

    /**
     * Makes a target with settings of its own ready.
     *
     * @param model null or blank: the profile's default model, if it has one
     * @throws LlmException as {@link #load(String)}
     */
    public LoadedModel load(String provider, @Nullable String model, TargetSettings own) {
        ProviderProfile profile = engine.catalog().provider(provider);
        Authorizer authorizer = own.login() == null ? authorizer(profile, own) : login(profile, own, own.login());
        if (authorizer instanceof ApiKey key) {
            key.key();
        }
        new OwnHeaders(profile, own).check(authorizer);
        String baseUrl = new Addresses(engine.placeholders()).of(profile, own);
        RouteMap routes = new RouteMap(engine, profile, own, baseUrl, authorizer);
        String named = model == null || model.isBlank() ? null : model;
        String standardModel =
                profile.defaultModel() == null ? null : profile.defaultModel().model();
        LoadedModel loaded = new LoadedModel(routes, named != null ? named : standardModel);
        routes.check();
        return loaded;
    }

    /**
     * Looks whether calls of a target would stay in an area, by what its profile says; needs no key.
     *
     * @param model null: the profile's default model, if it has one
     * @param area as {@link LoadedModel#within}
     * @throws LlmException as {@link LoadedModel#within}
     */
    public void checkResidency(String provider, @Nullable String model, TargetSettings own, String area) {
        ProviderProfile profile = engine.catalog().provider(provider);
        String standard =
                profile.defaultModel() == null ? null : profile.defaultModel().model();
        new Boundary(profile, own, area).check(model == null ? standard : model);
    }

    /**
     * What a usage costs at this moment.
     *
     * @param target {@code provider/model}
     */
    public Cost calculateCost(Usage usage, String target) {
        return load(target).calculateCost(usage);
    }

    /** The providers that are known. */
    public ProfileCatalog catalog() {
        return engine.catalog();
    }

    /** The open transports, to be looked at. */
    public Map<TransportConfig, HttpTransport> transports() {
        return engine.transports().all();
    }

    /** Closes all connections; calls in flight fail. */
    @Override
    public void close() {
        try {
            engine.logins().close();
            engine.transports().close();
        } finally {
            if (ownTimer) {
                engine.timer().shutdownNow();
            }
        }
    }

    private Authorizer login(ProviderProfile profile, TargetSettings own, Login login) {
        try {
            return engine.logins().of(profile, login, own, source -> keyed(profile, source));
        } catch (IllegalArgumentException e) {
            throw ErrorDetails.of(ErrorKind.AUTHENTICATION_FAILED, "the login is not ready: " + e.getMessage())
                    .target(profile.id(), null)
                    .attempts(0)
                    .exception(e);
        }
    }

    private Authorizer authorizer(ProviderProfile profile, TargetSettings own) {
        SecretSource environment = SecretSource.environment(profile.auth().environment());
        boolean keyless = own.apiKey() == null && environment.current().isEmpty();
        if (profile.auth().scheme() == AuthSpec.Scheme.GOOGLE && keyless) {
            return login(profile, own, GoogleLogin.APPLICATION_DEFAULT);
        }
        return keyed(profile, own.apiKey() == null ? environment : own.apiKey().or(environment));
    }

    /** A secret where the profile says. */
    private static Authorizer keyed(ProviderProfile profile, SecretSource source) {
        AuthSpec auth = profile.auth();
        return switch (auth.scheme()) {
            case NONE -> Authorizer.NONE;
            case GOOGLE ->
                new ApiKey(
                        auth.name().isEmpty() ? ApiKey.Place.BEARER : ApiKey.Place.HEADER,
                        auth.name(),
                        source,
                        auth.required(),
                        remedy(profile));
            case BEARER -> new ApiKey(ApiKey.Place.BEARER, auth.name(), source, auth.required(), remedy(profile));
            case HEADER -> new ApiKey(ApiKey.Place.HEADER, auth.name(), source, auth.required(), remedy(profile));
            case QUERY -> new ApiKey(ApiKey.Place.QUERY, auth.name(), source, auth.required(), remedy(profile));
        };
    }

    private static String remedy(ProviderProfile profile) {
        String variables = Optional.of(String.join(" or ", profile.auth().environment()))
                .filter(names -> !names.isEmpty())
                .map(names -> ", or the environment variable " + names)
                .orElse("");
        String signed = profile.auth().signingName() == null
                ? ""
                : ", or AWS credentials with accessKey and secretKey, useProfileCredentialsProvider or "
                        + "useDefaultCredentialsProvider";
        return "Set the key of " + profile.name() + " with the option apiKey or camel.component.llm.providers."
                + profile.id() + ".apiKey" + variables + signed;
    }
}
