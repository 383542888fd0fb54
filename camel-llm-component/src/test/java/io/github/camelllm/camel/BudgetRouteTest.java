/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.LlmBudgetExceededException;
import io.github.camelllm.governance.BudgetEvent;
import io.github.camelllm.governance.Dimension;
import io.github.camelllm.governance.Ledger;
import io.github.camelllm.governance.LedgerEntry;
import io.github.camelllm.governance.MemoryLedger;
import io.github.camelllm.governance.UsageQuery;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets that are set by properties alone, and routes whose calls they count. */
class BudgetRouteTest {

    @TempDir
    Path profiles;

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final MemoryLedger ledger = new MemoryLedger();
    private final Main main = new Main();
    private final List<CamelEvent> events = new CopyOnWriteArrayList<>();

    /** One answer token costs ten cents. */
    @BeforeEach
    void dime() throws IOException {
        Files.writeString(profiles.resolve("acme.yaml"), """
                id: acme
                name: Acme
                dialect: openai-chat
                source: {document: acme docs, checked: 2026-11-01}
                baseUrl: %s
                auth: {scheme: bearer}
                models:
                  - id: dime
                    prices:
                      - {rates: {input: 0, output: 100000}, serviceTiers: {default: {multiply: 1}}}
                """.formatted(
                        simulator.provider("openai").baseUrl()));
        main.addInitialProperty("camel.component.llm.profiles-directory", profiles.toString());
        main.addInitialProperty("camel.component.llm.providers.acme.api-key", "k");
        main.bind("ledger", ledger);
        simulator.provider("openai").always(Reply.text("2").usage(7, 1));
    }

    @AfterEach
    void stop() {
        main.stop();
        simulator.close();
    }

    private void start(String uri, String... properties) throws Exception {
        for (String property : properties) {
            int equals = property.indexOf('=');
            main.addInitialProperty(
                    "camel.component.llm." + property.substring(0, equals), property.substring(equals + 1));
        }
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").routeId("ask").to(uri).id("asking");
            }
        });
        main.start();
        main.getCamelContext().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                events.add(event);
            }

            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof LlmUsageEvent || event instanceof LlmBudgetEvent;
            }
        });
    }

    private Exchange ask(Map<String, Object> headers) throws Exception {
        return main.getCamelTemplate().request("direct:ask", exchange -> {
            exchange.getMessage().setBody("Name a prime.");
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    @Test
    void of_a_thousand_messages_at_once_exactly_fifty_are_sent() throws Exception {
        start("llm:acme/dime?maxTokens=1", "budgets.all.amount=5.00", "budgets.all.window=month");
        Hold answers = new Hold();
        simulator.provider("openai").always(Reply.text("2").usage(7, 1).heldBy(answers));
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(main.getCamelTemplate()
                    .asyncSend("direct:ask", exchange -> exchange.getMessage().setBody("Name a prime.")));
        }
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(
                                all.stream().filter(CompletableFuture::isDone).count())
                        .isEqualTo(950));
        answers.release();

        long passed = all.stream()
                .map(CompletableFuture::join)
                .filter(exchange -> exchange.getException() == null)
                .count();

        assertThat(passed).isEqualTo(50);
        assertThat(simulator.requests()).hasSize(50);
        assertThat(ledger.open()).isEmpty();
        System.out.println("memory: 1000 messages through a route: " + passed + " sent, " + (1_000 - passed)
                + " refused before they were sent");
    }

    @Test
    void each_tenant_has_a_budget_of_its_own_and_the_route_hears_of_it() throws Exception {
        start(
                "llm:acme/dime?maxTokens=1&tenant=${header.customer}&tags.project=${header.project}&team=blue",
                "budgets.small.amount=0.20",
                "budgets.small.window=day",
                "budgets.small.per=tenant",
                "budgets.small.thresholds=50");
        Map<String, Object> acme = Map.of("customer", "acme", "project", "alpha");

        assertThat(ask(acme).getMessage().getHeader(LlmHeaders.BUDGET_WARNINGS)).isNull();
        Exchange second = ask(acme);
        Exchange third = ask(acme);

        assertThat(second.getMessage().getHeader(LlmHeaders.BUDGET_WARNINGS))
                .asString()
                .contains("'small' of tenant=acme is spent to 50 %");
        assertThat(third.getException())
                .isInstanceOf(LlmBudgetExceededException.class)
                .hasMessageContaining("'small' of tenant=acme");
        assertThat(third.getMessage().getBody()).isEqualTo("Name a prime.");
        assertThat(third.getMessage().getHeader(LlmHeaders.ATTEMPTS)).isEqualTo(0);
        assertThat(ask(Map.of("customer", "other")).getException()).isNull();
        LedgerEntry line = ledger.entries().get(1);
        assertThat(line.kind()).isEqualTo(LedgerEntry.Kind.SETTLE);
        assertThat(line.context())
                .containsEntry("tenant", "acme")
                .containsEntry("team", "blue")
                .containsEntry("tags.project", "alpha")
                .containsEntry("routeId", "ask")
                .containsEntry("nodeId", "asking")
                .containsKey("exchangeId");
        Awaitility.await().untilAsserted(() -> {
            assertThat(events.stream().filter(LlmUsageEvent.class::isInstance)).hasSize(3);
            assertThat(events)
                    .filteredOn(event -> event instanceof LlmBudgetEvent budget
                            && budget.event().kind() == BudgetEvent.Kind.THRESHOLD)
                    .hasSize(2);
        });
    }

    @Test
    void headers_say_for_whom_a_call_is_and_a_stream_is_settled_when_it_is_read() throws Exception {
        start("llm:acme/dime?maxTokens=1&stream=true", "budgets.b.amount=1", "budgets.b.where=tenant=acme");

        Exchange asked = ask(Map.of(
                LlmHeaders.SET_TENANT,
                "acme",
                LlmHeaders.SET_TAGS,
                Map.of("project", "beta"),
                LlmHeaders.SET_TEAM,
                "red"));

        assertThat(asked.getException()).isNull();
        Awaitility.await().untilAsserted(() -> assertThat(ledger.open()).isEmpty());
        assertThat(Calls.report(ledger, "tenant", "team", "tags.project"))
                .containsExactly(Map.of("tenant", "acme", "team", "red", "tags.project", "beta"));
    }

    /** Asks the ledger. */
    private static final class Calls {
        static List<Map<String, String>> report(Ledger ledger, String... by) {
            return ledger
                    .report(new UsageQuery(
                            Instant.now().minus(Duration.ofHours(1)),
                            Instant.now().plus(Duration.ofHours(1)),
                            List.of(by).stream().map(Dimension::new).toList()))
                    .toCompletableFuture()
                    .join()
                    .stream()
                    .map(line -> line.group())
                    .toList();
        }
    }

    @Test
    void the_ledger_has_the_failed_legs_of_a_failover_too() throws Exception {
        simulator.provider("openai").enqueue(Reply.html(502), Reply.text("2").usage(7, 1));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:both")
                        .loadBalance()
                        .failover(1, false, false)
                        .to("llm:acme/dime?maxTokens=1&tenant=t", "llm:acme/dime?maxTokens=2&tenant=t");
            }
        });
        start("llm:acme/dime?maxTokens=1", "budgets.b.amount=1", "budgets.b.mode=soft");

        main.getCamelTemplate().requestBody("direct:both", "Name a prime.");

        assertThat(ledger.entries())
                .filteredOn(line -> line.attempt() != null)
                .extracting(line -> String.valueOf(line.attempt().failure()))
                .containsExactly("SERVER_ERROR", "null");
        assertThat(ledger.entries().get(1).charges().get(0).amount()).isEqualByComparingTo("0.1");
    }

    @Test
    void a_stopped_context_leaves_nothing_reserved() throws Exception {
        start("llm:acme/dime?maxTokens=1", "budgets.b.amount=1");
        Hold never = new Hold();
        simulator.provider("openai").always(Reply.text("2").heldBy(never));
        main.getCamelContext().getShutdownStrategy().setTimeout(1);
        CompletableFuture<Exchange> flying = main.getCamelTemplate()
                .asyncSend("direct:ask", exchange -> exchange.getMessage().setBody("Name a prime."));
        simulator.awaitRequests(1);
        assertThat(ledger.open()).hasSize(1);

        main.stop();

        assertThat(flying).succeedsWithin(Duration.ofSeconds(20));
        Awaitility.await().untilAsserted(() -> assertThat(ledger.open()).isEmpty());
        never.release();
    }

    @Test
    void wrong_budgets_keep_the_application_from_starting_and_say_what_is_allowed() {
        for (String[] wrong : List.of(
                new String[] {"budgets.b.window=fortnight", "window is 'fortnight'; allowed are minute, hour"},
                new String[] {"budgets.b.currency=dollars", "code of ISO 4217"},
                new String[] {"budgets.b.per=colour", "'colour' is nothing to count by"},
                new String[] {"budgets.b.where=tenant", "it is such as tenant=acme"},
                new String[] {"budgets.b.time-zone=Mars", "timeZone is 'Mars'"},
                new String[] {"budgets.b.thresholds=half", "percents, such as 80,100"},
                new String[] {"budgets.b.tokens=5", "set either"},
                new String[] {"budgets.b.mode=firm", "mode is 'firm'; allowed are hard, soft"},
                new String[] {"budgets.b.unpriced=assume", "assumed amount"},
                new String[] {"budgets.b.assumed=much", "assumed is 'much'; it is a number such as 5.00"},
                new String[] {"budgets.b.missing=x", "missing is 'x'"})) {
            BudgetRouteTest other = new BudgetRouteTest();
            other.profiles = profiles;
            try {
                other.dime();
                assertThatThrownBy(() -> other.start("llm:acme/dime", "budgets.b.amount=1", wrong[0]))
                        .hasStackTraceContaining(wrong[1]);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                other.stop();
            }
        }
    }

    @Test
    void an_expression_that_is_none_keeps_the_route_from_starting() {
        assertThatThrownBy(() -> start("llm:acme/dime?tenant=${nonsense.x.y(}", "budgets.b.amount=1"))
                .hasStackTraceContaining("nonsense");
    }

    @Test
    void two_ledgers_among_the_beans_are_one_too_many() {
        main.bind("other", new MemoryLedger());

        assertThatThrownBy(() -> start("llm:acme/dime")).hasStackTraceContaining("[ledger, other]");
    }

    @Test
    void the_budgets_of_the_docs_are_budgets() throws Exception {
        try (InputStream file = BudgetRouteTest.class.getResourceAsStream("/budgets/budgets.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            properties.forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
        }
        start("llm:acme/dime?maxTokens=1&tenant=${header.customer}");

        assertThat(ask(Map.of("customer", "acme")).getException()).isNull();
        assertThat(ask(Map.of()).getException()).hasMessageContaining("'tenants' does not count it: it has no tenant");
        assertThat(ledger.entries().get(0).charges())
                .extracting(LedgerEntry.Charge::account)
                .containsExactly("speed", "tenants/tenant=acme");
    }

    @Test
    void the_parts_of_a_splitter_cost_together_what_the_ledger_says() throws Exception {
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::cost[]
                from("direct:parts")
                        .split(body(), LlmCost.of(AggregationStrategies.groupedBody()))
                        .to("llm:acme/dime?maxTokens=1")
                        .end();
                // end::cost[]
            }
        });
        start("llm:acme/dime?maxTokens=1", "budgets.b.amount=5");

        assertThat(ask(Map.of()).getMessage().getHeader(LlmHeaders.COST, BigDecimal.class))
                .as("%s", ledger.entries())
                .isEqualByComparingTo("0.1");
        Exchange whole = main.getCamelTemplate()
                .request("direct:parts", exchange -> exchange.getMessage().setBody(List.of("a", "b", "c")));

        assertThat(whole.getMessage().getBody()).isEqualTo(List.of("2", "2", "2"));
        assertThat(whole.getMessage().getHeader(LlmHeaders.COST, BigDecimal.class))
                .as("%s", whole.getMessage().getHeaders())
                .isEqualByComparingTo("0.3");
        assertThat(whole.getMessage().getHeader(LlmHeaders.COST_BASIS)).isEqualTo("PRICED");
        assertThat(whole.getMessage().getHeader(LlmHeaders.INPUT_TOKENS)).isEqualTo(21L);

        simulator
                .provider("openai")
                .enqueue(Reply.text("2").usage(7, 1), Reply.text("2").serviceTier("unheard-of"));
        whole = main.getCamelTemplate()
                .request("direct:parts", exchange -> exchange.getMessage().setBody(List.of("a", "b", "c")));
        assertThat(whole.getMessage().getHeader(LlmHeaders.COST)).isNull();
        assertThat(whole.getMessage().getHeader(LlmHeaders.COST_BASIS)).isEqualTo("UNKNOWN");
    }
}
