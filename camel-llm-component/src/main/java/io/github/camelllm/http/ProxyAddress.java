/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy: https goes through a CONNECT tunnel, http through it as it is.
 *
 * @param scheme how to speak to the proxy itself, http or https
 * @param user who we are to the proxy (Basic), or null
 * @param password asked for each time it is needed, so that a rotated one is taken up; never shown
 * @param directHosts hosts that are reached without the proxy, as in {@code http.nonProxyHosts}: a name, or a name that
 *     begins or ends with {@code *}
 */
public record ProxyAddress(
        String scheme,
        String host,
        int port,
        @Nullable String user,
        @Nullable Supplier<@Nullable String> password,
        List<String> directHosts) {

    public ProxyAddress {
        directHosts = List.copyOf(directHosts);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("proxy scheme '" + scheme + "' is unknown; allowed are http and https");
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("the proxy has no host name");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("proxy port " + port + " is not between 1 and 65535");
        }
        if (user != null && password == null) {
            throw new IllegalArgumentException("the proxy has a user but no password");
        }
    }

    /** A proxy that asks for no login. */
    public static ProxyAddress of(String host, int port) {
        return new ProxyAddress("http", host, port, null, null, List.of());
    }

    boolean serves(String target) {
        String name = target.toLowerCase(Locale.ROOT);
        return directHosts.stream().noneMatch(pattern -> matches(pattern.trim().toLowerCase(Locale.ROOT), name));
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.equals("*")) {
            return true;
        }
        boolean open = pattern.startsWith("*");
        boolean ongoing = pattern.endsWith("*");
        String core = pattern.substring(open ? 1 : 0, pattern.length() - (ongoing ? 1 : 0));
        if (open && ongoing) {
            return name.contains(core);
        }
        return open ? name.endsWith(core) : ongoing ? name.startsWith(core) : name.equals(core);
    }

    @Override
    public String toString() {
        return scheme + "://" + (user == null ? "" : "***@") + host + ":" + port;
    }
}
