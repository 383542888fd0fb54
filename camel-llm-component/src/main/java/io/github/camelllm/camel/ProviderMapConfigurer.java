/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.GeneratedPropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.component.PropertyConfigurerSupport;
import org.jspecify.annotations.Nullable;

/** Lets Camel walk through {@code providers.mistral.apiKey}: found by the name of {@link ProviderMap}. */
public final class ProviderMapConfigurer extends PropertyConfigurerSupport
        implements GeneratedPropertyConfigurer, PropertyConfigurerGetter {

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        if (value instanceof ProviderSettings settings) {
            ((ProviderMap) target).put(name, settings);
            return true;
        }
        return false;
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return ProviderSettings.class;
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return ((ProviderMap) target).computeIfAbsent(name, provider -> new ProviderSettings());
    }

    @Override
    public @Nullable Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return null;
    }
}
