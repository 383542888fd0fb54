/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.runtime.Connection;
import io.github.camelllm.runtime.Limits;
import io.github.camelllm.runtime.LlmRuntime;
import io.github.camelllm.runtime.TargetOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint's way to its target, checked and ready.
 *
 * @param service of the context
 * @param runtime makes targets ready
 * @param provider the profile's id
 * @param model null: nobody named one
 * @param defaults the endpoint's options for calls
 * @param attribution whom the cost is counted for
 * @param options the endpoint's options for the target
 * @param overrides the settings that headers may override
 * @param loaded empty when only a message can make it complete
 * @param resolver gives each message its own key; null: none
 * @param residency an area that no call may leave; null: any
 */
record TargetLink(
        LlmContextService service,
        LlmRuntime runtime,
        String provider,
        @Nullable String model,
        CallDefaults defaults,
        Attribution attribution,
        TargetOptions options,
        Set<String> overrides,
        Optional<LoadedModel> loaded,
        @Nullable KeyResolver resolver,
        @Nullable String residency) {

    private static final Set<String> OVERRIDES = Set.of("apiKey", "baseUrl", "region");

    /**
     * Checks all options of the endpoint.
     *
     * @throws RuntimeException naming what is wrong: provider, option, profile, schema, missing key
     */
    static TargetLink of(LlmEndpoint endpoint, LlmContextService service) {
        LlmConfiguration configuration = endpoint.getConfiguration();
        LlmComponent settings = endpoint.settings();
        CamelContext context = endpoint.getCamelContext();
        LlmRuntime runtime = service.runtime(settings);
        String id = runtime.providerId(endpoint.getProvider());
        ProviderSettings own = ProviderMap.find(settings.getProviders(), id, endpoint.getProvider())
                .orElseGet(ProviderSettings::new);
        String model = first(endpoint.getModel(), own.getDefaultModel(), settings.getDefaultModel());
        Set<String> overrides = overrides(configuration);
        Address address = Address.of(configuration, own, settings.getConfiguration());
        LoginChoice login = login(endpoint, own, service);
        TargetOptions options = new TargetOptions(
                login.key(),
                login.login(),
                address.baseUrl(),
                address.region(),
                new TargetOptions.Choice(
                        first(
                                configuration.getApi(),
                                own.getApi(),
                                settings.getConfiguration().getApi()),
                        first(
                                configuration.getApiVersion(),
                                own.getApiVersion(),
                                settings.getConfiguration().getApiVersion()),
                        address.resource(),
                        configuration.getDeployedModel(),
                        first(
                                configuration.getProjectId(),
                                own.getProjectId(),
                                settings.getConfiguration().getProjectId())),
                headers(configuration, own),
                connection(configuration, settings, service),
                limits(configuration),
                configuration.isStrict());
        String residency = configuration.getResidency();
        if (residency != null) {
            checkResidency(runtime, id, model, options, residency, overrides);
        }
        return new TargetLink(
                service,
                runtime,
                id,
                model,
                CallDefaults.of(configuration, context),
                Attribution.of(configuration, context),
                options,
                overrides,
                load(runtime, id, model, options, residency, !overrides.isEmpty() || login.resolver() != null),
                login.resolver(),
                residency);
    }

    /**
     * The target for a message that may set key, base URL, region or strictness itself.
     *
     * @param resolved the message's own key
     */
    LoadedModel target(InHeaders headers, Optional<String> resolved) {
        String set = trusted(headers, "apiKey", LlmHeaders.SET_API_KEY);
        String key = resolved.orElse(set);
        String url = trusted(headers, "baseUrl", LlmHeaders.SET_BASE_URL);
        String region = trusted(headers, "region", LlmHeaders.SET_REGION);
        if (url != null && url.contains(PropertiesComponent.PREFIX_TOKEN)) {
            throw InHeaders.wrong("header " + LlmHeaders.SET_BASE_URL
                    + " has a placeholder; a message cannot read the properties of the application");
        }
        boolean strict = headers.find(LlmHeaders.SET_STRICT, Boolean.class).orElse(options.strict());
        boolean same = key == null && url == null && region == null && strict == options.strict();
        return same && loaded.isPresent()
                ? loaded.get()
                : within(residency, runtime.load(provider, model, options.with(key, url, region, strict)));
    }

    /** The key that the message has by itself; fails when there should be one and is not. */
    CompletableFuture<Optional<String>> ownKey(Exchange exchange) {
        if (resolver == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        try {
            return resolver.key(exchange, provider)
                    .handle((key, problem) -> {
                        if (key == null || key.isBlank() || problem != null) {
                            throw keyless(problem);
                        }
                        return Optional.of(key);
                    })
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(keyless(e));
        }
    }

    private LlmException keyless(@Nullable Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        String why = cause == null ? "gave no key for this message" : "failed: " + cause;
        return ErrorDetails.of(ErrorKind.AUTHENTICATION_FAILED, "the keyResolver " + why)
                .target(provider, model)
                .attempts(0)
                .exception(cause);
    }

    private @Nullable String trusted(InHeaders headers, String option, String header) {
        Optional<String> value = headers.find(header, String.class);
        if (value.isPresent() && !overrides.contains(option)) {
            throw ErrorDetails.of(
                            ErrorKind.INVALID_REQUEST,
                            "header " + header
                                    + " is not allowed here: whoever can set it would choose who is called, or"
                                    + " with which key. If that is wanted, set the endpoint's option allowHeaderOverride="
                                    + option)
                    .target(provider, model)
                    .attempts(0)
                    .exception();
        }
        return value.orElse(null);
    }

    private static Optional<LoadedModel> load(
            LlmRuntime runtime,
            String id,
            @Nullable String model,
            TargetOptions options,
            @Nullable String residency,
            boolean mayBeIncomplete) {
        try {
            return Optional.of(within(residency, runtime.load(id, model, options)));
        } catch (LlmException incomplete) {
            if (!mayBeIncomplete) {
                throw incomplete;
            }
            return Optional.empty();
        }
    }

    private static LoadedModel within(@Nullable String residency, LoadedModel loaded) {
        return residency == null ? loaded : loaded.within(residency);
    }

    /** A message that may set base URL or region can still meet it. */
    private static void checkResidency(
            LlmRuntime runtime,
            String id,
            @Nullable String model,
            TargetOptions options,
            String residency,
            Set<String> overrides) {
        try {
            runtime.checkResidency(id, model, options, residency);
        } catch (LlmException notMet) {
            boolean later = overrides.contains("baseUrl") || overrides.contains("region");
            if (!later || notMet.kind() != ErrorKind.UNSUPPORTED_FEATURE) {
                throw notMet;
            }
        }
    }

    private static Set<String> overrides(LlmConfiguration configuration) {
        Set<String> named = configuration.headerOverrides();
        named.stream().filter(name -> !OVERRIDES.contains(name)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("option allowHeaderOverride names '" + unknown + "'; allowed are "
                    + String.join(", ", OVERRIDES.stream().sorted().toList()));
        });
        return named;
    }

    private static LoginChoice login(LlmEndpoint endpoint, ProviderSettings own, LlmContextService service) {
        LlmConfiguration here = endpoint.getConfiguration();
        LlmConfiguration all = endpoint.settings().getConfiguration();
        return new LoginChoice(
                List.of(
                        new LoginChoice.Level(here, here.getApiKey()),
                        new LoginChoice.Level(own, own.getApiKey()),
                        new LoginChoice.Level(all, all.getApiKey())),
                new SecretTexts(endpoint.getCamelContext(), service.trace()));
    }

    private static Map<String, String> headers(LlmConfiguration configuration, ProviderSettings own) {
        Map<String, String> headers = new LinkedHashMap<>(own.getHeaders());
        configuration.getHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return headers;
    }

    private static Connection connection(LlmConfiguration options, LlmComponent settings, LlmContextService service) {
        SSLContextParameters tls = options.getSslContextParameters();
        if (tls == null && settings.isUseGlobalSslContextParameters()) {
            tls = settings.getCamelContext().getSSLContextParameters();
        }
        return new Connection(
                options.getConnectionRequestTimeout(),
                options.getConnectionsPerRoute(),
                options.getMaxTotalConnections(),
                options.getConnectionIdleTimeout(),
                options.getConnectionTimeToLive(),
                options.getHttpVersion(),
                tls == null ? null : service.sslContext(tls),
                options.getX509HostnameVerifier(),
                proxy(options, settings.getCamelContext(), service));
    }

    private static Connection.@Nullable Proxy proxy(
            LlmConfiguration options, CamelContext context, LlmContextService service) {
        if (options.getProxyHost() == null) {
            return null;
        }
        if (options.getProxyPort() == null) {
            throw new IllegalArgumentException("option proxyHost is set, but proxyPort is not");
        }
        String password = options.getProxyAuthPassword();
        return new Connection.Proxy(
                options.getProxyAuthScheme(),
                options.getProxyHost(),
                options.getProxyPort(),
                options.getProxyAuthUsername(),
                password == null ? null : SecretOption.of(context, service.trace(), "proxyAuthPassword", password),
                List.copyOf(Options.list(options.getNonProxyHosts())));
    }

    private static Limits limits(LlmConfiguration options) {
        return new Limits(
                options.getConnectTimeout(),
                options.getResponseTimeout(),
                options.getFirstTokenTimeout(),
                options.getStreamIdleTimeout(),
                options.getTotalTimeout(),
                options.getReaderTimeout(),
                options.getMaxResponseSize());
    }

    private static @Nullable String first(@Nullable String... values) {
        return Stream.of(values)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** From the first place that has any of them, so that an endpoint's region beats a component's URL. */
    private record Address(
            @Nullable String baseUrl,
            @Nullable String region,
            @Nullable String resource) {

        static Address of(LlmConfiguration endpoint, ProviderSettings own, LlmConfiguration all) {
            return Stream.of(
                            new Address(endpoint.getBaseUrl(), endpoint.getRegion(), endpoint.getResource()),
                            new Address(own.getBaseUrl(), own.getRegion(), own.getResource()),
                            new Address(all.getBaseUrl(), all.getRegion(), all.getResource()))
                    .filter(address -> address.baseUrl != null || address.region != null || address.resource != null)
                    .findFirst()
                    .orElse(new Address(null, null, null));
        }
    }
}
