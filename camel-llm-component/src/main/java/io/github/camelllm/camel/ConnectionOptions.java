/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** Options that say where a call goes, as whom and by which connection. */
@UriParams
public abstract class ConnectionOptions extends AddressOptions {

    @SuppressWarnings("deprecation") // of secret: what replaces it came after Camel 4.18
    @UriParam(
            label = "security",
            secret = true,
            description = "The key that tells the provider who calls. Write a placeholder, such as {{my.key}}: the "
                    + "property it names is read again before each call, so a rotated key is taken up without a"
                    + " restart. At an endpoint, #bean:name refers to a String or a java.util.function.Supplier"
                    + " in the registry that is asked before each call. Without it: the environment variables "
                    + "that the provider's profile names.")
    private @Nullable String apiKey;

    @UriParam(
            label = "advanced",
            prefix = "header.",
            multiValue = true,
            description = "Additional HTTP headers of every request: header.X-Title=my-app. In a YAML route write "
                    + "them in the uri, because Camel takes the dashes out of the names of its parameters; "
                    + "write a secret as a placeholder.")
    private Map<String, Object> headers = new LinkedHashMap<>();

    @UriParam(
            label = "timeout",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "How long a connection may take to be ready: name lookup, TCP, proxy and TLS. 0 is "
                    + "without limit.")
    private Duration connectTimeout = Duration.ofSeconds(5);

    @UriParam(
            label = "timeout",
            defaultValue = "5m",
            javaType = "java.time.Duration",
            description = "How long the provider may take from the end of the request to the status of its "
                    + "response. 0 is without limit.")
    private Duration responseTimeout = Duration.ofMinutes(5);

    @UriParam(
            label = "timeout",
            defaultValue = "2m",
            javaType = "java.time.Duration",
            description = "How long the first content of a stream may take. 0 is without limit.")
    private Duration firstTokenTimeout = Duration.ofMinutes(2);

    @UriParam(
            label = "timeout",
            defaultValue = "1m",
            javaType = "java.time.Duration",
            description = "How long a response may pause between two pieces. 0 is without limit.")
    private Duration streamIdleTimeout = Duration.ofMinutes(1);

    @UriParam(
            label = "timeout",
            defaultValue = "10m",
            javaType = "java.time.Duration",
            description = "How long the whole call may take. 0 is without limit.")
    private Duration totalTimeout = Duration.ofMinutes(10);

    @UriParam(
            label = "timeout",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "How long a call may wait for a connection when all are busy. 0 is without limit.")
    private Duration connectionRequestTimeout = Duration.ofSeconds(30);

    @UriParam(
            label = "timeout",
            defaultValue = "1m",
            javaType = "java.time.Duration",
            description = "How long a stream waits for a reader that asks for nothing before it is cancelled and "
                    + "settled. 0 is for ever.")
    private Duration readerTimeout = Duration.ofMinutes(1);

    @UriParam(label = "advanced", defaultValue = "1024", description = "The most connections to one host.")
    private int connectionsPerRoute = 1024;

    @UriParam(label = "advanced", defaultValue = "4096", description = "The most connections in all.")
    private int maxTotalConnections = 4096;

    @UriParam(
            label = "advanced",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "How long an unused connection is kept. 0 is without limit.")
    private Duration connectionIdleTimeout = Duration.ofSeconds(30);

    @UriParam(
            label = "advanced",
            defaultValue = "10m",
            javaType = "java.time.Duration",
            description = "How long a connection is used at all, so that a changed DNS entry is noticed. 0 is "
                    + "without limit.")
    private Duration connectionTimeToLive = Duration.ofMinutes(10);

    @UriParam(
            label = "advanced",
            defaultValue = "1.1",
            enums = "1.1,2",
            description = "The protocol: 1.1 with keep-alive, or 2 where the server agrees.")
    private String httpVersion = "1.1";

    @UriParam(label = "advanced", defaultValue = "67108864", description = "The most bytes of a response, unzipped.")
    private long maxResponseSize = 64L * 1024 * 1024;

    @UriParam(label = "proxy", description = "Host name of the HTTP proxy. https goes through a CONNECT tunnel.")
    private @Nullable String proxyHost;

    @UriParam(label = "proxy", description = "Port of the HTTP proxy.")
    private @Nullable Integer proxyPort;

    @UriParam(
            label = "proxy",
            defaultValue = "http",
            enums = "http,https",
            description = "How to speak to the proxy itself.")
    private String proxyAuthScheme = "http";

    @SuppressWarnings("deprecation") // of secret: what replaces it came after Camel 4.18
    @UriParam(label = "proxy", secret = true, description = "User name for the proxy (Basic).")
    private @Nullable String proxyAuthUsername;

    @SuppressWarnings("deprecation") // of secret: what replaces it came after Camel 4.18
    @UriParam(
            label = "proxy",
            secret = true,
            description = "Password for the proxy (Basic). Write a placeholder, such as {{proxy.password}}: it is "
                    + "read again when it is needed.")
    private @Nullable String proxyAuthPassword;

    @UriParam(
            label = "proxy",
            description = "Hosts that are reached without the proxy, separated by commas. An asterisk at the "
                    + "beginning or end of a name stands for anything.")
    private @Nullable String nonProxyHosts;

    @UriParam(label = "security", description = "TLS settings: trust and, for mutual TLS, the own certificate.")
    private @Nullable SSLContextParameters sslContextParameters;

    @UriParam(label = "security", description = "Replaces the usual check of the names in the server's certificate.")
    private @Nullable HostnameVerifier x509HostnameVerifier;

    public @Nullable String getApiKey() {
        return apiKey;
    }

    public void setApiKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    public Map<String, Object> getHeaders() {
        return headers;
    }

    public void setHeaders(Map<String, Object> headers) {
        this.headers = headers;
    }

    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public Duration getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(Duration responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public Duration getFirstTokenTimeout() {
        return firstTokenTimeout;
    }

    public void setFirstTokenTimeout(Duration firstTokenTimeout) {
        this.firstTokenTimeout = firstTokenTimeout;
    }

    public Duration getStreamIdleTimeout() {
        return streamIdleTimeout;
    }

    public void setStreamIdleTimeout(Duration streamIdleTimeout) {
        this.streamIdleTimeout = streamIdleTimeout;
    }

    public Duration getTotalTimeout() {
        return totalTimeout;
    }

    public void setTotalTimeout(Duration totalTimeout) {
        this.totalTimeout = totalTimeout;
    }

    public Duration getConnectionRequestTimeout() {
        return connectionRequestTimeout;
    }

    public void setConnectionRequestTimeout(Duration connectionRequestTimeout) {
        this.connectionRequestTimeout = connectionRequestTimeout;
    }

    public Duration getReaderTimeout() {
        return readerTimeout;
    }

    public void setReaderTimeout(Duration readerTimeout) {
        this.readerTimeout = readerTimeout;
    }

    public int getConnectionsPerRoute() {
        return connectionsPerRoute;
    }

    public void setConnectionsPerRoute(int connectionsPerRoute) {
        this.connectionsPerRoute = connectionsPerRoute;
    }

    public int getMaxTotalConnections() {
        return maxTotalConnections;
    }

    public void setMaxTotalConnections(int maxTotalConnections) {
        this.maxTotalConnections = maxTotalConnections;
    }

    public Duration getConnectionIdleTimeout() {
        return connectionIdleTimeout;
    }

    public void setConnectionIdleTimeout(Duration connectionIdleTimeout) {
        this.connectionIdleTimeout = connectionIdleTimeout;
    }

    public Duration getConnectionTimeToLive() {
        return connectionTimeToLive;
    }

    public void setConnectionTimeToLive(Duration connectionTimeToLive) {
        this.connectionTimeToLive = connectionTimeToLive;
    }

    public String getHttpVersion() {
        return httpVersion;
    }

    public void setHttpVersion(String httpVersion) {
        this.httpVersion = httpVersion;
    }

    public long getMaxResponseSize() {
        return maxResponseSize;
    }

    public void setMaxResponseSize(long maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
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

    public String getProxyAuthScheme() {
        return proxyAuthScheme;
    }

    public void setProxyAuthScheme(String proxyAuthScheme) {
        this.proxyAuthScheme = proxyAuthScheme;
    }

    public @Nullable String getProxyAuthUsername() {
        return proxyAuthUsername;
    }

    public void setProxyAuthUsername(@Nullable String proxyAuthUsername) {
        this.proxyAuthUsername = proxyAuthUsername;
    }

    public @Nullable String getProxyAuthPassword() {
        return proxyAuthPassword;
    }

    public void setProxyAuthPassword(@Nullable String proxyAuthPassword) {
        this.proxyAuthPassword = proxyAuthPassword;
    }

    public @Nullable String getNonProxyHosts() {
        return nonProxyHosts;
    }

    public void setNonProxyHosts(@Nullable String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
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
}
