/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the component sets for all endpoints of one provider; an endpoint's own option goes first. */
public class ProviderSettings extends LoginOptions {

    private @Nullable String apiKey;
    private @Nullable String baseUrl;
    private @Nullable String region;
    private @Nullable String defaultModel;
    private @Nullable String resource;
    private @Nullable String projectId;
    private @Nullable String apiVersion;
    private @Nullable String api;
    private Map<String, String> headers = new LinkedHashMap<>();

    /** The key. */
    public @Nullable String getApiKey() {
        return apiKey;
    }

    public void setApiKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    /** Base URL of the API. */
    public @Nullable String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(@Nullable String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** One of the provider's regions. */
    public @Nullable String getRegion() {
        return region;
    }

    public void setRegion(@Nullable String region) {
        this.region = region;
    }

    /** Name or address of the resource. */
    public @Nullable String getResource() {
        return resource;
    }

    public void setResource(@Nullable String resource) {
        this.resource = resource;
    }

    /** The project in the provider's addresses. */
    public @Nullable String getProjectId() {
        return projectId;
    }

    public void setProjectId(@Nullable String projectId) {
        this.projectId = projectId;
    }

    /** A dated version of the API. */
    public @Nullable String getApiVersion() {
        return apiVersion;
    }

    public void setApiVersion(@Nullable String apiVersion) {
        this.apiVersion = apiVersion;
    }

    /** One of the provider's APIs. */
    public @Nullable String getApi() {
        return api;
    }

    public void setApi(@Nullable String api) {
        this.api = api;
    }

    /** Model of endpoints that name none. */
    public @Nullable String getDefaultModel() {
        return defaultModel;
    }

    public void setDefaultModel(@Nullable String defaultModel) {
        this.defaultModel = defaultModel;
    }

    /** Additional HTTP headers. */
    public Map<String, String> getHeaders() {
        return headers;
    }

    public void setHeaders(Map<String, String> headers) {
        this.headers = headers;
    }

    /** Without the login and the headers, which may hold secrets. */
    @Override
    public String toString() {
        return "ProviderSettings[baseUrl=" + baseUrl + ", region=" + region + ", resource=" + resource + ", projectId="
                + projectId + ", apiVersion=" + apiVersion + ", api=" + api + ", defaultModel=" + defaultModel + "]";
    }
}
