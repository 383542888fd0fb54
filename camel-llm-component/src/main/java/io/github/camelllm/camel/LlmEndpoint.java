/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Ask large language models and embedding models of many providers through one URI, with typed errors, token usage and
 * cost.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "llm,camel-llm",
        title = "LLM,Camel LLM",
        syntax = "llm:provider/model",
        category = Category.AI,
        producerOnly = true,
        remote = true,
        headersClass = LlmHeaders.class)
public class LlmEndpoint extends DefaultEndpoint implements AsyncEndpoint {

    @UriPath(description = "Id of the provider, such as openai: the name of its profile.")
    @Metadata(required = true)
    private String provider;

    @UriPath(
            description = "The provider's id of the model; may contain slashes. Without it: the header"
                    + " CamelLlmSetModel, the component's defaultModel, or the one that the profile names.")
    private @Nullable String model;

    @UriParam
    private LlmConfiguration configuration;

    private final LlmComponent settings;
    private @Nullable String keyReference;

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

    void setKeyReference(@Nullable String reference) {
        this.keyReference = reference;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("llm: answers, it does not ask; use it in to, toD or enrich");
    }

    public String getProvider() {
        return provider;
    }

    public void setProvider(String provider) {
        this.provider = provider;
    }

    public @Nullable String getModel() {
        return model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
    }

    public LlmConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(LlmConfiguration configuration) {
        this.configuration = configuration;
    }
}
