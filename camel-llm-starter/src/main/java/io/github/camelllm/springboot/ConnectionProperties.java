/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** Properties that say where a call goes, as whom and by which connection. A property that is not set changes nothing. */
public abstract class ConnectionProperties extends LoginProperties {

    /** Base URL of the provider's API, such as https://api.example.com/v1. Without it: the profile's. */
    private @Nullable String baseUrl;

    /** Picks one of the provider's regional base URLs, where its profile lists any. */
    private @Nullable String region;

    /**
     * Name or address of your resource, where the provider gives each customer addresses of their own: my-resource, or
     * https://my-resource.openai.azure.com. Without it: baseUrl, or the environment variables that the profile names.
     */
    private @Nullable String resource;

    /**
     * Dated version of the provider's API, such as 2024-10-21, where it has any. Without it: the API without versions.
     */
    private @Nullable String apiVersion;

    /**
     * Which of the provider's APIs is called, where its profile names several: chat (chat completions), responses.
     * Without it: the one that the profile names for the model, or else chat.
     */
    private @Nullable String api;

    /**
     * The model behind a deployment, where models are called by the names of deployments: tells limits and prices.
     * Without it: the model that the answer names has the price.
     */
    private @Nullable String deployedModel;

    /** How long an unused connection is kept. 0 is without limit. */
    private @Nullable Duration connectionIdleTimeout;

    /** The most connections to one host. */
    private @Nullable Integer connectionsPerRoute;

    /** How long a connection is used at all, so that a changed DNS entry is noticed. 0 is without limit. */
    private @Nullable Duration connectionTimeToLive;

    /**
     * Additional HTTP headers of every request: header.X-Title=my-app. In a YAML route write them in the uri, because
     * Camel takes the dashes out of the names of its parameters; write a secret as a placeholder. This is a
     * multi-value option with prefix: header.
     */
    private Map<String, Object> headers = new LinkedHashMap<>();

    /** The protocol: 1.1 with keep-alive, or 2 where the server agrees. */
    private @Nullable String httpVersion;

    /** The most bytes of a response, unzipped. */
    private @Nullable Long maxResponseSize;

    /** The most connections in all. */
    private @Nullable Integer maxTotalConnections;

    /**
     * Hosts that are reached without the proxy, separated by commas. An asterisk at the beginning or end of a name
     * stands for anything.
     */
    private @Nullable String nonProxyHosts;

    /**
     * Password for the proxy (Basic). Write a placeholder, such as {{proxy.password}}: it is read again when it is
     * needed.
     */
    private @Nullable String proxyAuthPassword;

    /** How to speak to the proxy itself. */
    private @Nullable String proxyAuthScheme;

    /** User name for the proxy (Basic). */
    private @Nullable String proxyAuthUsername;

    /** Host name of the HTTP proxy. https goes through a CONNECT tunnel. */
    private @Nullable String proxyHost;

    /** Port of the HTTP proxy. */
    private @Nullable Integer proxyPort;

    /**
     * The key that tells the provider who calls. Write a placeholder, such as {{my.key}}: the property it names is
     * read again before each call, so a rotated key is taken up without a restart. At an endpoint, #bean:name refers
     * to a String or a java.util.function.Supplier in the registry that is asked before each call. Without it: the
     * environment variables that the provider's profile names.
     */
    private @Nullable String apiKey;

    /** TLS settings: trust and, for mutual TLS, the own certificate. */
    private @Nullable SSLContextParameters sslContextParameters;

    /** Replaces the usual check of the names in the server's certificate. */
    private @Nullable HostnameVerifier x509HostnameVerifier;

    /** How long a call may wait for a connection when all are busy. 0 is without limit. */
    private @Nullable Duration connectionRequestTimeout;

    /** How long a connection may take to be ready: name lookup, TCP, proxy and TLS. 0 is without limit. */
    private @Nullable Duration connectTimeout;

    /** How long the first content of a stream may take. 0 is without limit. */
    private @Nullable Duration firstTokenTimeout;

    /**
     * How long a stream waits for a reader that asks for nothing before it is cancelled and settled. 0 is for ever.
     */
    private @Nullable Duration readerTimeout;

    /**
     * How long the provider may take from the end of the request to the status of its response. 0 is without limit.
     */
    private @Nullable Duration responseTimeout;

    /** How long a response may pause between two pieces. 0 is without limit. */
    private @Nullable Duration streamIdleTimeout;

    /** How long the whole call may take. 0 is without limit. */
    private @Nullable Duration totalTimeout;

    /**
     * Your project, where the addresses in the provider's profile name one, such as that of Google Cloud. Without it:
     * the property or environment variable that the profile names. A baseUrl of your own is taken as it is.
     */
    private @Nullable String projectId;

    public @Nullable String getProjectId() {
        return projectId;
    }

    public void setProjectId(@Nullable String projectId) {
        this.projectId = projectId;
    }

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

    public @Nullable Duration getConnectionIdleTimeout() {
        return connectionIdleTimeout;
    }

    public void setConnectionIdleTimeout(@Nullable Duration connectionIdleTimeout) {
        this.connectionIdleTimeout = connectionIdleTimeout;
    }

    public @Nullable Integer getConnectionsPerRoute() {
        return connectionsPerRoute;
    }

    public void setConnectionsPerRoute(@Nullable Integer connectionsPerRoute) {
        this.connectionsPerRoute = connectionsPerRoute;
    }

    public @Nullable Duration getConnectionTimeToLive() {
        return connectionTimeToLive;
    }

    public void setConnectionTimeToLive(@Nullable Duration connectionTimeToLive) {
        this.connectionTimeToLive = connectionTimeToLive;
    }

    public Map<String, Object> getHeaders() {
        return headers;
    }

    public void setHeaders(Map<String, Object> headers) {
        this.headers = headers;
    }

    public @Nullable String getHttpVersion() {
        return httpVersion;
    }

    public void setHttpVersion(@Nullable String httpVersion) {
        this.httpVersion = httpVersion;
    }

    public @Nullable Long getMaxResponseSize() {
        return maxResponseSize;
    }

    public void setMaxResponseSize(@Nullable Long maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public @Nullable Integer getMaxTotalConnections() {
        return maxTotalConnections;
    }

    public void setMaxTotalConnections(@Nullable Integer maxTotalConnections) {
        this.maxTotalConnections = maxTotalConnections;
    }

    public @Nullable String getNonProxyHosts() {
        return nonProxyHosts;
    }

    public void setNonProxyHosts(@Nullable String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }

    public @Nullable String getProxyAuthPassword() {
        return proxyAuthPassword;
    }

    public void setProxyAuthPassword(@Nullable String proxyAuthPassword) {
        this.proxyAuthPassword = proxyAuthPassword;
    }

    public @Nullable String getProxyAuthScheme() {
        return proxyAuthScheme;
    }

    public void setProxyAuthScheme(@Nullable String proxyAuthScheme) {
        this.proxyAuthScheme = proxyAuthScheme;
    }

    public @Nullable String getProxyAuthUsername() {
        return proxyAuthUsername;
    }

    public void setProxyAuthUsername(@Nullable String proxyAuthUsername) {
        this.proxyAuthUsername = proxyAuthUsername;
    }

    public @Nullable String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(@Nullable String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public @Nullable Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(@Nullable Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public @Nullable String getApiKey() {
        return apiKey;
    }

    public void setApiKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    public @Nullable SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(@Nullable SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public @Nullable HostnameVerifier getX509HostnameVerifier() {
        return x509HostnameVerifier;
    }

    public void setX509HostnameVerifier(@Nullable HostnameVerifier x509HostnameVerifier) {
        this.x509HostnameVerifier = x509HostnameVerifier;
    }

    public @Nullable Duration getConnectionRequestTimeout() {
        return connectionRequestTimeout;
    }

    public void setConnectionRequestTimeout(@Nullable Duration connectionRequestTimeout) {
        this.connectionRequestTimeout = connectionRequestTimeout;
    }

    public @Nullable Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(@Nullable Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public @Nullable Duration getFirstTokenTimeout() {
        return firstTokenTimeout;
    }

    public void setFirstTokenTimeout(@Nullable Duration firstTokenTimeout) {
        this.firstTokenTimeout = firstTokenTimeout;
    }

    public @Nullable Duration getReaderTimeout() {
        return readerTimeout;
    }

    public void setReaderTimeout(@Nullable Duration readerTimeout) {
        this.readerTimeout = readerTimeout;
    }

    public @Nullable Duration getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(@Nullable Duration responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public @Nullable Duration getStreamIdleTimeout() {
        return streamIdleTimeout;
    }

    public void setStreamIdleTimeout(@Nullable Duration streamIdleTimeout) {
        this.streamIdleTimeout = streamIdleTimeout;
    }

    public @Nullable Duration getTotalTimeout() {
        return totalTimeout;
    }

    public void setTotalTimeout(@Nullable Duration totalTimeout) {
        this.totalTimeout = totalTimeout;
    }
}
