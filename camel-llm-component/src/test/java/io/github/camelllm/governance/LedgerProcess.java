/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.CallGate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A process of its own that calls against a budget of 5.00 which others share. Prints a line for each call. */
final class LedgerProcess {

    static final Budget BUDGET = new Budget(
            "fleet", Limit.usd("5.00"), Window.of(Window.Unit.MONTH), List.of(), Map.of(), Budget.Rules.HARD);

    /** So many calls that it must be killed. */
    static final int ENDLESS = Integer.MAX_VALUE;

    private final Process process;
    private final BufferedReader lines;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    private LedgerProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static LedgerProcess start(String url, String user, String password, int calls, Duration lifetime)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new LedgerProcess(new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerProcess.class.getName(),
                        url,
                        user,
                        password,
                        Integer.toString(calls),
                        lifetime.toString())
                .redirectErrorStream(true)
                .start());
    }

    /** Waits until so many calls were let in or refused, while others are in flight. */
    void awaitCalls(int count) throws IOException {
        for (int calls = 0; calls < count; ) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the process has ended: " + heard);
            }
            heard.add(line);
            calls += line.equals("passed") || line.equals("refused") ? 1 : 0;
        }
    }

    /** Waits for its end; how many of its calls were let in. */
    long passed() throws IOException, InterruptedException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heard.add(line);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("the process did not end well: " + heard);
        }
        return count();
    }

    /** How many calls have been let in as far as heard. */
    long count() {
        return heard.stream().filter("passed"::equals).count();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What the books say, added up from the tables. */
    record Audit(BigDecimal spent, BigDecimal reserved, BigDecimal held, BigDecimal room, long reservations) {}

    static Audit audit(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT (SELECT COALESCE(SUM(spent), 0) FROM llm_counter WHERE"
                                + " account = 'fleet'), (SELECT COALESCE(SUM(reserved), 0) FROM llm_counter WHERE account ="
                                + " 'fleet'), (SELECT COALESCE(SUM(amount), 0) FROM llm_hold WHERE account = 'fleet'),"
                                + " (SELECT COALESCE(SUM(room), 0) FROM llm_counter WHERE account = 'fleet'), (SELECT COUNT(*) FROM llm_entry WHERE kind = 'RESERVE')")) {
            row.next();
            return new Audit(
                    row.getBigDecimal(1),
                    row.getBigDecimal(2),
                    row.getBigDecimal(3),
                    row.getBigDecimal(4),
                    row.getLong(5));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] args) throws Exception {
        // A process that its parent has forgotten ends by itself.
        Executors.newSingleThreadScheduledExecutor(LedgerProcess::daemon)
                .schedule(() -> Runtime.getRuntime().halt(9), 120, TimeUnit.SECONDS);
        int calls = Integer.parseInt(args[3]);
        Connections database = new Connections(args[0], args[1], args[2]);
        JdbcLedger ledger = JdbcLedger.open(database);
        BudgetGate gate = new BudgetGate(ledger, List.of(BUDGET), Duration.parse(args[4]), event -> {});
        ExecutorService threads = Executors.newFixedThreadPool(8, LedgerProcess::daemon);
        AtomicInteger left = new AtomicInteger(calls);
        CountDownLatch over = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                while (left.getAndDecrement() > 0) {
                    call(gate, calls == ENDLESS);
                }
                over.countDown();
            });
        }
        over.await();
        ledger.close();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        return thread;
    }

    private static void call(BudgetGate gate, boolean cheap) {
        try {
            CallGate.Permit permit = Calls.in(gate, Calls.planned(Map.of()));
            System.out.println("passed");
            String cost = cheap ? "0.00" + ThreadLocalRandom.current().nextInt(1, 10) : "0.10";
            if (!cheap || ThreadLocalRandom.current().nextInt(8) > 0) {
                permit.over(Calls.answered(Calls.planned(Map.of()), cost));
            }
        } catch (CompletionException e) {
            System.out.println(
                    e.getCause() instanceof io.github.camelllm.error.LlmBudgetExceededException
                                    && String.valueOf(e.getCause().getMessage()).contains("free")
                            ? "refused"
                            : "failed: " + e.getCause());
        }
    }
}
