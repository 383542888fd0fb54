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
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What every ledger must stand: a thousand calls of 0.10 at once against 5.00. */
interface BudgetRaceCases {

    int CALLS = 1_000;

    /** The ledger under test. */
    Ledger ledger();

    /** Its name, for the record. */
    String store();

    @Test
    default void of_a_thousand_calls_of_ten_cents_against_five_dollars_exactly_fifty_pass()
            throws InterruptedException {
        BudgetRace race = new BudgetRace(ledger(), "5.00");

        BudgetRace.Outcome outcome = race.run(CALLS, true, (permit, planned) -> {
            permit.over(Calls.answered(planned, "0.10"));
            return Calls.MOST;
        });

        print("actual = estimate", outcome);
        assertThat(outcome.passed()).isEqualTo(50);
        assertThat(outcome.refused()).isEqualTo(950);
        assertThat(outcome.end().spent()).isEqualByComparingTo("5.00").isEqualByComparingTo(outcome.spent());
        assertThat(outcome.end().free()).isEqualByComparingTo("0");
    }

    @Test
    default void calls_that_cost_less_than_was_reserved_leave_room_for_others_and_never_too_much()
            throws InterruptedException {
        BudgetRace race = new BudgetRace(ledger(), "5.00");

        BudgetRace.Outcome outcome = race.run(CALLS, false, (permit, planned) -> {
            BigDecimal cost = BigDecimal.valueOf(ThreadLocalRandom.current().nextInt(0, 1001), 4);
            permit.over(Calls.answered(planned, cost.toPlainString()));
            return cost;
        });

        print("actual 0-100 %", outcome);
        assertThat(outcome.passed() + outcome.refused()).isEqualTo(CALLS);
        assertThat(outcome.passed()).isGreaterThanOrEqualTo(50);
        assertThat(outcome.end().spent())
                .isEqualByComparingTo(outcome.spent())
                .isLessThanOrEqualTo(new BigDecimal("5"));
    }

    @Test
    default void calls_that_cost_more_are_booked_in_full_and_the_next_one_is_refused() {
        BudgetRace race = new BudgetRace(ledger(), "5.00");
        List<CallGate.Permit> flying = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            flying.add(Calls.in(race.gate(), Calls.planned(Map.of())));
        }
        Planned planned = Calls.planned(Map.of());

        flying.forEach(permit -> permit.over(Calls.answered(planned, "0.13")));

        Balance end = race.settled();
        System.out.println(store() + ": overshoot: 50 in flight, spent " + end.spent() + " of 5.00");
        assertThat(end.spent()).isEqualByComparingTo("6.50");
        assertThat(end.free()).isEqualByComparingTo("-1.50");
        assertThat(Calls.refused(race.gate(), planned)).hasMessageContaining("-1.5");
    }

    @Test
    default void errors_cancels_and_broken_streams_leave_nothing_reserved() throws InterruptedException {
        BudgetRace race = new BudgetRace(ledger(), "5.00");
        SplittableRandom random = new SplittableRandom(7);

        BudgetRace.Outcome outcome = race.run(CALLS, false, (permit, planned) -> {
            int kind;
            synchronized (random) {
                kind = random.nextInt(5);
            }
            return end(kind, permit, planned);
        });

        print("errors, cancels, breaks", outcome);
        assertThat(outcome.passed() + outcome.refused()).isEqualTo(CALLS);
        assertThat(outcome.end().spent())
                .isEqualByComparingTo(outcome.spent())
                .isLessThanOrEqualTo(new BigDecimal("5"));
        assertThat(outcome.end().reserved()).isEqualByComparingTo("0");
    }

    private static BigDecimal end(int kind, CallGate.Permit permit, Planned planned) {
        switch (kind) {
            case 0 -> permit.unsent();
            case 1 -> permit.over(Calls.failed(planned, ErrorKind.RATE_LIMITED, Calls.priced("0")));
            case 2 -> {
                permit.over(Calls.failed(planned, ErrorKind.CANCELLED, Cost.unknown("no usage came")));
                return Calls.MOST;
            }
            case 3 -> {
                permit.over(Calls.attempt(
                        planned,
                        ErrorKind.STREAM_INTERRUPTED,
                        Usage.of(9, 1),
                        Calls.priced("0.04").estimated()));
                return new BigDecimal("0.04");
            }
            default -> {
                permit.over(Calls.answered(planned, "0.07"));
                return new BigDecimal("0.07");
            }
        }
        return BigDecimal.ZERO;
    }

    private void print(String what, BudgetRace.Outcome outcome) {
        System.out.println(store() + ": " + what + ": " + CALLS + " calls, " + outcome.passed() + " passed, "
                + outcome.refused() + " refused, spent " + outcome.end().spent() + " of 5.00, reserved "
                + outcome.end().reserved() + "; the balance was right at " + outcome.looks() + " looks");
    }
}
