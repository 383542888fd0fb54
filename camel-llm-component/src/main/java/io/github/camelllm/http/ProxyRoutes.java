/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.util.function.Supplier;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Decides which calls go through the proxy, and logs in to it without waiting to be asked. */
final class ProxyRoutes extends DefaultRoutePlanner {

    private final @Nullable ProxyAddress proxy;
    private final @Nullable HttpHost host;

    ProxyRoutes(@Nullable ProxyAddress proxy) {
        super(DefaultSchemePortResolver.INSTANCE);
        this.proxy = proxy;
        this.host = proxy == null ? null : new HttpHost(proxy.scheme(), proxy.host(), proxy.port());
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        return serves(target.getHostName()) ? host : null;
    }

    /** Whether no call goes through a proxy. */
    boolean direct() {
        return host == null;
    }

    private boolean serves(String target) {
        return proxy != null && proxy.serves(target);
    }

    String firstHop(HttpCall call) {
        String target = hostName(call);
        return proxy != null && serves(target) ? proxy.host() : target;
    }

    /** The host without the brackets of an IPv6 address. */
    static String hostName(HttpCall call) {
        String name = call.uri().getHost();
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    void logIn(HttpCall call, HttpClientContext context) {
        if (proxy == null || host == null || proxy.user() == null || !serves(hostName(call))) {
            return;
        }
        Supplier<@Nullable String> source = proxy.password();
        @Nullable String password = source == null ? null : source.get();
        if (password == null) {
            throw new IllegalStateException("the password for the proxy is missing; check proxyPassword");
        }
        BasicScheme scheme = new BasicScheme();
        scheme.initPreemptive(new UsernamePasswordCredentials(proxy.user(), password.toCharArray()));
        context.getAuthExchange(host).select(scheme);
    }
}
