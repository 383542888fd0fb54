/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.PropertiesSource;
import org.junit.jupiter.api.Test;

/** A key comes from a property and may change while the route runs. */
class SecretsTest {

    private final Map<String, String> vault = new ConcurrentHashMap<>(Map.of("mistral.key", "first-key"));

    @Test
    void a_rotated_key_is_taken_up_without_a_restart() throws Exception {
        try (Routes routes = new Routes()) {
            routes.context.getPropertiesComponent().addPropertiesSource(new PropertiesSource() {
                @Override
                public String getName() {
                    return "vault";
                }

                @Override
                public String getProperty(String name) {
                    return vault.get(name);
                }
            });
            routes.simulator.provider("mistral").enqueue(Reply.text("one"), Reply.text("two"));
            routes.yaml("secrets.camel.yaml");

            routes.send("direct:ask", "First");
            vault.put("mistral.key", "second-key");
            routes.send("direct:ask", "Second");

            assertThat(routes.simulator.requests())
                    .extracting(request -> request.header("Authorization"))
                    .containsExactly("Bearer first-key", "Bearer second-key");
        }
    }
}
