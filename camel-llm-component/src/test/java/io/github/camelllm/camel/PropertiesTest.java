/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application of Camel Main that is configured by properties alone. */
class PropertiesTest {

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
        simulator.close();
    }

    private CamelContext start(String uri) throws Exception {
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").routeId("ask").to(uri);
            }
        });
        main.start();
        return main.getCamelContext();
    }

    private Exchange ask() throws Exception {
        return main.getCamelTemplate()
                .request("direct:ask", exchange -> exchange.getMessage().setBody("x"));
    }

    @Test
    void properties_set_the_component_and_its_providers() throws Exception {
        simulator.properties().forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
        main.addInitialProperty("camel.component.llm.temperature", "0.25");
        main.addInitialProperty("camel.component.llm.total-timeout", "30s");
        main.addInitialProperty("camel.component.llm.providers.mistral.default-model", "mistral-large-latest");
        simulator.provider("mistral").enqueue(Reply.text("fine"));

        CamelContext context = start("llm:mistral");

        assertThat(ask().getMessage().getBody()).isEqualTo("fine");
        assertThat(simulator.lastRequest().json().path("temperature").asDouble())
                .isEqualTo(0.25);
        assertThat(simulator.lastRequest().json().path("model").asText()).isEqualTo("mistral-large-latest");
        assertThat(context.getComponent("llm", LlmComponent.class)
                        .getConfiguration()
                        .getTotalTimeout())
                .hasSeconds(30);
    }

    @Test
    void a_provider_with_a_dash_in_its_name_can_be_set() throws Exception {
        main.addInitialProperty(
                "camel.component.llm.providers.openai-compatible.base-url",
                simulator.provider("openai").baseUrl());
        main.addInitialProperty("camel.component.llm.providers.openai-compatible.api-key", "k");

        start("llm:openai-compatible/gpt-4o");

        assertThat(ask().getException()).isNull();
    }

    @Test
    void a_misspelt_property_stops_the_start() {
        main.addInitialProperty("camel.component.llm.providers.mistral.apiKeyy", "k");

        assertThatThrownBy(() -> start("llm:mistral/x"))
                .satisfies(thrown -> assertThat(Routes.messages(thrown)).containsIgnoringCase("apiKeyy"));
    }

    @Test
    void one_file_makes_a_provider(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("acme.yaml"), """
                id: acme
                extends: openai-compatible
                name: Acme
                baseUrl: %s
                source: {document: https://acme.example/docs, checked: 2026-11-20}
                """.formatted(
                        simulator.provider("openai").baseUrl()));
        main.addInitialProperty("camel.component.llm.profiles-directory", folder.toString());
        main.addInitialProperty("camel.component.llm.providers.acme.api-key", "k");

        start("llm:acme/gpt-4o");

        assertThat(ask().getException()).isNull();
        assertThat(ask().getMessage().getHeader(LlmHeaders.PROVIDER)).isEqualTo("acme");
    }

    @Test
    void a_malformed_profile_stops_the_start_and_names_file_and_line(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("acme.yaml"), "extends: openai-compatible\nname: Acme\nbaseUrll: x\n");
        main.addInitialProperty("camel.component.llm.profiles-directory", folder.toString());

        assertThatThrownBy(() -> start("llm:acme/x"))
                .satisfies(thrown -> assertThat(Routes.messages(thrown))
                        .contains("acme.yaml")
                        .contains("3")
                        .contains("baseUrll"));
    }

    @Test
    void the_endpoint_is_managed_with_what_it_does() throws Exception {
        simulator.properties().forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
        CamelContext context = start("llm:mistral/mistral-small-latest");

        Set<ObjectName> names = ManagementFactory.getPlatformMBeanServer()
                .queryNames(
                        new ObjectName("org.apache.camel:context=" + context.getManagementName()
                                + ",type=endpoints,name=\"llm://*\""),
                        null);

        assertThat(names).singleElement().satisfies(name -> {
            assertThat(attribute(name, "Provider")).isEqualTo("mistral");
            assertThat(attribute(name, "Model")).isEqualTo("mistral-small-latest");
            assertThat(attribute(name, "CallsInFlight")).isEqualTo(0);
            assertThat(attribute(name, "ServiceUrl"))
                    .isEqualTo(simulator.provider("mistral").baseUrl());
        });
    }

    private static Object attribute(ObjectName name, String attribute) throws Exception {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
    }
}
