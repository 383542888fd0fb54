/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.support.PropertyBindingSupport;

/** Sets options of the {@code llm} component by Camel's own property binding: the kit does not know the component's classes. */
public final class ComponentOptions {

    private ComponentOptions() {}

    /** Fails when the context has no {@code llm} component or it does not know an option. */
    public static void set(CamelContext context, Map<String, String> options) {
        Component component = context.getComponent("llm");
        if (component == null) {
            throw new IllegalStateException(
                    "the Camel context has no component 'llm'; is camel-llm-component on the classpath?");
        }
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(component)
                .withProperties(new LinkedHashMap<>(options))
                .withMandatory(true)
                .bind();
    }
}
