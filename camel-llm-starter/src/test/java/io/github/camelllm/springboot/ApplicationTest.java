/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.camel.LlmComponent;
import io.github.camelllm.camel.LlmConfiguration;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A whole application with the starter in front of the simulator, over real sockets. */
class ApplicationTest {

    private static final String PROVIDER = "camel.component.llm.providers.mistral.";

    private final ProviderSimulator simulator = ProviderSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void three_properties_are_enough_to_get_an_answer() {
        simulator
                .provider("mistral")
                .acceptKeys("key-of-the-test")
                .enqueue(Reply.text("Paris.").usage(12, 2));

        run(
                List.of(
                        PROVIDER + "api-key=key-of-the-test",
                        PROVIDER + "base-url=" + simulator.provider("mistral").baseUrl(),
                        PROVIDER + "default-model=mistral-medium-latest"),
                application -> {
                    assertThat(ask(application, "direct:ask")).isEqualTo("Paris.");

                    RecordedRequest request = simulator.lastRequest();
                    assertThat(request.header("Authorization")).isEqualTo("Bearer key-of-the-test");
                    assertThat(request.json().path("model").asText()).isEqualTo("mistral-medium-latest");
                });
    }

    @Test
    void the_properties_of_the_docs_are_bound() {
        List<String> properties = List.of(
                "spring.config.import=classpath:tickets.properties",
                "MISTRAL_API_KEY=key-of-the-docs",
                PROVIDER + "base-url=" + simulator.provider("mistral").baseUrl());
        simulator.provider("mistral").enqueue(Reply.text("Paris."));

        run(properties, application -> {
            assertThat(ask(application, "direct:ask")).isEqualTo("Paris.");
            assertThat(simulator.lastRequest().header("Authorization")).isEqualTo("Bearer key-of-the-docs");
            assertThat(simulator.lastRequest().json().path("model").asText()).isEqualTo("mistral-small-latest");
            assertThat(application
                            .getBean(CamelContext.class)
                            .getComponent("llm", LlmComponent.class)
                            .getConfiguration()
                            .getTotalTimeout())
                    .isEqualTo(Duration.ofSeconds(90));
        });
    }

    @Test
    void a_folder_of_profiles_is_a_property(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), """
                id: acme
                name: Acme AI
                dialect: openai-chat
                source: {document: "https://docs.acme.example/api", checked: 2026-11-25}
                auth: {scheme: bearer, environment: [ACME_API_KEY]}
                """);
        simulator.provider("openai-compatible").enqueue(Reply.text("Beep."));
        List<String> properties = new ArrayList<>(simulated());
        properties.addAll(List.of(
                "camel.component.llm.profiles-directory=" + folder,
                "camel.component.llm.providers.acme.api-key=acme-key",
                "camel.component.llm.providers.acme.base-url="
                        + simulator.provider("openai-compatible").baseUrl()));

        run(properties, application -> {
            assertThat(ask(application, "llm:acme/acme-small")).isEqualTo("Beep.");
            assertThat(simulator.lastRequest().header("Authorization")).isEqualTo("Bearer acme-key");
        });
    }

    @Test
    void a_rotated_key_is_taken_up_without_a_restart() {
        rotated("{{vault.key}}");
    }

    @Test
    void a_supplier_among_the_beans_is_asked_for_the_key_before_each_call() {
        rotated("#bean:currentKey");
    }

    private void rotated(String apiKey) {
        simulator.provider("mistral").enqueue(Reply.text("one"), Reply.text("two"));
        List<String> properties = List.of(
                PROVIDER + "api-key=" + apiKey,
                PROVIDER + "base-url=" + simulator.provider("mistral").baseUrl());

        run(properties, application -> {
            Map<String, String> vault = application.getBean(Vault.class).secrets;
            ask(application, "direct:ask");
            vault.put("vault.key", "second-key");
            ask(application, "direct:ask");

            assertThat(simulator.requests())
                    .extracting(request -> request.header("Authorization"))
                    .containsExactly("Bearer first-key", "Bearer second-key");
        });
    }

    @Test
    void a_listener_among_the_beans_hears_of_each_attempt() {
        simulator.provider("mistral").enqueue(Reply.text("Paris.").usage(1_000_000, 0));

        run(simulated(), application -> {
            ask(application, "direct:ask");

            assertThat(application.getBean(TicketApplication.class).attempts)
                    .singleElement()
                    .satisfies(attempt -> {
                        assertThat(attempt.provider()).isEqualTo("mistral");
                        assertThat(attempt.cost().amount()).isPresent();
                    });
        });
    }

    @Test
    void an_option_of_every_type_reaches_the_component() {
        List<String> properties = new ArrayList<>(simulated());
        properties.addAll(List.of(
                "camel.component.llm.temperature=0",
                "camel.component.llm.total-timeout=90s",
                "camel.component.llm.max-total-connections=7",
                "camel.component.llm.strict=true",
                "camel.component.llm.headers.X-Title=tickets",
                "camel.component.llm.provider-options.safe_prompt=true",
                "camel.component.llm.ssl-context-parameters=#bean:companyTls",
                "camel.component.llm.providers.openai-compatible.base-url=http://localhost:1/v1"));

        run(properties, application -> {
            LlmComponent llm = application.getBean(CamelContext.class).getComponent("llm", LlmComponent.class);
            LlmConfiguration options = llm.getConfiguration();
            assertThat(options.getTemperature()).isZero();
            assertThat(options.getTotalTimeout()).isEqualTo(Duration.ofSeconds(90));
            assertThat(options.getMaxTotalConnections()).isEqualTo(7);
            assertThat(options.isStrict()).isTrue();
            assertThat(options.getHeaders()).containsEntry("X-Title", "tickets");
            assertThat(options.getProviderOptions()).containsEntry("safe_prompt", "true");
            assertThat(options.getSslContextParameters()).isSameAs(application.getBean("companyTls"));
            assertThat(llm.getProviders().get("openai-compatible").getBaseUrl()).isEqualTo("http://localhost:1/v1");
        });
    }

    @Test
    void an_option_that_is_not_set_stays_as_a_configuration_bean_has_it() {
        List<String> properties = new ArrayList<>(simulated());
        properties.add("camel.component.llm.configuration=#ownConfiguration");
        properties.add("camel.component.llm.max-tokens=5");

        run(properties, application -> {
            LlmConfiguration options = application
                    .getBean(CamelContext.class)
                    .getComponent("llm", LlmComponent.class)
                    .getConfiguration();
            assertThat(options.getConnectTimeout()).isEqualTo(Duration.ofSeconds(1));
            assertThat(options.getMaxTokens()).isEqualTo(5);
        });
    }

    @Test
    void the_other_scheme_of_the_component_has_the_same_settings() {
        simulator.provider("mistral").acceptKeys("test-key").enqueue(Reply.text("Paris."));

        run(
                simulated(),
                application -> assertThat(ask(application, "camel-llm:mistral")).isEqualTo("Paris."));
    }

    @Test
    void a_missing_key_stops_the_application_and_names_the_property_that_sets_it() {
        List<String> properties =
                List.of(PROVIDER + "base-url=" + simulator.provider("mistral").baseUrl());

        assertThatThrownBy(() -> run(properties, application -> {}))
                .hasStackTraceContaining("camel.component.llm.providers.mistral.apiKey");
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_value_that_is_no_reference_is_refused_when_the_application_starts() {
        List<String> properties = new ArrayList<>(simulated());
        properties.add("camel.component.llm.ssl-context-parameters=companyTls");

        assertThatThrownBy(() -> run(properties, application -> {}))
                .hasStackTraceContaining("'companyTls' is not a reference; write #bean:name");
    }

    private List<String> simulated() {
        return List.of(
                PROVIDER + "api-key=test-key",
                PROVIDER + "base-url=" + simulator.provider("mistral").baseUrl());
    }

    private static String ask(ConfigurableApplicationContext application, String uri) {
        return application.getBean(ProducerTemplate.class).requestBody(uri, "The capital of France?", String.class);
    }

    static void run(List<String> properties, Consumer<ConfigurableApplicationContext> test) {
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(
                        TicketApplication.class, Beans.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(properties.toArray(String[]::new))
                .run()) {
            test.accept(application);
        }
    }

    @Configuration
    static class Beans {

        @Bean
        SSLContextParameters companyTls() {
            return new SSLContextParameters();
        }

        @Bean
        Vault vault() {
            return new Vault();
        }

        @Bean
        Supplier<String> currentKey(Vault vault) {
            return () -> vault.getProperty("vault.key");
        }

        @Bean
        CamelContextConfiguration vaultOfTheContext(Vault vault) {
            return new CamelContextConfiguration() {
                @Override
                public void beforeApplicationStart(CamelContext context) {
                    context.getPropertiesComponent().addPropertiesSource(vault);
                }

                @Override
                public void afterApplicationStart(CamelContext context) {}
            };
        }

        @Bean
        LlmConfiguration ownConfiguration() {
            LlmConfiguration configuration = new LlmConfiguration();
            configuration.setConnectTimeout(Duration.ofSeconds(1));
            return configuration;
        }
    }

    /** Secrets that change while the application runs. */
    static final class Vault implements PropertiesSource {

        final Map<String, String> secrets = new ConcurrentHashMap<>(Map.of("vault.key", "first-key"));

        @Override
        public String getName() {
            return "vault";
        }

        @Override
        public @Nullable String getProperty(String name) {
            return secrets.get(name);
        }
    }
}
