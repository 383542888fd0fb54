/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.camel.KeyResolver;
import io.github.camelllm.camel.LlmConfiguration;
import io.github.camelllm.governance.Ledger;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/** Turns {@code #name} or {@code #bean:name} into the bean, for properties that take an object. */
@AutoConfiguration
public class LlmComponentConverter {

    @Lazy
    @Bean
    @ConfigurationPropertiesBinding
    static GenericConverter llmBeanReferences(ApplicationContext beans) {
        return new BeanReferences(beans);
    }

    private record BeanReferences(ApplicationContext beans) implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(
                    new ConvertiblePair(String.class, LlmConfiguration.class),
                    new ConvertiblePair(String.class, SSLContextParameters.class),
                    new ConvertiblePair(String.class, HostnameVerifier.class),
                    new ConvertiblePair(String.class, KeyResolver.class),
                    new ConvertiblePair(String.class, Ledger.class),
                    new ConvertiblePair(String.class, Authorizer.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
            if (source == null) {
                return null;
            }
            String reference = source.toString();
            if (!reference.startsWith("#")) {
                throw new IllegalArgumentException("'" + reference + "' is not a reference; write #bean:name, the name"
                        + " of a bean of type " + targetType.getType().getName());
            }
            String name = reference.startsWith("#bean:") ? reference.substring(6) : reference.substring(1);
            return beans.getBean(name, targetType.getType());
        }
    }
}
