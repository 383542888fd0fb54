/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import io.github.camelllm.camel.BudgetSettings;
import io.github.camelllm.camel.LlmConfiguration;
import io.github.camelllm.camel.ProviderSettings;
import io.github.camelllm.camel.RouterSettings;
import io.github.camelllm.camel.TargetEntry;
import io.github.camelllm.governance.Ledger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The options of the {@code llm} component as properties {@code camel.component.llm.*}.
 *
 * <p>No property has a value of its own: what is not set stays as the component, or the {@code configuration} that is
 * referred to, has it. The values that hold then stand in the metadata.
 */
@ConfigurationProperties(prefix = "camel.component.llm")
public class LlmComponentConfiguration extends AttributionProperties {

    /** Settings of all endpoints, which each endpoint can change for itself. */
    private @Nullable LlmConfiguration configuration;

    /** Model of endpoints that name none, before the one that the provider's profile names. */
    private @Nullable String defaultModel;

    /**
     * Budgets by name: amount or tokens, window (minute, hour, day, week, month), per, where, mode (hard, soft) and
     * more, such as budgets.support.amount=5.00.
     */
    private Map<String, BudgetSettings> budgets = new LinkedHashMap<>();

    /**
     * Keeps every attempt and what is reserved and spent of the budgets: a bean, such as a JdbcLedger. Unless set: the
     * only ledger among the beans; or one in memory when there are budgets.
     */
    private @Nullable Ledger ledger;

    /** What a body of text is: the words of the user, or a whole request as JSON with the names of ChatRequest. */
    private @Nullable String inputFormat;

    /**
     * JSON schema that the answer obeys: inline, or a resource such as classpath:answer.json or file:answer.json. The
     * body becomes a Map or a List.
     */
    private @Nullable String jsonSchema;

    /** Name of the JSON schema, letters, digits, _ and -. */
    private @Nullable String jsonSchemaName;

    /** Media type of a body of bytes, such as image/png. Without it: the Content-Type header or the file's name. */
    private @Nullable String mediaType;

    /**
     * What to do: chat, embed (the vectors of the body's texts), or estimate (the price of the request, without
     * sending it).
     */
    private @Nullable String operation;

    /** Class that a JSON answer is turned into, by its full name. */
    private @Nullable String outputType;

    /**
     * Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow
     * CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause
     * the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled
     * during routing messages via Camel's routing error handlers. Beware that when the first message is processed
     * then creating and starting the producer may take a little time and prolong the total processing time of the
     * processing.
     */
    private @Nullable Boolean lazyStartProducer;

    /**
     * Folder of provider profiles of your own, files that end in .yaml. They come on top of those on the classpath.
     */
    private @Nullable String profilesDirectory;

    /**
     * The user's words that go before the body: the body is then their material (text, picture, sound or document).
     * Text, or a resource such as classpath:prompt.txt.
     */
    private @Nullable String prompt;

    /**
     * Settings of one provider's endpoints, by the provider's id: apiKey, baseUrl, region, resource, apiVersion, api,
     * defaultModel and headers, such as providers.mistral.apiKey.
     */
    private Map<String, ProviderSettings> providers = new LinkedHashMap<>();

    /**
     * Routers by name, called as llm:router/name: targets, strategy and the other options of a router, such as
     * routers.main.targets.
     */
    private Map<String, RouterSettings> routers = new LinkedHashMap<>();

    /**
     * Targets of routers by name: uri (as in an endpoint, without its scheme), weight, tier, quality, tags, tenants,
     * prefill and window, such as targets.fast.uri.
     */
    private Map<String, TargetEntry> targets = new LinkedHashMap<>();

    /**
     * What the body becomes: the answer's text (or object, with outputType or jsonSchema), or the whole response
     * (ChatResponse, EmbeddingResponse).
     */
    private @Nullable String responseType;

    /** Stream the answer: the body becomes an LlmStream as soon as the first content has arrived. */
    private @Nullable Boolean stream;

    /** What an LlmStream iterates over: events, the pieces of the text, or server-sent events for a browser. */
    private @Nullable String streamMode;

    /** A setting that the provider cannot take is an error instead of a notice. */
    private @Nullable Boolean strict;

    /**
     * Instructions of the application, put before the conversation. Text, or a resource such as classpath:system.txt
     * or file:system.txt.
     */
    private @Nullable String system;

    /**
     * Whether autowiring is enabled. This is used for automatic autowiring options (the option must be marked as
     * autowired) by looking up in the registry to find if there is a single instance of matching type, which then
     * gets configured on the component. This can be used for automatic configuring JDBC data sources, JMS connection
     * factories, AWS Clients, etc.
     */
    private @Nullable Boolean autowiredEnabled;

    /** Keep the provider's own body in ChatResponse.raw(). */
    private @Nullable Boolean rawResponse;

    /**
     * An area that no call may leave: eu, apac, local (the machine itself), or the two letters of a country, such as us.
     * The endpoint does not start when provider, region, base URL or model cannot meet it by what the provider's profile
     * says; what is unknown counts as not met.
     */
    private @Nullable String residency;

    /**
     * Which settings of trust a message header may set, separated by commas: apiKey, baseUrl, region. Whoever can set
     * headers of a message can then choose who is called, and with which key; with baseUrl the endpoint's own key goes
     * to the address of the message.
     */
    private @Nullable String allowHeaderOverride;

    /** Use the global SSL context parameters. */
    private @Nullable Boolean useGlobalSslContextParameters;

    public @Nullable LlmConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(@Nullable LlmConfiguration configuration) {
        this.configuration = configuration;
    }

    public @Nullable String getDefaultModel() {
        return defaultModel;
    }

    public void setDefaultModel(@Nullable String defaultModel) {
        this.defaultModel = defaultModel;
    }

    public @Nullable String getInputFormat() {
        return inputFormat;
    }

    public void setInputFormat(@Nullable String inputFormat) {
        this.inputFormat = inputFormat;
    }

    public @Nullable String getJsonSchema() {
        return jsonSchema;
    }

    public void setJsonSchema(@Nullable String jsonSchema) {
        this.jsonSchema = jsonSchema;
    }

    public @Nullable String getJsonSchemaName() {
        return jsonSchemaName;
    }

    public void setJsonSchemaName(@Nullable String jsonSchemaName) {
        this.jsonSchemaName = jsonSchemaName;
    }

    public @Nullable String getMediaType() {
        return mediaType;
    }

    public void setMediaType(@Nullable String mediaType) {
        this.mediaType = mediaType;
    }

    public @Nullable String getOperation() {
        return operation;
    }

    public void setOperation(@Nullable String operation) {
        this.operation = operation;
    }

    public @Nullable String getOutputType() {
        return outputType;
    }

    public void setOutputType(@Nullable String outputType) {
        this.outputType = outputType;
    }

    public @Nullable Boolean getLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(@Nullable Boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public @Nullable String getProfilesDirectory() {
        return profilesDirectory;
    }

    public void setProfilesDirectory(@Nullable String profilesDirectory) {
        this.profilesDirectory = profilesDirectory;
    }

    public @Nullable String getPrompt() {
        return prompt;
    }

    public void setPrompt(@Nullable String prompt) {
        this.prompt = prompt;
    }

    public Map<String, BudgetSettings> getBudgets() {
        return budgets;
    }

    public void setBudgets(Map<String, BudgetSettings> budgets) {
        this.budgets = budgets;
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
        this.routers = routers;
    }

    public Map<String, TargetEntry> getTargets() {
        return targets;
    }

    public void setTargets(Map<String, TargetEntry> targets) {
        this.targets = targets;
    }

    public Map<String, ProviderSettings> getProviders() {
        return providers;
    }

    public void setProviders(Map<String, ProviderSettings> providers) {
        this.providers = providers;
    }

    public @Nullable String getResponseType() {
        return responseType;
    }

    public void setResponseType(@Nullable String responseType) {
        this.responseType = responseType;
    }

    public @Nullable Boolean getStream() {
        return stream;
    }

    public void setStream(@Nullable Boolean stream) {
        this.stream = stream;
    }

    public @Nullable String getStreamMode() {
        return streamMode;
    }

    public void setStreamMode(@Nullable String streamMode) {
        this.streamMode = streamMode;
    }

    public @Nullable Boolean getStrict() {
        return strict;
    }

    public void setStrict(@Nullable Boolean strict) {
        this.strict = strict;
    }

    public @Nullable String getSystem() {
        return system;
    }

    public void setSystem(@Nullable String system) {
        this.system = system;
    }

    public @Nullable Boolean getAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(@Nullable Boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public @Nullable Boolean getRawResponse() {
        return rawResponse;
    }

    public void setRawResponse(@Nullable Boolean rawResponse) {
        this.rawResponse = rawResponse;
    }

    public @Nullable String getResidency() {
        return residency;
    }

    public void setResidency(@Nullable String residency) {
        this.residency = residency;
    }

    public @Nullable String getAllowHeaderOverride() {
        return allowHeaderOverride;
    }

    public void setAllowHeaderOverride(@Nullable String allowHeaderOverride) {
        this.allowHeaderOverride = allowHeaderOverride;
    }

    public @Nullable Boolean getUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    public void setUseGlobalSslContextParameters(@Nullable Boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
