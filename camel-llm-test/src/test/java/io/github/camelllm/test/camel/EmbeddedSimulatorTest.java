/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.test.ProviderSimulator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.GeneratedPropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.component.PropertyConfigurerSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try")
class EmbeddedSimulatorTest {

    /** A component with the options that the kit sets. */
    public static final class OptionsOnly extends DefaultComponent {

        private ProviderMap providers = new ProviderMap();

        /** Found by Camel together with its configurer. */
        public static final class ProviderMap extends LinkedHashMap<String, Settings> {
            private static final long serialVersionUID = 1L;
        }

        /** Lets Camel walk through the map. */
        public static final class ProviderMapConfigurer extends PropertyConfigurerSupport
                implements GeneratedPropertyConfigurer, PropertyConfigurerGetter {

            @Override
            public boolean configure(
                    CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
                return false;
            }

            @Override
            public Class<?> getOptionType(String name, boolean ignoreCase) {
                return Settings.class;
            }

            @Override
            public Object getOptionValue(Object target, String name, boolean ignoreCase) {
                return ((ProviderMap) target).computeIfAbsent(name, provider -> new Settings());
            }
        }

        /** Settings of a provider. */
        public static final class Settings {
            private String baseUrl;
            private String apiKey;

            public String getBaseUrl() {
                return baseUrl;
            }

            public void setBaseUrl(String baseUrl) {
                this.baseUrl = baseUrl;
            }

            public String getApiKey() {
                return apiKey;
            }

            public void setApiKey(String apiKey) {
                this.apiKey = apiKey;
            }
        }

        public ProviderMap getProviders() {
            return providers;
        }

        public void setProviders(ProviderMap providers) {
            this.providers = providers;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            throw new UnsupportedOperationException(uri);
        }
    }

    @Test
    void the_placeholder_starts_one_simulator_that_ends_with_the_context() throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.start();

        String mistral = context.resolvePropertyPlaceholders("{{llm-simulator:mistral}}");
        String simulator = context.resolvePropertyPlaceholders("{{llm-simulator:simulator}}");

        URI uri = URI.create(mistral);
        assertThat(mistral).endsWith("/mistral/v1").startsWith("http://127.0.0.1:");
        assertThat(URI.create(simulator).getPort()).isEqualTo(uri.getPort());
        assertThat(EmbeddedSimulator.of(context).port()).isEqualTo(uri.getPort());
        context.stop();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), uri.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void two_contexts_have_two_simulators() throws Exception {
        try (CamelContext one = new DefaultCamelContext();
                CamelContext two = new DefaultCamelContext()) {
            assertThat(EmbeddedSimulator.of(one)).isNotSameAs(EmbeddedSimulator.of(two));
        }
    }

    @Test
    void an_unknown_wire_form_is_named_with_the_known_ones() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            assertThatThrownBy(() -> context.resolvePropertyPlaceholders("{{llm-simulator:mistrall}}"))
                    .hasMessageContaining("'mistrall'")
                    .hasMessageContaining("deepseek, ");
        }
    }

    @Test
    void a_property_names_the_script(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("replies.yaml"), "- reply: from the file\n");
        try (CamelContext context = withScript("file:" + script)) {
            String url = context.resolvePropertyPlaceholders("{{llm-simulator:simulator}}");

            assertThat(post(url)).contains("from the file");
        }
    }

    @Test
    void a_script_that_is_missing_or_wrong_fails_with_its_name(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("replies.yaml"), "- replly: x\n");
        try (CamelContext wrong = withScript("file:" + script);
                CamelContext missing = withScript("classpath:nowhere.yaml")) {
            assertThatThrownBy(() -> EmbeddedSimulator.of(wrong))
                    .hasMessageContaining("replies.yaml, line 1: 'replly' is not known");
            assertThatThrownBy(() -> EmbeddedSimulator.of(missing))
                    .hasMessageContaining("nowhere.yaml")
                    .hasMessageContaining("camel.llm.simulator.script");
        }
    }

    @Test
    void a_context_is_pointed_at_the_simulator_by_options_alone() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                CamelContext context = new DefaultCamelContext()) {
            OptionsOnly component = new OptionsOnly();
            context.addComponent("llm", component);

            simulator.configure(context);

            assertThat(component.getProviders().get("mistral").getBaseUrl())
                    .isEqualTo(simulator.provider("mistral").baseUrl());
            assertThat(component.getProviders().get("openaiCompatible").getApiKey())
                    .isEqualTo("test-key");
            assertThat(simulator.properties())
                    .containsEntry(
                            "camel.component.llm.providers.groq.baseUrl",
                            simulator.provider("groq").baseUrl());
        }
    }

    @Test
    void without_the_component_the_message_says_what_is_missing() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                CamelContext context = new DefaultCamelContext()) {
            assertThatThrownBy(() -> simulator.configure(context)).hasMessageContaining("camel-llm-component");
        }
    }

    private static CamelContext withScript(String uri) {
        CamelContext context = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.setProperty(EmbeddedSimulator.SCRIPT, uri);
        context.getPropertiesComponent().setInitialProperties(properties);
        return context;
    }

    private static String post(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
