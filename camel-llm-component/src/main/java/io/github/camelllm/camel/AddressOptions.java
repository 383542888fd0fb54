/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options that say which of a provider's addresses and APIs is called. */
@UriParams
public abstract class AddressOptions extends LoginOptions {

    @UriParam(
            label = "common",
            description = "Base URL of the provider's API, such as https://api.example.com/v1. Without it: the "
                    + "profile's.")
    private @Nullable String baseUrl;

    @UriParam(
            label = "common",
            description = "Picks one of the provider's regional base URLs, where its profile lists any.")
    private @Nullable String region;

    @UriParam(
            label = "common",
            description = "Name or address of your resource, where the provider gives each customer addresses of "
                    + "their own: my-resource, or https://my-resource.openai.azure.com. Without it: baseUrl, or the "
                    + "environment variables that the profile names.")
    private @Nullable String resource;

    @UriParam(
            label = "common",
            description = "Your project, where the addresses in the provider's profile name one, such as that of "
                    + "Google Cloud. Without it: the property or environment variable that the profile names. A "
                    + "baseUrl of your own is taken as it is.")
    private @Nullable String projectId;

    @UriParam(
            label = "common",
            description = "Dated version of the provider's API, such as 2024-10-21, where it has any. Without it: "
                    + "the API without versions.")
    private @Nullable String apiVersion;

    @UriParam(
            label = "common",
            description =
                    "Which of the provider's APIs is called, where its profile names several: chat (chat "
                            + "completions), responses. Without it: the one that the profile names for the model, or else chat.")
    private @Nullable String api;

    @UriParam(
            label = "common",
            description = "The model behind a deployment, where models are called by the names of deployments: "
                    + "tells limits and prices. Without it: the model that the answer names has the price.")
    private @Nullable String deployedModel;

    public @Nullable String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(@Nullable String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public @Nullable String getRegion() {
        return region;
    }

    public void setRegion(@Nullable String region) {
        this.region = region;
    }

    public @Nullable String getResource() {
        return resource;
    }

    public void setResource(@Nullable String resource) {
        this.resource = resource;
    }

    public @Nullable String getProjectId() {
        return projectId;
    }

    public void setProjectId(@Nullable String projectId) {
        this.projectId = projectId;
    }

    public @Nullable String getApiVersion() {
        return apiVersion;
    }

    public void setApiVersion(@Nullable String apiVersion) {
        this.apiVersion = apiVersion;
    }

    public @Nullable String getApi() {
        return api;
    }

    public void setApi(@Nullable String api) {
        this.api = api;
    }

    public @Nullable String getDeployedModel() {
        return deployedModel;
    }

    public void setDeployedModel(@Nullable String deployedModel) {
        this.deployedModel = deployedModel;
    }
}
