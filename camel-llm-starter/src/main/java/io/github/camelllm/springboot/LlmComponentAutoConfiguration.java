/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import io.github.camelllm.camel.LlmComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/** Gives the properties {@code camel.component.llm.*} to the component when Camel creates it, under either scheme. */
@AutoConfiguration(after = {CamelAutoConfiguration.class, LlmComponentConverter.class})
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties({ComponentConfigurationProperties.class, LlmComponentConfiguration.class})
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.llm"})
public class LlmComponentAutoConfiguration {

    @Lazy
    @Bean
    ComponentCustomizer configureLlmComponent(
            ApplicationContext application, CamelContext camel, LlmComponentConfiguration configuration) {
        return new ComponentCustomizer() {

            @Override
            public void configure(String name, Component target) {
                CamelPropertiesHelper.copyProperties(camel, configuration, target);
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                return target instanceof LlmComponent
                        && HierarchicalPropertiesEvaluator.evaluate(
                                application, "camel.component.customizer", "camel.component.llm.customizer");
            }
        };
    }
}
