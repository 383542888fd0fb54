/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.fault.Fault;
import io.github.camelllm.test.fault.FaultProfile;
import io.github.camelllm.test.fault.FaultServer;
import io.github.camelllm.test.fault.HttpCaller;
import io.github.camelllm.test.fault.Observation;
import io.github.camelllm.test.fault.Outcome;
import io.github.camelllm.test.fault.Scenario;
import io.github.camelllm.test.fault.ScenarioRun;
import io.github.camelllm.test.fault.Score;
import io.github.camelllm.test.fault.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The sixteen scenarios from outside: a plain socket talks to the gateway, the gateway to a provider that fails. The property
 * {@code camel.llm.scenarios} picks the profile: {@code unit} (when unset) or {@code full}.
 */
class GatewayScenariosTest {

    private static final FaultProfile PROFILE =
            System.getProperty("camel.llm.scenarios", "unit").equals("full") ? FaultProfile.FULL : FaultProfile.UNIT;

    private static List<Score> scores;

    @BeforeAll
    static void run() throws Exception {
        try (FaultServer server = FaultServer.start(PROFILE);
                RunningGateway gateway = RunningGateway.start(properties(server));
                ScenarioRun run = new ScenarioRun(server, new HttpCaller(gateway.baseUrl(), RunningGateway.KEY))) {
            List.of(Scenario.S11, Scenario.S03, Scenario.S13)
                    .forEach(run::score); // classes are loaded before the clock counts
            scores = run.all();
        }
    }

    @AfterAll
    static void tell() {
        System.out.println("gateway\n" + Score.table(scores));
    }

    @ParameterizedTest
    @EnumSource
    void it_passes(Scenario scenario) {
        Score score = scores.get(scenario.ordinal());

        assertThat(score.verdict()).as(score.line()).isEqualTo(Verdict.PASS);
    }

    @Test
    void a_refused_content_keeps_its_status_and_code() {
        Outcome.Problem problem =
                scores.get(Scenario.S13.ordinal()).seen().outcome().error();

        assertThat(problem).isNotNull();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("content_policy_violation");
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_names_its_model_and_has_its_tokens(Scenario scenario) {
        Observation seen = scores.get(scenario.ordinal()).seen();

        assertThat(seen.calls()).filteredOn(call -> call.outcome().answered()).allSatisfy(call -> {
            assertThat(call.outcome().model()).isIn(scenario.model(), scenario.fallback());
            assertThat(call.outcome().inputTokens()).isEqualTo(21);
            assertThat(call.outcome().outputTokens()).isEqualTo(60);
        });
        assertThat(seen.probe().model()).isEqualTo(Fault.NONE.model());
    }

    @ParameterizedTest
    @EnumSource
    void the_page_tells_the_same(Scenario scenario) throws IOException {
        Score score = scores.get(scenario.ordinal());
        String attempts = scenario == Scenario.S15
                ? ""
                : ", " + score.seen().primary().size() + "+"
                        + score.seen().fallback().size();

        assertThat(Files.readAllLines(
                        Path.of(System.getProperty("camel.llm.root"), "docs/modules/ROOT/pages/scenarios.adoc")))
                .anyMatch(line ->
                        line.startsWith("|" + scenario + " |") && line.endsWith(" |" + score.verdict() + attempts));
    }

    private static Properties properties(FaultServer server) {
        Properties properties = new Properties();
        for (Scenario scenario : Scenario.values()) {
            model(properties, scenario.model());
        }
        model(properties, Fault.NONE.model());
        model(properties, Fault.NONE_WITHOUT_PREFILL.model());
        String options = "camel.component.llm.";
        properties.setProperty(options + "providers.openai-compatible.base-url", server.baseUrl());
        properties.setProperty(options + "providers.openai-compatible.api-key", "test-key");
        properties.setProperty("gateway.pause-millis", String.valueOf(Math.round(500 * PROFILE.scale())));
        properties.setProperty("gateway.rest-seconds", String.valueOf((int) Math.ceil(10 * PROFILE.scale())));
        properties.setProperty(options + "response-timeout", millis(10_000));
        properties.setProperty(options + "first-token-timeout", millis(10_000));
        properties.setProperty(options + "stream-idle-timeout", millis(10_000));
        return properties;
    }

    private static void model(Properties properties, String model) {
        properties.setProperty("gateway.models." + model, "openai-compatible/" + model);
    }

    private static String millis(double full) {
        return Math.round(full * PROFILE.scale()) + "ms";
    }
}
