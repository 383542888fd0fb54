/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/**
 * Puts a {@link ProviderSimulator} into fields (static or not) and parameters of that type. One simulator serves a test class, so
 * that its address stays; what it was told and asked is forgotten before each test. A script that failed fails the test.
 */
public final class ProviderSimulatorExtension
        implements BeforeAllCallback,
                TestInstancePostProcessor,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver {

    private static final Namespace SPACE = Namespace.create(ProviderSimulatorExtension.class);

    /** Closes the simulator with the test class. */
    private record Held(ProviderSimulator simulator) implements AutoCloseable {

        @Override
        public void close() {
            simulator.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        inject(context.getRequiredTestClass(), null, context);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) throws IllegalAccessException {
        inject(instance.getClass(), instance, context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator(context).reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Exception> failures = simulator(context).problems().stream()
                .filter(RuntimeException.class::isInstance)
                .toList();
        if (!failures.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError("a script of the simulator failed: " + failures.get(0), failures.get(0));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ProviderSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator(context);
    }

    private static void inject(Class<?> type, @Nullable Object instance, ExtensionContext context)
            throws IllegalAccessException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                boolean wanted = Modifier.isStatic(field.getModifiers()) == (instance == null);
                if (wanted && field.getType() == ProviderSimulator.class && !Modifier.isFinal(field.getModifiers())) {
                    field.setAccessible(true);
                    field.set(instance, simulator(context));
                }
            }
        }
    }

    private static ProviderSimulator simulator(ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        Class<?> type = context.getRequiredTestClass();
        return ofClass.getStore(SPACE)
                .getOrComputeIfAbsent(type, key -> new Held(ProviderSimulator.start()), Held.class)
                .simulator();
    }
}
