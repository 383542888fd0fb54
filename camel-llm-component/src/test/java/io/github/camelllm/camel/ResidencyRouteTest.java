/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint that may not leave an area does not, whatever options and messages say. */
class ResidencyRouteTest {

    private static final String AREAS =
            "eu, apac, local (the machine itself), or the two letters of a country, such as us";

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final CamelContext context = new DefaultCamelContext();
    private final String frankfurt = simulator.provider("mistral").baseUrl();

    @TempDir
    private Path profiles;

    /** A provider of the user's own, with a region in the EU and one elsewhere. */
    @BeforeEach
    void state_what_is_known_of_an_own_provider() throws Exception {
        Files.writeString(profiles.resolve("acme.yaml"), """
                id: acme
                name: Acme
                dialect: openai-chat
                source: {document: our contract, checked: 2026-11-20}
                baseUrl: https://acme.example/v1
                auth: {scheme: bearer, required: false}
                regions: {frankfurt: %s, oregon: "https://oregon.acme.example/v1"}
                about:
                  residency:
                    eu: {regions: [frankfurt], exceptModels: ["global-*"], means: "Served in Frankfurt"}
                    us: {standard: true, regions: [oregon], means: "Served in Oregon"}
                """.formatted(frankfurt));
        context.getComponent("llm", LlmComponent.class).setProfilesDirectory(profiles.toString());
    }

    @AfterEach
    void stop() {
        context.stop();
        simulator.close();
    }

    private void start(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to(uri);
            }
        });
        context.start();
    }

    /** Why a route with the endpoint does not start. */
    private LlmException refusal(String uri) {
        Throwable thrown = catchThrowable(() -> start(uri));
        assertThat(thrown).as("starting a route to " + uri).isNotNull();
        return (LlmException) Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(LlmException.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private Exchange ask(String header, String value) {
        return context.createProducerTemplate().request("direct:ask", exchange -> {
            exchange.getMessage().setBody("x");
            exchange.getMessage().setHeader(header, value);
        });
    }

    @Test
    void a_route_does_not_start_when_the_standard_address_may_leave_the_area() {
        LlmException refused = refusal("llm:mistral/mistral-small-latest?apiKey=test-key&residency=eu");

        assertThat(refused.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
        assertThat(refused)
                .hasMessageStartingWith("mistral/mistral-small-latest")
                .hasMessageContaining("residency=eu is not met by its standard address. Allowed: region=eu;"
                        + " the provider says: 'Inference is pinned to the region")
                .hasMessageContaining("2026-08-21");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            llm:mistral/mistral-small-latest?apiKey=k&region=us&residency=eu | residency=eu is not met by region 'us'. Allowed: region=eu;
            llm:vertex-ai/gemini-2.5-flash?apiKey=k&region=europe-west2&residency=eu | residency=eu is not met by region 'europe-west2'
            llm:vertex-ai/gemini-2.5-flash?apiKey=k&residency=eu | residency=eu is not met by its standard address
            llm:deepseek/deepseek-flash?apiKey=k&residency=eu                | residency=eu is not met by this provider: the provider says:
            llm:groq/openai/gpt-oss-20b?apiKey=k&residency=eu                | residency=eu is not met by any way that is known, and what is unknown counts as not met. Choose another provider, or state what you know in a profile of your own, under about.residency
            llm:deepinfra/openai/gpt-oss-20b?apiKey=k&residency=eu           | what is unknown counts as not met. Areas that it is known to keep to: us. Choose another provider
            llm:acme/m?baseUrl=https://acme.example/v2&residency=us          | residency=us is not met by the base URL https://acme.example/v2, which its profile does not have, and what is unknown counts as not met. Allowed: its standard address, region=oregon;
            llm:acme/global-1?region=frankfurt&residency=eu                  | residency=eu is not met: calls of the model 'global-1' may leave the area, whatever the region; the provider says: 'Served in Frankfurt' (our contract, 2026-11-20)
            llm:acme/m?baseUrl=https://oregon.acme.example/v1&region=frankfurt&residency=eu | residency=eu is not met by the base URL https://oregon.acme.example/v1, region 'oregon'. Allowed: region=frankfurt;
            """)
    void a_route_does_not_start_when_its_calls_may_leave_the_area(String uri, String reason) {
        LlmException refused = refusal(uri);

        assertThat(refused.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
        assertThat(refused).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llm:mistral/mistral-small-latest?apiKey=k&region=eu&residency=eu",
                "llm:mistral/mistral-small-latest?apiKey=k&baseUrl=https://api.eu.mistral.ai/v1/&residency=eu",
                "llm:deepinfra/openai/gpt-oss-20b?apiKey=k&residency=us",
                "llm:acme/m?residency=us",
                "llm:acme/m?region=oregon&residency=us",
                "llm:acme/m?baseUrl=https://acme.example/v1&residency=us"
            })
    void a_route_starts_when_its_calls_stay_in_the_area(String uri) throws Exception {
        start(uri);

        assertThat(context.isStarted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EU", "europe", "zz", ""})
    void a_name_that_is_no_area_is_refused_with_those_that_are(String name) {
        context.getComponent("llm", LlmComponent.class).getConfiguration().setResidency(name);

        LlmException refused = refusal("llm:acme/m?allowHeaderOverride=region");

        assertThat(refused.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(refused).hasMessageContaining("residency is '" + name + "'; allowed are " + AREAS);
    }

    @Test
    void the_area_of_the_component_holds_for_its_endpoints() {
        context.getComponent("llm", LlmComponent.class).getConfiguration().setResidency("eu");

        assertThat(refusal("llm:acme/m")).hasMessageContaining("residency=eu is not met by its standard address");
    }

    @Test
    void a_route_without_a_key_of_its_own_does_not_start_either() {
        assertThat(refusal("llm:mistral/mistral-small-latest?allowHeaderOverride=apiKey&residency=eu"))
                .hasMessageContaining("residency=eu is not met by its standard address");
    }

    @Test
    void a_region_that_a_message_sets_is_held_against_the_area_before_anything_is_sent() throws Exception {
        simulator.provider("mistral").always(Reply.text("fine"));
        start("llm:acme/m?apiKey=test-key&residency=eu&allowHeaderOverride=region,baseUrl");

        LlmException outside = ask(LlmHeaders.SET_REGION, "oregon").getException(LlmException.class);
        LlmException unknown =
                ask(LlmHeaders.SET_BASE_URL, frankfurt.replace("/v1", "/v2")).getException(LlmException.class);
        LlmException unset = ask("none", "").getException(LlmException.class);

        assertThat(outside).hasMessageContaining("residency=eu is not met by region 'oregon'");
        assertThat(unknown).hasMessageContaining("what is unknown counts as not met");
        assertThat(unset).hasMessageContaining("residency=eu is not met by its standard address");
        assertThat(simulator.requests()).isEmpty();
        assertThat(ask(LlmHeaders.SET_REGION, "frankfurt").getMessage().getBody())
                .isEqualTo("fine");
    }

    @Test
    void a_model_that_a_message_sets_is_held_against_the_area_before_anything_is_sent() throws Exception {
        simulator.provider("mistral").always(Reply.text("fine"));
        start("llm:acme/m?apiKey=test-key&region=frankfurt&residency=eu");

        LlmException refused = ask(LlmHeaders.SET_MODEL, "global-1").getException(LlmException.class);

        assertThat(refused.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
        assertThat(refused).hasMessageContaining("calls of the model 'global-1' may leave the area");
        assertThat(simulator.requests()).isEmpty();
        assertThat(ask(LlmHeaders.SET_MODEL, "local-1").getMessage().getBody()).isEqualTo("fine");
    }
}
