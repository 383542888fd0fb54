/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.governance.Ledger;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * Asks large language models and embedding models of many providers: {@code llm:provider/model}.
 *
 * <p>{@code camel-llm} is the same component under a name of its own, for an application in which another jar claims
 * {@code llm}. Without a configuration of its own it reads that of {@code llm}.
 */
@Component("llm,camel-llm")
public class LlmComponent extends DefaultComponent implements SSLContextParametersAware {

    static final String SCHEME = "llm";
    static final String ALIAS = "camel-llm";

    @Metadata(description = "Settings of all endpoints, which each endpoint can change for itself.")
    private @Nullable LlmConfiguration configuration;

    @Metadata(label = "security", defaultValue = "false", description = "Use the global SSL context parameters.")
    private boolean useGlobalSslContextParameters;

    @Metadata(description = "Model of endpoints that name none, before the one that the provider's profile names.")
    private @Nullable String defaultModel;

    @Metadata(
            description = "Settings of one provider's endpoints, by the provider's id: apiKey, baseUrl, region,"
                    + " resource, apiVersion, api, defaultModel and headers, such as providers.mistral.apiKey.")
    private Map<String, ProviderSettings> providers = new ProviderMap();

    @Metadata(
            label = "governance",
            description = "Budgets by name: amount or tokens, window (minute, hour, day, week, month), per, where, mode"
                    + " (hard, soft) and more, such as budgets.support.amount=5.00.")
    private Map<String, BudgetSettings> budgets = new BudgetMap();

    @Metadata(
            label = "governance",
            description = "Keeps every attempt and what is reserved and spent of the budgets: a bean, such as a"
                    + " JdbcLedger. Unless set: the only ledger among the beans; or one in memory when there are"
                    + " budgets.")
    private @Nullable Ledger ledger;

    @Metadata(
            label = "router",
            description = "Routers by name, called as llm:router/name: targets, strategy and the other options of a"
                    + " router, such as routers.main.targets.")
    private Map<String, RouterSettings> routers = new RouterTable();

    @Metadata(
            label = "router",
            description = "Targets of routers by name: uri (as in an endpoint, without its scheme), weight, tier,"
                    + " quality, tags, tenants, prefill and window, such as targets.fast.uri.")
    private Map<String, TargetEntry> targets = new TargetTable();

    @Metadata(
            description = "Folder of provider profiles of your own, files that end in .yaml. They come on top of those"
                    + " on the classpath.")
    private @Nullable String profilesDirectory;

    public LlmComponent() {}

    public LlmComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LlmComponent settings = settings(uri);
        return endpoint(uri, remaining, parameters, settings, settings.getConfiguration());
    }

    /** A target of a router: as an endpoint whose options begin with those of the router. */
    LlmEndpoint target(String uri, String remaining, Map<String, Object> parameters, LlmEndpoint router)
            throws Exception {
        return endpoint(uri, remaining, parameters, router.settings(), router.getConfiguration());
    }

    private LlmEndpoint endpoint(
            String uri,
            String remaining,
            Map<String, Object> parameters,
            LlmComponent settings,
            LlmConfiguration standard)
            throws Exception {
        LlmConfiguration own = standard.copy();
        own.setApiKey(null);
        own.setBaseUrl(null);
        own.setRegion(null);
        own.clearLogin();
        own.setResource(null);
        own.setProjectId(null);
        own.setApiVersion(null);
        own.setApi(null);
        own.getTags().putAll(Options.take(parameters, "tags.", "tags"));
        own.getHeaders().putAll(Options.take(parameters, "header.", "headers"));
        own.getMetadata().putAll(Options.take(parameters, "metadata.", "metadata"));
        own.getProviderOptions().putAll(Options.take(parameters, "providerOptions.", "providerOptions"));
        LlmEndpoint endpoint = new LlmEndpoint(uri, this, settings, own);
        endpoint.setTarget(remaining);
        Options.takeReference(parameters, "apiKey").ifPresent(own::setApiKey);
        LoginOptions.SECRETS.forEach((option, setter) ->
                Options.takeReference(parameters, option).ifPresent(bean -> setter.accept(own, bean)));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Whether the URI is one of ours. */
    static boolean claims(String uri) {
        return uri.startsWith(SCHEME + ":") || uri.startsWith(ALIAS + ":");
    }

    /** The component whose settings hold: the alias reads those of {@code llm} unless it has its own. */
    private LlmComponent settings(String uri) {
        boolean alias =
                uri.startsWith(ALIAS + ":") && configuration == null && providers.isEmpty() && budgets.isEmpty();
        return alias && getCamelContext().hasComponent(SCHEME) instanceof LlmComponent main ? main : this;
    }

    public LlmConfiguration getConfiguration() {
        if (configuration == null) {
            configuration = new LlmConfiguration();
        }
        return configuration;
    }

    public void setConfiguration(LlmConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public @Nullable String getDefaultModel() {
        return defaultModel;
    }

    public void setDefaultModel(@Nullable String defaultModel) {
        this.defaultModel = defaultModel;
    }

    public Map<String, ProviderSettings> getProviders() {
        return providers;
    }

    public void setProviders(Map<String, ProviderSettings> providers) {
        this.providers = new ProviderMap(providers);
    }

    public Map<String, BudgetSettings> getBudgets() {
        return budgets;
    }

    public void setBudgets(Map<String, BudgetSettings> budgets) {
        this.budgets = new BudgetMap(budgets);
    }

    public @Nullable Ledger getLedger() {
        return ledger;
    }

    public void setLedger(@Nullable Ledger ledger) {
        this.ledger = ledger;
    }

    public Map<String, RouterSettings> getRouters() {
        return routers;
    }

    public void setRouters(Map<String, RouterSettings> routers) {
        this.routers = new RouterTable(routers);
    }

    public Map<String, TargetEntry> getTargets() {
        return targets;
    }

    public void setTargets(Map<String, TargetEntry> targets) {
        this.targets = new TargetTable(targets);
    }

    public @Nullable String getProfilesDirectory() {
        return profilesDirectory;
    }

    public void setProfilesDirectory(@Nullable String profilesDirectory) {
        this.profilesDirectory = profilesDirectory;
    }
}
