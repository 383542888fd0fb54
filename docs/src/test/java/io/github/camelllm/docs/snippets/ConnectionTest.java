/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmConfiguration;
import io.github.camelllm.camel.LlmEndpoint;
import java.time.Duration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;

/** Proxy, TLS and deadlines are options. That they work is proven in the component, against a real proxy. */
class ConnectionTest {

    @Test
    void the_yaml_route_sets_them() throws Exception {
        SSLContextParameters tls = new SSLContextParameters();
        try (Routes routes = new Routes()
                .bind("companyTls", tls)
                .property("proxy.user", "camel")
                .property("proxy.password", "s3cret")
                .yaml("connection.camel.yaml")) {
            LlmConfiguration options = routes.context.getEndpoints().stream()
                    .filter(LlmEndpoint.class::isInstance)
                    .map(LlmEndpoint.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .getConfiguration();

            assertThat(options.getProxyHost()).isEqualTo("proxy.example.com");
            assertThat(options.getProxyPort()).isEqualTo(3128);
            assertThat(options.getProxyAuthUsername()).isEqualTo("camel");
            assertThat(options.getNonProxyHosts()).isEqualTo("localhost,*.internal.example.com");
            assertThat(options.getSslContextParameters()).isSameAs(tls);
            assertThat(options.getConnectTimeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(options.getTotalTimeout()).isEqualTo(Duration.ofSeconds(90));
            assertThat(routes.context.getEndpoints().toString()).doesNotContain("s3cret");
        }
    }
}
