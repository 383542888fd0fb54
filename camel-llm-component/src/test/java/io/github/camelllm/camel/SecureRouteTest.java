/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.SimulatedProxy;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through a proxy that asks for a login to a server with a private CA that asks for a certificate: by options only. */
class SecureRouteTest {

    private static final String PASSWORD = "changeit";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SimulatedProxy proxy = SimulatedProxy.start("me", "proxy-secret");
    private ProviderSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ProviderSimulator.builder()
                .tls(parameters("server.p12").createSSLContext(context))
                .clientCertificateRequired()
                .start();
        Properties properties = new Properties();
        properties.setProperty("mistral.key", "sk-1");
        properties.setProperty("proxy.password", "proxy-secret");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("mutual", parameters("client.p12"));
        context.getRegistry().bind("trusting", parameters(null));
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        proxy.close();
        simulator.close();
    }

    private static SSLContextParameters parameters(String own) {
        SSLContextParameters parameters = new SSLContextParameters();
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store("trust.p12"));
        parameters.setTrustManagers(trust);
        if (own != null) {
            KeyManagersParameters keys = new KeyManagersParameters();
            keys.setKeyStore(store(own));
            keys.setKeyPassword(PASSWORD);
            parameters.setKeyManagers(keys);
        }
        return parameters;
    }

    private static KeyStoreParameters store(String file) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("classpath:io/github/camelllm/http/" + file);
        store.setType("PKCS12");
        store.setPassword(PASSWORD);
        return store;
    }

    private String uri(String more) {
        String base = simulator.provider("mistral").baseUrl().replace("127.0.0.1", "localhost");
        return "llm:mistral/mistral-small-latest?apiKey={{mistral.key}}&baseUrl=" + base + more;
    }

    private String throughProxy() {
        return "&proxyHost=" + proxy.host() + "&proxyPort=" + proxy.port()
                + "&proxyAuthUsername=me&proxyAuthPassword={{proxy.password}}";
    }

    private Exchange ask(String uri) {
        return context.createProducerTemplate()
                .request(uri, exchange -> exchange.getMessage().setBody("x"));
    }

    @Test
    void proxy_login_private_ca_and_mutual_tls_take_nothing_but_options() {
        Exchange exchange = ask(uri("&sslContextParameters=#mutual" + throughProxy()));

        assertThat(exchange.getException()).isNull();
        assertThat(simulator.lastRequest().header("Authorization")).isEqualTo("Bearer sk-1");
        assertThat(proxy.tunnels())
                .last()
                .satisfies(tunnel -> assertThat(tunnel.status()).isEqualTo(200));
        assertThat(context.getEndpoints().toString())
                .doesNotContain("proxy-secret")
                .doesNotContain("sk-1");
    }

    @Test
    void the_global_tls_settings_count_when_the_component_says_so() {
        context.setSSLContextParameters(parameters("client.p12"));
        context.getComponent("llm", LlmComponent.class).setUseGlobalSslContextParameters(true);

        assertThat(ask(uri("")).getException()).isNull();
    }

    @Test
    void a_host_named_in_non_proxy_hosts_is_reached_directly() {
        Exchange exchange = ask(uri("&sslContextParameters=#mutual&nonProxyHosts=local*,example.com" + throughProxy()));

        assertThat(exchange.getException()).isNull();
        assertThat(proxy.tunnels()).isEmpty();
    }

    @Test
    void without_trust_certificate_or_login_the_call_fails_and_says_why() {
        assertThat(kind(ask(uri("")))).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(kind(ask(uri("&sslContextParameters=#trusting")))).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(ask(uri("&sslContextParameters=#mutual&proxyHost=" + proxy.host() + "&proxyPort=" + proxy.port()
                                + "&proxyAuthUsername=me&proxyAuthPassword=wrong"))
                        .getException(LlmException.class))
                .hasMessageContaining("proxy")
                .hasMessageNotContaining("wrong");
        assertThat(simulator.requests()).isEmpty();
    }

    private static ErrorKind kind(Exchange exchange) {
        return exchange.getException(LlmException.class).kind();
    }
}
