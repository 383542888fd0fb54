/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.client.CallGate;
import io.github.camelllm.client.Planned;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmBudgetExceededException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What budgets count, whom they refuse, and how it is told. */
class BudgetGateTest {

    private Instant now = Instant.parse("2026-11-25T22:30:00Z");
    private final MemoryLedger ledger = new MemoryLedger(() -> now, 100);
    private final List<BudgetEvent> events = new ArrayList<>();

    private BudgetGate gate(Budget... budgets) {
        return new BudgetGate(ledger, List.of(budgets), Duration.ofMinutes(10), events::add);
    }

    private static Budget daily(String name, String usd, List<Dimension> per, Map<Dimension, String> where) {
        return new Budget(name, Limit.usd(usd), Window.of(Window.Unit.DAY), per, where, Budget.Rules.HARD);
    }

    @Test
    void a_refusal_says_which_budget_what_is_spent_reserved_and_asked_and_when_it_resets() {
        BudgetGate gate = gate(daily("support", "0.25", List.of(new Dimension("tenant")), Map.of()));
        Planned acme = Calls.planned(Map.of("tenant", "acme"));
        Calls.in(gate, acme).over(Calls.answered(acme, "0.08"));
        CallGate.Permit flying = Calls.in(gate, acme);

        assertThat(Calls.refused(gate, acme))
                .isInstanceOf(LlmBudgetExceededException.class)
                .hasMessage(
                        "acme/dime chat: the budget 'support' of tenant=acme of 0.25 USD for a calendar day (UTC) has"
                                + " 0.08 USD spent, 0.1 USD reserved and 0.07 USD free, and resets at 2026-11-26T00:00:00Z;"
                                + " the call may use up to 0.1 USD (at most: 301 prompt tokens, 1 answer tokens). It was not"
                                + " sent");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(BudgetEvent.Kind.REFUSED);
            assertThat(event).asString().startsWith("a call was refused: budget 'support' of tenant=acme of 0.25 USD");
        });
        Planned other = Calls.planned(Map.of("tenant", "other"));
        Calls.in(gate, other).unsent();
        flying.unsent();
        assertThat(ledger.open()).isEmpty();
    }

    @Test
    void the_next_day_the_budget_is_whole_again() {
        BudgetGate gate = gate(daily("day", "0.10", List.of(), Map.of()));
        Planned planned = Calls.planned(Map.of());
        Calls.in(gate, planned).over(Calls.answered(planned, "0.10"));
        assertThat(Calls.refused(gate, planned)).isNotNull();

        now = Instant.parse("2026-11-26T00:00:00Z");

        Calls.in(gate, planned).over(Calls.answered(planned, "0.10"));
        assertThat(Calls.refused(gate, planned)).isNotNull();
    }

    @Test
    void what_was_reserved_before_midnight_is_spent_before_midnight() {
        Budget day = daily("day", "0.10", List.of(), Map.of());
        BudgetGate gate = gate(day);
        Planned planned = Calls.planned(Map.of());
        CallGate.Permit late = Calls.in(gate, planned);

        now = Instant.parse("2026-11-26T00:00:01Z");
        late.over(Calls.answered(planned, "0.10"));

        assertThat(Calls.join(ledger.balance(day.holder(List.of()))).spent()).isEqualByComparingTo("0");
        Calls.in(gate, planned).unsent();
    }

    @Test
    void a_rolling_window_forgets_step_by_step_and_never_too_early() {
        Budget hour = new Budget(
                "hour",
                Limit.usd("0.20"),
                new Window(Window.Unit.HOUR, true, ZoneId.of("UTC")),
                List.of(),
                Map.of(),
                Budget.Rules.HARD);
        BudgetGate gate = gate(hour);
        Planned planned = Calls.planned(Map.of());
        Calls.in(gate, planned).over(Calls.answered(planned, "0.10"));
        now = now.plus(Duration.ofMinutes(30));
        Calls.in(gate, planned).over(Calls.answered(planned, "0.10"));

        now = now.plus(Duration.ofMinutes(30));
        assertThat(Calls.refused(gate, planned)).isNotNull();
        now = now.plus(Duration.ofMinutes(1));
        Calls.in(gate, planned).over(Calls.answered(planned, "0.10"));
        assertThat(Calls.refused(gate, planned)).isNotNull();
    }

    @Test
    void all_budgets_of_a_call_hold_or_none_is_touched() {
        Budget all = daily("all", "1.00", List.of(), Map.of());
        Budget mine = daily("mine", "0.10", List.of(), Map.of(new Dimension("tenant"), "acme"));
        BudgetGate gate = gate(all, mine);
        Planned acme = Calls.planned(Map.of("tenant", "acme"));
        Calls.in(gate, acme).over(Calls.answered(acme, "0.10"));

        assertThat(Calls.refused(gate, acme)).hasMessageContaining("'mine'");

        assertThat(Calls.join(ledger.balance(all.holder(List.of()))).reserved()).isEqualByComparingTo("0");
        Planned other = Calls.planned(Map.of("tenant", "other"));
        Calls.in(gate, other).over(Calls.answered(other, "0.10"));
        assertThat(Calls.join(ledger.balance(all.holder(List.of()))).spent()).isEqualByComparingTo("0.20");
    }

    @Test
    void calls_are_counted_by_tenant_team_user_route_provider_model_and_tag() {
        List<Dimension> per = List.of(
                new Dimension("tenant"),
                new Dimension("team"),
                new Dimension("user"),
                new Dimension("route"),
                new Dimension("provider"),
                new Dimension("model"),
                new Dimension("tags.project"));
        Budget budget = daily("fine", "0.10", per, Map.of());
        Planned planned =
                Calls.planned(Map.of("tenant", "a,b", "team", "t", "user", "u", "routeId", "r", "tags.project", "p"));

        assertThat(budget.account(planned).orElseThrow().key())
                .isEqualTo("fine/tenant=a\\,b,team=t,user=u,route=r,provider=acme,model=dime,tags.project=p");
    }

    @Test
    void nothing_else_can_be_counted_by() {
        assertThatThrownBy(() -> new Dimension("colour"))
                .hasMessageContaining("'colour'")
                .hasMessageContaining("tenant, team, user, route, provider, model and tags.<name>");
        assertThatThrownBy(() -> new Dimension("tags.")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void calls_without_a_tenant_share_are_refused_or_are_not_counted_as_the_budget_says() {
        for (Budget.Missing missing : Budget.Missing.values()) {
            Budget budget = new Budget(
                    "b-" + missing,
                    Limit.usd("0.10"),
                    Window.of(Window.Unit.DAY),
                    List.of(new Dimension("tenant")),
                    Map.of(),
                    new Budget.Rules(Budget.Mode.HARD, List.of(), Budget.Unpriced.REFUSE, null, missing));
            BudgetGate gate = gate(budget);
            Planned nobody = Calls.planned(Map.of());

            switch (missing) {
                case SHARE -> {
                    Calls.in(gate, nobody);
                    assertThat(Calls.refused(gate, nobody)).hasMessageContaining("tenant=-");
                }
                case REFUSE -> assertThat(Calls.refused(gate, nobody)).hasMessageContaining("it has no tenant");
                case SKIP -> {
                    Calls.in(gate, nobody);
                    Calls.in(gate, nobody).unsent();
                }
            }
        }
    }

    @Test
    void what_nobody_can_price_is_refused_let_in_or_assumed_as_the_budget_says() {
        Planned unknown = Calls.unlimited(Map.of());
        assertThat(Calls.refused(gate(unpriced("r", Budget.Unpriced.REFUSE, null)), unknown))
                .hasMessageContaining("unpriced=refuse")
                .hasMessageContaining("set maxTokens");

        BudgetGate allowing = gate(unpriced("a", Budget.Unpriced.ALLOW, null));
        Calls.in(allowing, unknown).over(Calls.answered(unknown, "0.30"));
        assertThat(Calls.refused(allowing, unknown)).hasMessageContaining("nothing is left");

        BudgetGate assuming = gate(unpriced("s", Budget.Unpriced.ASSUME, new BigDecimal("0.07")));
        CallGate.Permit flying = Calls.in(assuming, unknown);
        assertThat(Calls.refused(assuming, unknown)).hasMessageContaining("0.07 USD reserved");
        flying.over(Calls.failed(unknown, ErrorKind.TIMEOUT_RESPONSE, Cost.unknown("no usage came")));
        assertThat(Calls.refused(assuming, unknown)).hasMessageContaining("0.07 USD spent");

        assertThatThrownBy(() -> unpriced("x", Budget.Unpriced.ASSUME, null)).hasMessageContaining("assumed");
        assertThat(Calls.refused(
                        gate(unpriced("e", Budget.Unpriced.REFUSE, null)),
                        Calls.planned(
                                "krona",
                                ChatRequest.of("x").toBuilder().maxTokens(1).build(),
                                Map.of())))
                .hasMessageContaining("its price is in EUR, the budget in USD");
    }

    private static Budget unpriced(String name, Budget.Unpriced unpriced, @Nullable BigDecimal assumed) {
        return new Budget(
                name,
                Limit.usd("0.10"),
                Window.of(Window.Unit.DAY),
                List.of(),
                Map.of(),
                new Budget.Rules(Budget.Mode.HARD, List.of(), unpriced, assumed, Budget.Missing.SHARE));
    }

    @Test
    void tokens_can_be_counted_instead_of_money() {
        Budget tokens = new Budget(
                "tokens", Limit.tokens(400), Window.of(Window.Unit.MINUTE), List.of(), Map.of(), Budget.Rules.HARD);
        BudgetGate gate = gate(tokens);
        Planned planned = Calls.planned(Map.of());
        CallGate.Permit first = Calls.in(gate, planned);
        assertThat(Calls.refused(gate, planned)).hasMessageContaining("the call may use up to 302 tokens.");

        first.over(Calls.answered(planned, "0.10"));

        assertThat(Calls.join(ledger.balance(tokens.holder(List.of()))).spent()).isEqualByComparingTo("10");
        CallGate.Permit second = Calls.in(gate, planned);
        second.over(Calls.attempt(planned, ErrorKind.STREAM_INTERRUPTED, Usage.UNKNOWN, Calls.priced("0.01")));
        assertThat(Calls.join(ledger.balance(tokens.holder(List.of()))).spent()).isEqualByComparingTo("312");
    }

    @Test
    void a_soft_budget_refuses_nobody_and_tells_each_threshold_once() {
        Budget soft = new Budget(
                "soft", Limit.usd("0.50"), Window.of(Window.Unit.DAY), List.of(), Map.of(), Budget.Rules.SOFT);
        BudgetGate gate = gate(soft);
        Planned planned = Calls.planned(Map.of("exchangeId", "E-1"));
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            CallGate.Permit permit = Calls.in(gate, planned);
            warnings.addAll(permit.warnings());
            permit.over(Calls.answered(planned, "0.10"));
        }

        assertThat(events).extracting(BudgetEvent::threshold).containsExactly(80, 100);
        assertThat(events.get(0).context()).containsEntry("exchangeId", "E-1");
        assertThat(events.get(0)).asString().contains("budget 'soft' is spent to 80 %");
        assertThat(warnings).hasSize(3).first().asString().contains("80 %");

        now = now.plus(Duration.ofDays(1));
        for (int i = 0; i < 4; i++) {
            Calls.in(gate, planned).over(Calls.answered(planned, "0.10"));
        }
        assertThat(events).extracting(BudgetEvent::threshold).containsExactly(80, 100, 80);
    }

    @Test
    void a_listener_that_fails_takes_nothing_from_the_call() {
        Budget soft =
                new Budget("soft", Limit.usd("0"), Window.of(Window.Unit.DAY), List.of(), Map.of(), Budget.Rules.SOFT);
        BudgetGate gate = new BudgetGate(ledger, List.of(soft), Duration.ofMinutes(10), event -> {
            throw new IllegalStateException("deaf");
        });
        Planned planned = Calls.planned(Map.of());

        Calls.in(gate, planned).over(Calls.answered(planned, "0.10"));

        assertThat(ledger.open()).isEmpty();
    }

    @Test
    void an_attempt_that_nobody_settles_counts_as_spent_when_it_expires_and_its_late_end_is_booked() {
        Budget day = daily("day", "1.00", List.of(), Map.of());
        BudgetGate gate = gate(day);
        Planned planned = Calls.planned(Map.of());
        CallGate.Permit lost = Calls.in(gate, planned);
        now = now.plus(Duration.ofMinutes(9));
        assertThat(Calls.join(ledger.expire())).isZero();

        now = now.plus(Duration.ofMinutes(1));
        assertThat(Calls.join(ledger.expire())).isOne();

        assertThat(Calls.join(ledger.balance(day.holder(List.of()))).spent()).isEqualByComparingTo("0.10");
        assertThat(Calls.join(ledger.balance(day.holder(List.of()))).reserved()).isEqualByComparingTo("0");
        lost.over(Calls.answered(planned, "0.02"));
        lost.over(Calls.answered(planned, "0.02"));
        assertThat(Calls.join(ledger.balance(day.holder(List.of()))).spent()).isEqualByComparingTo("0.02");
        assertThat(ledger.entries())
                .extracting(LedgerEntry::kind)
                .containsExactly(LedgerEntry.Kind.RESERVE, LedgerEntry.Kind.EXPIRE, LedgerEntry.Kind.ADJUST);
    }

    @Test
    void every_attempt_is_a_line_with_or_without_a_budget_and_old_lines_are_added_up() {
        BudgetGate gate = gate();
        Planned acme = Calls.planned(Map.of("tenant", "acme", "user", "u1", "tags.project", "p"));
        for (int i = 0; i < 150; i++) {
            Calls.in(gate, acme).over(Calls.answered(acme, "0.001"));
            Calls.in(gate, acme).unsent();
        }
        Planned other = Calls.planned(Map.of("tenant", "other"));
        Calls.in(gate, other).over(Calls.failed(other, ErrorKind.TIMEOUT_RESPONSE, Cost.unknown("no usage came")));

        assertThat(ledger.entries()).hasSize(100);
        List<UsageLine> lines = Calls.join(ledger.report(new UsageQuery(
                now.minus(Duration.ofDays(1)),
                now.plusSeconds(1),
                List.of(new Dimension("tenant"), new Dimension("model")))));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).satisfies(line -> {
            assertThat(line.group()).isEqualTo(Map.of("tenant", "acme", "model", "dime"));
            assertThat(line.attempts()).isEqualTo(150);
            assertThat(line.inputTokens()).isEqualTo(1350);
            assertThat(line.outputTokens()).isEqualTo(150);
            assertThat(line.cost().get("USD")).isEqualByComparingTo("0.150");
            assertThat(line.unknown()).isZero();
        });
        assertThat(lines.get(1).unknown()).isOne();
        assertThat(lines.get(1).failed()).isOne();
        assertThat(lines.get(1).cost()).isEmpty();
        assertThat(Calls.join(ledger.report(new UsageQuery(now.plusSeconds(1), now.plusSeconds(2), List.of()))))
                .isEmpty();
        assertThatThrownBy(() -> new UsageQuery(now, now, List.of())).hasMessageContaining("ends before it begins");
    }

    @Test
    void while_the_ledger_cannot_be_asked_hard_budgets_refuse_and_soft_ones_let_in() {
        Ledger deaf = new UnreachableLedger();
        Planned planned = Calls.planned(Map.of());

        BudgetGate hard =
                new BudgetGate(deaf, List.of(daily("day", "1", List.of(), Map.of())), BudgetGate.LIFETIME, events::add);
        assertThat(Calls.refused(hard, planned))
                .hasMessageContaining("the ledger of the budget 'day' cannot be asked")
                .hasMessageContaining("the database is away");
        BudgetGate soft = new BudgetGate(
                deaf,
                List.of(new Budget(
                        "soft", Limit.usd("1"), Window.of(Window.Unit.DAY), List.of(), Map.of(), Budget.Rules.SOFT)),
                BudgetGate.LIFETIME,
                events::add);
        Calls.in(soft, planned).over(Calls.answered(planned, "0.10"));
    }

    private static final class UnreachableLedger implements Ledger {
        private static <T> CompletionStage<T> away() {
            return CompletableFuture.failedFuture(new IllegalStateException("the database is away"));
        }

        @Override
        public CompletionStage<Decision> reserve(Reservation reservation) {
            return away();
        }

        @Override
        public CompletionStage<List<Balance>> settle(Settlement settlement) {
            return away();
        }

        @Override
        public CompletionStage<Integer> expire() {
            return away();
        }

        @Override
        public CompletionStage<Balance> balance(Account account) {
            return away();
        }

        @Override
        public CompletionStage<List<UsageLine>> report(UsageQuery query) {
            return away();
        }

        @Override
        public void close() {
            // it is away
        }
    }

    @Test
    void calendar_windows_begin_where_their_calendar_says() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant moment = Instant.parse("2026-11-25T22:30:45Z");
        assertThat(start(Window.Unit.MINUTE, berlin, moment)).isEqualTo("2026-11-25T22:30:00Z");
        assertThat(start(Window.Unit.HOUR, berlin, moment)).isEqualTo("2026-11-25T22:00:00Z");
        assertThat(start(Window.Unit.DAY, berlin, moment)).isEqualTo("2026-11-24T23:00:00Z");
        assertThat(start(Window.Unit.WEEK, berlin, moment)).isEqualTo("2026-11-22T23:00:00Z");
        assertThat(start(Window.Unit.MONTH, berlin, moment)).isEqualTo("2026-10-31T23:00:00Z");
        assertThat(new Window(Window.Unit.DAY, false, berlin).at(moment).end()).hasToString("2026-11-25T23:00:00Z");
        assertThat(new Window(Window.Unit.WEEK, false, berlin).at(moment).end()).hasToString("2026-11-29T23:00:00Z");
        assertThat(new Window(Window.Unit.MONTH, false, berlin).at(moment).end())
                .hasToString("2026-11-30T23:00:00Z");
        assertThat(new Window(Window.Unit.DAY, true, berlin)).hasToString("a rolling day");
    }

    private static String start(Window.Unit unit, ZoneId zone, Instant moment) {
        return new Window(unit, false, zone).at(moment).start().toString();
    }

    @Test
    void wrong_budgets_are_refused() {
        assertThatThrownBy(() -> daily(" ", "1", List.of(), Map.of())).hasMessageContaining("no name");
        assertThatThrownBy(() -> Limit.usd("-1")).hasMessageContaining("negative");
        assertThatThrownBy(() -> gate(daily("a", "1", List.of(), Map.of()), daily("a", "2", List.of(), Map.of())))
                .hasMessageContaining("same name");
        assertThatThrownBy(() -> daily("a", "1", List.of(new Dimension("tenant")), Map.of())
                        .holder(List.of()))
                .hasMessageContaining("counted by");
        assertThatThrownBy(() -> new Budget.Rules(
                        Budget.Mode.HARD, List.of(0), Budget.Unpriced.ALLOW, null, Budget.Missing.SHARE))
                .hasMessageContaining("threshold");
        assertThatThrownBy(() -> new MemoryLedger(() -> now, 0)).hasMessageContaining("at least one line");
    }
}
