/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * What the properties {@code gateway.*} say.
 *
 * @param host to listen on
 * @param port to listen on; 0: a free one
 * @param workers how many calls are answered at once
 * @param pauseMillis before the second attempt at a target; doubled from attempt to attempt
 * @param restSeconds for which a target is left alone that failed again and again
 * @param models what clients may ask for, and the targets that answer, in order
 * @param tenants who may ask
 */
record Settings(
        String host,
        int port,
        int workers,
        int pauseMillis,
        int restSeconds,
        Map<String, List<String>> models,
        List<Tenant> tenants) {

    /**
     * Somebody who may ask.
     *
     * @param name told to the call listeners
     * @param keyDigest of the bearer token, which is not kept
     * @param models that it may ask for; an asterisk: all
     */
    record Tenant(String name, String keyDigest, List<String> models) {

        boolean mayAsk(String model) {
            return models.contains("*") || models.contains(model);
        }
    }

    private static final String MODELS = "gateway.models.";
    private static final String TENANTS = "gateway.tenants.";

    static Settings of(CamelContext context) {
        Properties properties = context.getPropertiesComponent().loadProperties(name -> name.startsWith("gateway."));
        Map<String, String> all = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            all.put(name, context.resolvePropertyPlaceholders(properties.getProperty(name)));
        }
        return new Settings(
                all.getOrDefault("gateway.host", "127.0.0.1"),
                number(all, "gateway.port", 8080),
                number(all, "gateway.workers", 200),
                number(all, "gateway.pause-millis", 500),
                number(all, "gateway.rest-seconds", 10),
                models(all),
                tenants(all));
    }

    /** All targets, once each. */
    Set<String> targets() {
        return models.values().stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who has that key. */
    Optional<Tenant> tenant(String key) {
        String digest = digest(key);
        return tenants.stream()
                .filter(tenant -> MessageDigest.isEqual(
                        tenant.keyDigest().getBytes(StandardCharsets.US_ASCII),
                        digest.getBytes(StandardCharsets.US_ASCII)))
                .findFirst();
    }

    private static Map<String, List<String>> models(Map<String, String> all) {
        Map<String, List<String>> models = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(MODELS)) {
                models.put(name.substring(MODELS.length()), list(value));
            }
        });
        if (models.isEmpty()) {
            throw new IllegalArgumentException("no model is set: write gateway.models.<name>=<provider>/<model>,…");
        }
        return models;
    }

    private static List<Tenant> tenants(Map<String, String> all) {
        List<Tenant> tenants = new ArrayList<>();
        all.forEach((name, value) -> {
            if (name.startsWith(TENANTS) && name.endsWith(".key")) {
                String tenant = name.substring(TENANTS.length(), name.length() - ".key".length());
                tenants.add(
                        new Tenant(tenant, digest(value), list(all.getOrDefault(TENANTS + tenant + ".models", "*"))));
            }
        });
        if (tenants.isEmpty()) {
            throw new IllegalArgumentException(
                    "nobody may ask: write gateway.tenants.<name>.key={{env:SOME_VARIABLE}}");
        }
        return List.copyOf(tenants);
    }

    private static int number(Map<String, String> all, String name, int otherwise) {
        String value = all.getOrDefault(name, String.valueOf(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("property " + name + " is '" + value + "', but must be a number", e);
        }
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return String.format("%064x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
