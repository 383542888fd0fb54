/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The budget of one node, in H2 on disk. */
class H2LedgerTest implements JdbcLedgerCases {

    @TempDir
    static Path folder;

    private static Connections pool;
    private static JdbcLedger ledger;

    @BeforeAll
    static void open() {
        pool = pool(folder.resolve("ledger"));
        Scripts.run(pool);
        ledger = JdbcLedger.open(pool);
    }

    @AfterAll
    static void close() {
        ledger.close();
        pool.close();
    }

    static Connections pool(Path file) {
        return new Connections("jdbc:h2:file:" + file.toAbsolutePath() + ";LOCK_TIMEOUT=10000;WRITE_DELAY=0", "sa", "");
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public String store() {
        return "h2";
    }

    @Test
    void a_database_without_the_tables_is_refused_and_the_script_is_named() {
        Connections empty = new Connections("jdbc:h2:mem:", "sa", "");

        assertThatThrownBy(() -> JdbcLedger.open(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llm_counter")
                .hasMessageContaining("V1__llm_ledger.sql");
        empty.close();
        assertThatThrownBy(() -> new JdbcLedger.Settings(0, 1, 1)).hasMessageContaining("at least one");
    }

    @Test
    void a_database_that_forgets_what_it_has_committed_is_refused(@TempDir Path place) {
        try (Connections lazy =
                new Connections("jdbc:h2:file:" + place.resolve("lazy").toAbsolutePath(), "sa", "")) {
            Scripts.run(lazy);

            assertThatThrownBy(() -> JdbcLedger.open(lazy)).hasMessageContaining("WRITE_DELAY=0");
        }
    }

    @Test
    void a_node_that_was_killed_finds_its_books_as_they_were_and_leaks_nothing(@TempDir Path place)
            throws IOException, InterruptedException {
        Path file = place.resolve("ledger");
        Connections first = pool(file);
        Scripts.run(first);
        first.close();
        LedgerProcess node = LedgerProcess.start(
                "jdbc:h2:file:" + file.toAbsolutePath() + ";DB_CLOSE_DELAY=-1;WRITE_DELAY=0",
                "sa",
                "",
                LedgerProcess.ENDLESS,
                Duration.ofSeconds(1));
        node.awaitCalls(40);

        node.kill();

        Connections again = pool(file);
        JdbcLedger reopened = JdbcLedger.open(again);
        try {
            LedgerProcess.Audit before = LedgerProcess.audit(again);
            assertThat(before.reservations()).isGreaterThanOrEqualTo(node.count());
            assertThat(before.reserved()).isEqualByComparingTo(before.held());
            assertThat(before.spent().add(before.reserved())).isLessThanOrEqualTo(new BigDecimal("5"));
            Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
                Calls.join(reopened.expire());
                assertThat(LedgerProcess.audit(again).reserved()).isEqualByComparingTo("0");
            });
            LedgerProcess.Audit after = LedgerProcess.audit(again);
            System.out.println("h2: killed with " + before.held() + " reserved and " + before.spent()
                    + " spent; reopened and swept: " + after.spent() + " spent of 5.00");
            assertThat(after.spent()).isEqualByComparingTo(before.spent().add(before.held()));
            int passed = 0;
            BudgetGate gate = new BudgetGate(reopened, List.of(LedgerProcess.BUDGET), Duration.ofHours(1), event -> {});
            while (Calls.join(reopened.balance(LedgerProcess.BUDGET.holder(List.of())))
                            .free()
                            .compareTo(Calls.MOST)
                    >= 0) {
                Calls.in(gate, Calls.planned(Map.of()));
                passed++;
            }
            assertThat(Calls.refused(gate, Calls.planned(Map.of()))).isNotNull();
            assertThat(new BigDecimal("5.00").subtract(after.spent()).divideToIntegralValue(Calls.MOST))
                    .isEqualByComparingTo(BigDecimal.valueOf(passed));
        } finally {
            reopened.close();
            again.close();
        }
    }
}
