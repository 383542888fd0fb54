/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The budget of a fleet, in a real PostgreSQL server. Runs in the profile {@code stores}. */
@Tag("stores")
class PostgresLedgerTest implements JdbcLedgerCases {

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static Connections pool;
    private static JdbcLedger ledger;

    @BeforeAll
    static void open() throws ReflectiveOperationException {
        server = PostgresServer.start(folder);
        pool = new Connections(server.url(), "postgres", "");
        Scripts.run(pool);
        ledger = JdbcLedger.open(pool);
    }

    @AfterAll
    static void close() throws Exception {
        if (server != null) {
            ledger.close();
            pool.close();
            server.close();
        }
    }

    @BeforeEach
    void theFleetHasSpentNothing() throws Exception {
        try (java.sql.Connection connection = pool.getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM llm_counter WHERE account = 'fleet'");
            statement.execute("DELETE FROM llm_hold WHERE account = 'fleet'");
        }
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public String store() {
        return "postgres";
    }

    @Test
    void two_processes_share_one_budget_and_exactly_fifty_calls_pass() throws Exception {
        LedgerProcess one = LedgerProcess.start(server.url(), "postgres", "", 500, Duration.ofHours(1));
        LedgerProcess other = LedgerProcess.start(server.url(), "postgres", "", 500, Duration.ofHours(1));

        long first = one.passed();
        long second = other.passed();

        LedgerProcess.Audit end = LedgerProcess.audit(pool);
        System.out.println("postgres: two processes, 1000 calls: " + first + " + " + second + " passed, spent "
                + end.spent().stripTrailingZeros().toPlainString() + " of 5.00");
        assertThat(first + second).isEqualTo(50);
        assertThat(end.spent()).isEqualByComparingTo("5.00");
        assertThat(end.reserved()).isEqualByComparingTo("0");
        assertThat(end.held()).isEqualByComparingTo("0");
        assertThat(end.room()).isEqualByComparingTo("0");
    }

    @Test
    void one_of_two_processes_is_killed_and_nothing_leaks_and_nothing_is_overrun() throws Exception {
        LedgerProcess doomed =
                LedgerProcess.start(server.url(), "postgres", "", LedgerProcess.ENDLESS, Duration.ofSeconds(2));
        LedgerProcess steady = LedgerProcess.start(server.url(), "postgres", "", 500, Duration.ofHours(1));
        doomed.awaitCalls(60);

        doomed.kill();
        long passed = steady.passed();

        Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> {
            LedgerProcess.Audit now = LedgerProcess.audit(pool);
            assertThat(now.reserved()).isEqualByComparingTo(now.held());
            assertThat(now.spent().add(now.reserved()).add(now.room())).isEqualByComparingTo("5.00");
            assertThat(now.room()).isNotNegative();
            Calls.join(ledger.expire());
            assertThat(LedgerProcess.audit(pool).held()).isEqualByComparingTo("0");
        });
        LedgerProcess.Audit end = LedgerProcess.audit(pool);
        System.out.println(
                "postgres: one of two processes killed; the other let " + passed + " calls pass; swept: spent "
                        + end.spent().stripTrailingZeros().toPlainString() + " of 5.00, reserved 0");
        assertThat(end.reserved()).isEqualByComparingTo("0");
        assertThat(end.spent()).isLessThanOrEqualTo(new BigDecimal("5"));
        BudgetGate gate = new BudgetGate(ledger, List.of(LedgerProcess.BUDGET), Duration.ofHours(1), event -> {});
        for (BigDecimal free = end.room(); free.compareTo(Calls.MOST) >= 0; free = free.subtract(Calls.MOST)) {
            Calls.in(gate, Calls.planned(Map.of()));
        }
        assertThat(Calls.refused(gate, Calls.planned(Map.of()))).isNotNull();
    }
}
