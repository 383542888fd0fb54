/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.support.CamelContextHelper;
import org.jspecify.annotations.Nullable;

/** A secret that was set by an option, as it is at the moment when it is asked for. */
final class SecretOption implements Supplier<@Nullable String> {

    private final PlaceholderTrace trace;
    private final String value;
    private final @Nullable String property;

    private SecretOption(PlaceholderTrace trace, String value) {
        this.trace = trace;
        this.value = value;
        this.property = trace.origin(value).orElse(null);
    }

    /**
     * The value, or what now stands in the property that it came from or that it names; for {@code #bean:name} what that
     * bean says, a text or a supplier of one.
     *
     * @throws IllegalArgumentException when there is no such bean, or it is something else
     */
    static Supplier<@Nullable String> of(CamelContext context, PlaceholderTrace trace, String option, String value) {
        if (value.contains(PropertiesComponent.PREFIX_TOKEN)) {
            context.resolvePropertyPlaceholders(value);
            return new Unresolved(context, value);
        }
        return value.startsWith("#") ? bean(context, option, value) : new SecretOption(trace, value);
    }

    private static Supplier<@Nullable String> bean(CamelContext context, String option, String reference) {
        String name = reference.startsWith("#bean:") ? reference.substring(6) : reference.substring(1);
        Object bean = CamelContextHelper.lookup(context, name);
        if (bean == null) {
            throw new IllegalArgumentException("option " + option + " refers to the bean '" + name
                    + "', which is not in the registry; a key that begins with # is written as RAW(...)");
        }
        text(option, name, bean);
        return () -> text(option, name, Objects.requireNonNullElse(CamelContextHelper.lookup(context, name), bean));
    }

    private static @Nullable String text(String option, String name, Object bean) {
        Object value = bean instanceof Supplier<?> supplier ? supplier.get() : bean;
        if (value != null && !(value instanceof CharSequence)) {
            throw new IllegalArgumentException("option " + option + " refers to the bean '" + name
                    + "', which is neither a String nor a java.util.function.Supplier of one but a "
                    + bean.getClass().getName());
        }
        return value == null ? null : value.toString();
    }

    @Override
    public String get() {
        return Optional.ofNullable(property).flatMap(trace::current).orElse(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretOption s && value.equals(s.value) && Objects.equals(property, s.property);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(property);
    }

    @Override
    public String toString() {
        return "******";
    }

    /**
     * A value whose placeholders Camel has not resolved, because it was set from Java or by Spring.
     *
     * @param text with placeholders
     */
    private record Unresolved(CamelContext context, String text) implements Supplier<@Nullable String> {

        @Override
        public String get() {
            return context.resolvePropertyPlaceholders(text);
        }

        @Override
        public String toString() {
            return "******";
        }
    }
}
