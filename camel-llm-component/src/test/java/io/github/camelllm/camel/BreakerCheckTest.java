/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of circuit breakers when routes are added. Needs camel-resilience4j. */
@Tag("camel-resilience4j")
class BreakerCheckTest {

    private static final String ASKS = "llm:mistral/mistral-small-latest?apiKey=test-key";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    /** Of a route with a breaker around a target. */
    private List<String> warnings(String to, String breaker, String behind) throws Exception {
        String yaml = """
                - route:
                    id: risky
                    from:
                      uri: direct:risky
                      steps:
                        - circuitBreaker:
                            steps:
                              - to: "%s"
                %s%s- route:
                    from:
                      uri: direct:sub
                      steps:
                        - to: %s
                - route:
                    from:
                      uri: direct:harmless
                      steps:
                        - log: nothing is asked
                """.formatted(to, breaker.indent(12), behind.indent(8), ASKS);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes.camel.yaml", yaml));
        List<String> warnings = new ArrayList<>();
        BreakerCheck check = new BreakerCheck(context);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onRoutesAdd(Collection<Route> routes) {
                routes.forEach(route -> warnings.addAll(check.warnings(route)));
            }
        });
        context.start();
        return warnings;
    }

    private static String settings(String setting) {
        return "resilience4jConfiguration:\n  " + setting + "\n";
    }

    @Test
    void it_looks_at_each_context() {
        context.build();

        assertThat(context.getLifecycleStrategies()).hasAtLeastOneElementOfType(BreakerCheck.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {ASKS, "direct:sub"})
    void a_breaker_without_a_fallback_is_named_with_the_ways_out(String to) throws Exception {
        assertThat(warnings(to, "", ""))
                .singleElement()
                .asString()
                .contains(
                        "Route 'risky'",
                        "throwExceptionWhenHalfOpenOrOpenState=true",
                        "onFallback",
                        LlmBreakerGuard.class.getName());
    }

    @Test
    void a_breaker_that_ignores_exceptions_is_named_even_with_a_fallback() throws Exception {
        String ignoring = settings("ignoreException: [io.github.camelllm.error.LlmFinalException]");

        assertThat(warnings(ASKS, ignoring + "onFallback:\n  steps:\n    - to: direct:sub\n", ""))
                .singleElement()
                .asString()
                .contains("ignoreException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resilience4jConfiguration:\n  throwExceptionWhenHalfOpenOrOpenState: true\n",
                "onFallback:\n  steps:\n    - to: direct:harmless\n"
            })
    void a_breaker_that_is_safe_is_not_named(String breaker) throws Exception {
        assertThat(warnings(ASKS, breaker, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#class:io.github.camelllm.camel.LlmBreakerGuard", "guard", "#bean:guard"})
    void a_breaker_with_a_guard_is_not_named(String guard) throws Exception {
        context.getRegistry().bind("guard", new LlmBreakerGuard());

        assertThat(warnings(
                        ASKS,
                        settings("recordException: [java.io.IOException]"),
                        "- process:\n    ref: \"" + guard + "\"\n"))
                .isEmpty();
    }

    @Test
    void a_breaker_around_something_else_is_not_our_business() throws Exception {
        assertThat(warnings("direct:harmless", "", "")).isEmpty();
    }
}
