/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.fault.Ask;
import io.github.camelllm.test.fault.FaultProfile;
import io.github.camelllm.test.fault.FaultServer;
import io.github.camelllm.test.fault.Scenario;
import io.github.camelllm.test.fault.ScenarioRun;
import io.github.camelllm.test.fault.Score;
import io.github.camelllm.test.fault.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All scenarios in order, through one Camel context for each system; the systems side by side. The property {@code
 * camel.llm.scenarios} picks the profile: {@code unit} (when unset) or {@code full}.
 */
@Tag("camel-resilience4j")
class ScenariosTest {

    /** Attempts at the primary and at the fallback, as they must be on the wire. */
    private static final Map<Scenario, String> WIRE = wire();

    /** Answers that break in the middle were mostly paid for: the router repeats them once. */
    private static final Set<Scenario> BROKEN_ANSWERS = Set.of(Scenario.S08, Scenario.S10, Scenario.S14);

    private static final Map<String, CompletableFuture<List<Score>>> SCORES = new TreeMap<>();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @BeforeAll
    static void run() {
        FaultProfile profile = System.getProperty("camel.llm.scenarios", "unit").equals("full")
                ? FaultProfile.FULL
                : FaultProfile.UNIT;
        SCORES.put("eip", start(profile, url -> new EipRoutes(url, profile.scale()), EipRoutes::endpoint));
        SCORES.put("router", start(profile, url -> new RouterRoutes(url, profile.scale()), RouterRoutes::endpoint));
    }

    @AfterAll
    static void tell() {
        SCORES.forEach((system, scores) -> System.out.println(system + "\n" + Score.table(scores.join())));
        THREADS.shutdownNow();
    }

    static Stream<Arguments> cases() {
        return SCORES.keySet().stream()
                .flatMap(system -> Arrays.stream(Scenario.values()).map(scenario -> Arguments.of(system, scenario)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_passes(String system, Scenario scenario) {
        Score score = SCORES.get(system).join().get(scenario.ordinal());

        assertThat(score.verdict()).as(score.line()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_asks_whom_it_should_as_often_as_it_should(String system, Scenario scenario) {
        Score score = SCORES.get(system).join().get(scenario.ordinal());
        String seen =
                score.seen().primary().size() + "+" + score.seen().fallback().size();

        if (scenario != Scenario.S15) {
            boolean repeatedOnce = system.equals("router") && BROKEN_ANSWERS.contains(scenario);
            assertThat(seen).as(score.line()).isEqualTo(repeatedOnce ? "2+1" : WIRE.get(scenario));
        }
        assertThat(score.seen().attempts()).allMatch(attempt -> attempt.streamed() && attempt.authorized());
        assertThat(score.seen().attempts()).noneMatch(attempt -> attempt.prefilled());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_answer_has_the_tokens_of_the_model_that_gave_it(String system, Scenario scenario) {
        Score score = SCORES.get(system).join().get(scenario.ordinal());

        assertThat(score.seen().calls())
                .filteredOn(call -> call.outcome().answered())
                .allSatisfy(call -> {
                    assertThat(call.outcome().inputTokens()).isEqualTo(21);
                    assertThat(call.outcome().outputTokens()).isEqualTo(60);
                });
    }

    @ParameterizedTest
    @EnumSource
    void the_page_tells_the_same(Scenario scenario) throws IOException {
        assertThat(Files.readString(
                        Path.of(System.getProperty("camel.llm.root"), "docs/modules/ROOT/pages/scenarios.adoc")))
                .contains("|" + scenario + " |" + scenario.title() + " |" + cell("eip", scenario) + " |"
                        + cell("router", scenario) + " |");
    }

    private static String cell(String system, Scenario scenario) {
        Score score = SCORES.get(system).join().get(scenario.ordinal());
        String attempts =
                score.seen().primary().size() + "+" + score.seen().fallback().size();
        return score.verdict() + (scenario == Scenario.S15 ? "" : ", " + attempts);
    }

    private static CompletableFuture<List<Score>> start(
            FaultProfile profile, Function<String, RoutesBuilder> routes, Function<Ask, String> endpoint) {
        return CompletableFuture.supplyAsync(() -> scores(profile, routes, endpoint), THREADS);
    }

    private static List<Score> scores(
            FaultProfile profile, Function<String, RoutesBuilder> routes, Function<Ask, String> endpoint) {
        try (FaultServer server = FaultServer.start(profile);
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(routes.apply(server.baseUrl()));
            context.start();
            try (ScenarioRun run =
                    new ScenarioRun(server, new RouteCaller(context.createProducerTemplate(), endpoint))) {
                List.of(Scenario.S11, Scenario.S03, Scenario.S13)
                        .forEach(run::score); // classes are loaded before the clock counts
                return run.all();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the scenarios could not be run", e);
        }
    }

    private static Map<Scenario, String> wire() {
        Map<Scenario, String> wire = new EnumMap<>(Scenario.class);
        Stream.of(Scenario.S01, Scenario.S03, Scenario.S05).forEach(scenario -> wire.put(scenario, "2+0"));
        Stream.of(Scenario.S02, Scenario.S04, Scenario.S08, Scenario.S10, Scenario.S14, Scenario.S16)
                .forEach(scenario -> wire.put(scenario, "3+1"));
        Stream.of(Scenario.S06, Scenario.S07, Scenario.S09, Scenario.S12)
                .forEach(scenario -> wire.put(scenario, "1+1"));
        Stream.of(Scenario.S11, Scenario.S13).forEach(scenario -> wire.put(scenario, "1+0"));
        return wire;
    }
}
