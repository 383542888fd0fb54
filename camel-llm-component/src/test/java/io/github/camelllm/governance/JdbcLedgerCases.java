/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.CallGate;
import io.github.camelllm.client.Planned;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a ledger in a database must do beyond the race. */
interface JdbcLedgerCases extends BudgetRaceCases {

    private static Budget daily(String usd, Budget.Rules rules) {
        return new Budget(
                UUID.randomUUID().toString(), Limit.usd(usd), Window.of(Window.Unit.MONTH), List.of(), Map.of(), rules);
    }

    private BudgetGate gate(Budget... budgets) {
        return new BudgetGate(ledger(), List.of(budgets), Duration.ofHours(1), event -> {});
    }

    private Balance balance(Budget budget) {
        return Calls.join(ledger().balance(budget.holder(List.of())));
    }

    private void spends(Budget budget, String usd) {
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(balance(budget).spent()).isEqualByComparingTo(usd));
    }

    @Test
    default void two_budgets_are_both_reserved_or_neither() {
        Budget wide = daily("1.00", Budget.Rules.HARD);
        Budget narrow = daily("0.10", Budget.Rules.HARD);
        BudgetGate gate = gate(wide, narrow);
        Planned planned = Calls.planned(Map.of());
        CallGate.Permit permit = Calls.in(gate, planned);

        assertThat(Calls.refused(gate, planned)).hasMessageContaining(narrow.name());

        assertThat(balance(wide).reserved()).isEqualByComparingTo("0.10");
        permit.over(Calls.answered(planned, "0.05"));
        spends(wide, "0.05");
        assertThat(balance(wide).reserved()).isEqualByComparingTo("0");
    }

    @Test
    default void a_limit_that_was_raised_or_lowered_holds_from_the_next_call_on() {
        Budget small = daily("0.10", Budget.Rules.HARD);
        Planned planned = Calls.planned(Map.of());
        CallGate.Permit first = Calls.in(gate(small), planned);
        assertThat(Calls.refused(gate(small), planned)).isNotNull();

        Budget large =
                new Budget(small.name(), Limit.usd("0.20"), small.window(), List.of(), Map.of(), Budget.Rules.HARD);
        CallGate.Permit second = Calls.in(gate(large), planned);
        assertThat(Calls.refused(gate(large), planned)).isNotNull();
        first.over(Calls.answered(planned, "0"));
        second.over(Calls.answered(planned, "0"));
        Awaitility.await().untilAsserted(() -> assertThat(balance(large).free()).isEqualByComparingTo("0.20"));
        Calls.in(gate(small), planned);
        assertThat(Calls.refused(gate(small), planned)).isNotNull();
    }

    @Test
    default void soft_budgets_and_calls_without_an_estimate_are_counted_too() {
        Budget soft = daily("0.05", Budget.Rules.SOFT);
        Planned planned = Calls.planned(Map.of());
        Calls.in(gate(soft), planned).over(Calls.answered(planned, "0.10"));
        spends(soft, "0.10");
        assertThat(Calls.in(gate(soft), planned).warnings())
                .singleElement()
                .asString()
                .contains("200 %");

        Budget allowing = daily(
                "0.05",
                new Budget.Rules(Budget.Mode.HARD, List.of(), Budget.Unpriced.ALLOW, null, Budget.Missing.SHARE));
        Planned unlimited = Calls.unlimited(Map.of());
        Calls.in(gate(allowing), unlimited).over(Calls.answered(unlimited, "0.10"));
        spends(allowing, "0.10");
        assertThat(Calls.refused(gate(allowing), unlimited)).hasMessageContaining("nothing is left");
    }

    @Test
    default void a_rolling_window_is_held_in_the_database_too() {
        Budget rolling = new Budget(
                UUID.randomUUID().toString(),
                Limit.usd("0.20"),
                new Window(Window.Unit.DAY, true, ZoneId.of("UTC")),
                List.of(),
                Map.of(),
                Budget.Rules.HARD);
        BudgetGate gate = gate(rolling);
        Planned planned = Calls.planned(Map.of());
        Calls.in(gate, planned).over(Calls.answered(planned, "0.07"));
        spends(rolling, "0.07");
        CallGate.Permit second = Calls.in(gate, planned);

        assertThat(Calls.refused(gate, planned)).hasMessageContaining("a rolling day");
        second.unsent();
        Awaitility.await()
                .untilAsserted(() -> assertThat(balance(rolling).free()).isEqualByComparingTo("0.13"));
    }

    @Test
    default void what_nobody_settles_expires_as_spent_and_a_late_end_is_booked_once() {
        Budget budget = daily("1.00", Budget.Rules.HARD);
        BudgetGate brief = new BudgetGate(ledger(), List.of(budget), Duration.ZERO, event -> {});
        Planned planned = Calls.planned(Map.of("tenant", "late"));
        CallGate.Permit lost = Calls.in(brief, planned);

        assertThat(Calls.join(ledger().expire())).isPositive();

        spends(budget, "0.10");
        assertThat(balance(budget).reserved()).isEqualByComparingTo("0");
        lost.over(Calls.answered(planned, "0.02"));
        spends(budget, "0.02");
        lost.over(Calls.answered(planned, "0.09"));
        Calls.in(brief, planned).unsent();
        assertThat(balance(budget).spent()).isEqualByComparingTo("0.02");
    }

    @Test
    default void the_second_end_of_an_attempt_changes_nothing() {
        Budget budget = daily("1.00", Budget.Rules.HARD);
        Reservation asked = new Reservation(
                UUID.randomUUID().toString(),
                List.of(new Claim(budget.holder(List.of()), Calls.MOST)),
                Duration.ofHours(1),
                "acme",
                "dime",
                "chat",
                Map.of());
        Hold hold = ((Decision.Granted) Calls.join(ledger().reserve(asked))).hold();
        Planned planned = Calls.planned(Map.of());
        Settlement end = new Settlement(hold, Calls.answered(planned, "0.03"), List.of(new BigDecimal("0.03")));

        Calls.join(ledger().settle(end));
        Calls.join(ledger().settle(end));

        assertThat(balance(budget).spent()).isEqualByComparingTo("0.03");
    }

    @Test
    default void a_report_adds_up_by_any_dimension() {
        String tenant = UUID.randomUUID().toString();
        BudgetGate gate = gate();
        List<String> projects = List.of("a&b=c", "d");
        for (String project : projects) {
            Planned planned = Calls.planned(Map.of("tenant", tenant, "tags.project", project, "routeId", "r"));
            Calls.in(gate, planned).over(Calls.answered(planned, "0.000000123456789012"));
            Calls.in(gate, planned).over(Calls.failed(planned, ErrorKind.TIMEOUT_TOTAL, Cost.unknown("nobody knows")));
        }
        UsageQuery query = new UsageQuery(
                Instant.now().minus(Duration.ofHours(1)),
                Instant.now().plus(Duration.ofHours(1)),
                List.of(new Dimension("tenant"), new Dimension("tags.project")));

        Awaitility.await()
                .untilAsserted(() -> assertThat(mine(query, tenant)).hasSize(2).allSatisfy(line -> {
                    assertThat(line.attempts()).isEqualTo(2);
                    assertThat(line.failed()).isOne();
                    assertThat(line.unknown()).isOne();
                    assertThat(line.inputTokens()).isEqualTo(9);
                    assertThat(line.outputTokens()).isOne();
                    assertThat(line.cost().get("USD")).isEqualByComparingTo("0.000000123456789012");
                }));
        assertThat(mine(query, tenant))
                .extracting(line -> line.group().get("tags.project"))
                .containsExactlyInAnyOrderElementsOf(projects);
        assertThat(Calls.join(ledger().report(new UsageQuery(query.from(), query.to(), List.of()))))
                .isNotEmpty();
    }

    private List<UsageLine> mine(UsageQuery query, String tenant) {
        List<UsageLine> mine = new ArrayList<>();
        for (UsageLine line : Calls.join(ledger().report(query))) {
            if (tenant.equals(line.group().get("tenant"))) {
                mine.add(line);
            }
        }
        return mine;
    }
}
