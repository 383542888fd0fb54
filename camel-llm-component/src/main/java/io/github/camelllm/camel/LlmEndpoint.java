/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.LoadedModel;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Ask large language models and embedding models of many providers through one URI, with typed errors, token usage and
 * cost.
 */
@ManagedResource(description = "Managed LLM endpoint")
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm,camel-llm",
        title = "LLM,Camel LLM",
        syntax = "llm:provider/model",
        category = Category.AI,
        producerOnly = true,
        remote = true,
        headersClass = LlmHeaders.class)
public class LlmEndpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    /** An option that holds a secret. What stands in RAW(…) or RAW{…} may itself have brackets and ampersands. */
    private static final Pattern SECRET_OPTION = Pattern.compile(
            "([?&](?:header(?:s|\\.[^=&]*)|" + String.join("|", LoginOptions.SECRETS.keySet()) + ")=)"
                    + "(?:RAW(?:\\(|%28).*?(?:\\)|%29)(?=&|$)|RAW(?:\\{|%7B).*?(?:}|%7D)(?=&|$)|[^&]*)",
            Pattern.DOTALL);

    @UriPath(description = "Id of the provider, such as openai: the name of its profile.")
    @Metadata(required = true)
    private String provider;

    @UriPath(
            description = "The provider's id of the model; may contain slashes. Without it: the header"
                    + " CamelLlmSetModel, the component's defaultModel, or the one that the profile names.")
    private @Nullable String model;

    @UriParam
    private LlmConfiguration configuration;

    @UriParam
    private RouterSettings routing = new RouterSettings();

    private final LlmComponent settings;
    private final AtomicInteger inFlight = new AtomicInteger();
    private @Nullable TargetLink link;
    private @Nullable RouterLink router;
    private volatile @Nullable ShownUri shown;

    LlmEndpoint(String uri, LlmComponent component, LlmComponent settings, LlmConfiguration configuration) {
        super(uri, component);
        this.provider = "";
        this.settings = settings;
        this.configuration = configuration;
    }

    void setTarget(String remaining) {
        int slash = remaining.indexOf('/');
        provider = slash < 0 ? remaining : remaining.substring(0, slash);
        model = slash < 0 || slash == remaining.length() - 1 ? null : remaining.substring(slash + 1);
    }

    /** The component whose settings hold for this endpoint. */
    LlmComponent settings() {
        return settings;
    }

    /** Calls that have begun and are not over. */
    AtomicInteger inFlight() {
        return inFlight;
    }

    /** The checked way to the target; made when the first producer starts. */
    synchronized TargetLink link() {
        if (link == null) {
            link = TargetLink.of(this, LlmContextService.of(getCamelContext()));
        }
        return link;
    }

    /** The checked router; made when the first producer starts. */
    synchronized RouterLink router() {
        if (router == null) {
            router = RouterLink.of(this, LlmContextService.of(getCamelContext()));
        }
        return router;
    }

    /** Whether it is a router, not a provider. */
    boolean routes() {
        return provider.equals(RouterLink.SEGMENT);
    }

    @Override
    public Producer createProducer() {
        return routes() ? new RouterProducer(this) : new LlmProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("llm: answers, it does not ask; use it in to, toD or enrich");
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        LlmContextService.of(getCamelContext()).register(this);
    }

    @Override
    protected void doStop() throws Exception {
        LlmContextService.of(getCamelContext()).forget(this);
        synchronized (this) {
            link = null;
            router = null;
        }
        super.doStop();
    }

    /** Without secrets: it ends up in exchange properties, events and consoles. */
    @Override
    public String getEndpointUri() {
        String uri = super.getEndpointUri();
        ShownUri known = shown;
        if (known == null || !known.uri.equals(uri)) {
            known = ShownUri.of(uri);
            shown = known;
        }
        return known.safe;
    }

    /** Camel asks for the URI with every exchange, and searching it for secrets costs more than a call. */
    private record ShownUri(String uri, String safe) {
        static ShownUri of(String uri) {
            return new ShownUri(
                    uri, SECRET_OPTION.matcher(URISupport.sanitizeUri(uri)).replaceAll("$1xxxxxx"));
        }
    }

    /** Two endpoints whose URIs differ in nothing but a secret are two. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    @ManagedAttribute(description = "Base URL that calls go to")
    public @Nullable String getServiceUrl() {
        TargetLink known;
        synchronized (this) {
            known = link;
        }
        return known == null
                ? configuration.getBaseUrl()
                : known.loaded().map(LoadedModel::baseUrl).orElse(null);
    }

    @Override
    public String getServiceProtocol() {
        return "http";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return model == null ? Map.of("provider", provider) : Map.of("provider", provider, "model", model);
    }

    @ManagedAttribute(description = "Calls that have begun and are not over")
    public int getCallsInFlight() {
        return inFlight.get();
    }

    @ManagedAttribute(description = "What the endpoint does: chat, embed or estimate")
    public String getOperation() {
        return configuration.getOperation();
    }

    @ManagedAttribute(description = "Whether answers are streamed")
    public boolean isStreaming() {
        return configuration.isStream();
    }

    @ManagedAttribute(description = "Id of the provider")
    public String getProvider() {
        return provider;
    }

    public void setProvider(String provider) {
        this.provider = provider;
    }

    @ManagedAttribute(description = "Model that the URI names")
    public @Nullable String getModel() {
        return model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
    }

    public RouterSettings getRouting() {
        return routing;
    }

    public void setRouting(RouterSettings routing) {
        this.routing = routing;
    }

    public LlmConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(LlmConfiguration configuration) {
        this.configuration = configuration;
    }
}
