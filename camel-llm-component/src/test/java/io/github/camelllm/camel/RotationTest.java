/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;

/** A rotated key is taken up by the next call: no restart of context, route or endpoint. */
class RotationTest extends Routes {

    private static final String MISTRAL = "llm:mistral/mistral-small-latest";

    private final Map<String, String> vault = new ConcurrentHashMap<>();

    private void source() {
        context().getPropertiesComponent().addPropertiesSource(new PropertiesSource() {
            @Override
            public String getName() {
                return "changing";
            }

            @Override
            public String getProperty(String name) {
                return vault.get(name);
            }
        });
    }

    private void route(String uri) throws Exception {
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to(uri);
            }
        });
    }

    private String key() {
        assertThat(send("direct:ask", "x").getException()).isNull();
        return simulator.lastRequest().header("Authorization");
    }

    @Test
    void a_placeholder_in_the_uri_is_read_again() throws Exception {
        source();
        vault.put("my.key", "first");
        vault.put("unrelated", "same");
        route(MISTRAL + "?apiKey={{my.key}}");

        assertThat(key()).isEqualTo("Bearer first");
        vault.put("my.key", "second");
        assertThat(key()).isEqualTo("Bearer second");
        vault.remove("my.key");
        assertThat(key())
                .as("a key that is gone for a moment does not stop the calls")
                .isEqualTo("Bearer first");
    }

    @Test
    void a_placeholder_that_names_another_is_read_again() throws Exception {
        source();
        vault.put("llm.key", "{{team.key}}");
        vault.put("team.key", "first");
        route(MISTRAL + "?apiKey=RAW({{llm.key}})");

        assertThat(key()).isEqualTo("Bearer first");
        vault.put("team.key", "second");
        assertThat(key()).isEqualTo("Bearer second");
    }

    @Test
    void of_two_properties_with_one_value_each_endpoint_follows_its_own() throws Exception {
        source();
        vault.put("a.key", "same");
        vault.put("b.key", "same");
        route(MISTRAL + "?apiKey={{a.key}}");
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:other").to("llm:openai/gpt-4o?apiKey={{b.key}}");
            }
        });

        vault.put("a.key", "new a");
        assertThat(key()).isEqualTo("Bearer new a");
        send("direct:other", "x");
        assertThat(simulator.lastRequest().header("Authorization")).isEqualTo("Bearer same");
    }

    @Test
    void a_placeholder_in_the_settings_of_a_provider_is_read_again() throws Exception {
        source();
        vault.put("my.key", "first");
        PropertyBindingSupport.build()
                .withCamelContext(context())
                .withTarget(context().getComponent("llm"))
                .withProperty("providers.mistral.api-key", "{{my.key}}")
                .bind();
        route(MISTRAL);

        assertThat(key()).isEqualTo("Bearer first");
        vault.put("my.key", "second");
        assertThat(key()).isEqualTo("Bearer second");
    }

    @Test
    void a_bean_is_asked_before_each_call() throws Exception {
        AtomicReference<String> key = new AtomicReference<>("first");
        context().getRegistry().bind("keys", (Supplier<String>) key::get);
        route(MISTRAL + "?apiKey=#bean:keys");

        assertThat(key()).isEqualTo("Bearer first");
        key.set("second");
        assertThat(key()).isEqualTo("Bearer second");
    }

    @Test
    void a_vault_is_not_asked_before_each_call_but_when_camel_reloads_the_routes() throws Exception {
        AtomicReference<String> secret = new AtomicReference<>("first");
        context().getPropertiesComponent().addPropertiesFunction(new PropertiesFunction() {
            @Override
            public String getName() {
                return "vault";
            }

            @Override
            public String apply(String remainder) {
                return secret.get();
            }
        });
        route(MISTRAL + "?apiKey={{vault:mistral}}");

        assertThat(key()).isEqualTo("Bearer first");
        secret.set("second");
        context().getRouteController().reloadAllRoutes();
        assertThat(key()).isEqualTo("Bearer second");
    }

    @Test
    void a_header_gives_the_key_where_the_endpoint_allows_it_and_is_gone_afterwards() throws Exception {
        route(MISTRAL + "?allowHeaderOverride=apiKey");

        assertThat(send("direct:ask", "x", Map.of(LlmHeaders.SET_API_KEY, "of the message"))
                        .getMessage()
                        .getHeaders())
                .doesNotContainKey(LlmHeaders.SET_API_KEY);
        assertThat(simulator.lastRequest().header("Authorization")).isEqualTo("Bearer of the message");
    }
}
