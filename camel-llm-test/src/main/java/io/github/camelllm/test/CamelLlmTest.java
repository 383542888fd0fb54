/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a {@link ProviderSimulator}: in fields and parameters of that type, one for the class, forgotten before
 * each test.
 *
 * <pre>{@code
 * @CamelLlmTest
 * class TicketsTest extends CamelTestSupport {
 *
 *     ProviderSimulator simulator;
 *
 *     @Override
 *     protected CamelContext createCamelContext() throws Exception {
 *         return simulator.configure(super.createCamelContext());
 *     }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ProviderSimulatorExtension.class)
public @interface CamelLlmTest {}
