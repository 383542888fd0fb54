/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The books in a database that all processes of a fleet share (PostgreSQL), or that survive a restart of one (H2 on disk).
 * The tables are made by the script {@code META-INF/camel-llm/db/V1__llm_ledger.sql}, by hand or by Flyway; this class only
 * uses them. The time is the database's. Works at READ COMMITTED.
 *
 * <p>JDBC blocks: it does so on a few threads of the ledger's own, never on the thread of a call. What ends a call is booked
 * behind it; a booking that fails is repeated for some minutes, and after that its reservation expires.
 */
public final class JdbcLedger implements Ledger {

    /** Where the script is on the class path; also a location for Flyway. */
    public static final String SCRIPTS = "META-INF/camel-llm/db";

    private static final int TRIES = 100;
    private static final int REPEATS = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Two transactions met: deadlock, serialization, a row that the other one made first, a lock that took too long. */
    private static final Set<String> MET = Set.of("40001", "40P01", "23505", "55P03", "HYT00", "90131");

    private final DataSource database;
    private final JdbcBooks books;
    private final ThreadPoolExecutor threads;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    private JdbcLedger(DataSource database, SqlDialect dialect, Settings settings) {
        this.database = database;
        this.books = new JdbcBooks(new JdbcCounters(dialect, settings.shards()));
        this.mostWaiting = settings.mostWaiting();
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                settings.threads(), settings.threads(), 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "camel-llm-ledger-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * How it works.
     *
     * @param threads that talk to the database, each with a connection of its own; from 1
     * @param shards rows of each account in each period, so that so many calls can reserve at the same time; from 1; the same
     *     in all processes
     * @param mostWaiting calls that wait for their reservation; others are told that the ledger cannot be asked
     */
    public record Settings(int threads, int shards, int mostWaiting) {

        /** Four threads, eight shards, ten thousand calls. */
        public static final Settings STANDARD = new Settings(4, 8, 10_000);

        public Settings {
            if (threads < 1 || shards < 1 || mostWaiting < 1) {
                throw new IllegalArgumentException(
                        "a ledger needs at least one thread, one shard and one place to wait");
            }
        }
    }

    /**
     * Opens the books.
     *
     * @throws IllegalArgumentException when the database is of another product, cannot be reached, or has not the tables
     */
    public static JdbcLedger open(DataSource database) {
        return open(database, Settings.STANDARD);
    }

    /**
     * Opens the books.
     *
     * @throws IllegalArgumentException as {@link #open(DataSource)}
     */
    public static JdbcLedger open(DataSource database, Settings settings) {
        try (Connection connection = database.getConnection()) {
            SqlDialect dialect = SqlDialect.of(connection);
            for (String table : List.of("llm_counter", "llm_hold", "llm_entry")) {
                look(connection, table);
            }
            dialect.check(connection);
            return new JdbcLedger(database, dialect, settings);
        } catch (SQLException e) {
            throw new IllegalArgumentException("the database of the ledger cannot be used: " + e.getMessage(), e);
        }
    }

    private static void look(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM " + table + " WHERE 1 = 0")) {
            select.executeQuery().close();
        } catch (SQLException e) {
            throw new SQLException(
                    "the table " + table + " cannot be read: run classpath:" + SCRIPTS
                            + "/V1__llm_ledger.sql once, by hand or with Flyway, and grant SELECT, INSERT, UPDATE and"
                            + " DELETE on its tables: " + e.getMessage(),
                    e.getSQLState(),
                    e);
        }
    }

    @Override
    public CompletionStage<Decision> reserve(Reservation reservation) {
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new IllegalStateException(mostWaiting + " calls wait for the database of the ledger already"));
        }
        return run(() -> booked((connection, exact) -> books.reserve(connection, reservation, exact)))
                .whenComplete((decision, problem) -> waiting.decrementAndGet());
    }

    @Override
    public CompletionStage<List<Balance>> settle(Settlement settlement) {
        return settle(settlement, 1, threads);
    }

    private CompletableFuture<List<Balance>> settle(Settlement end, int turn, Executor where) {
        return CompletableFuture.supplyAsync(
                        () -> booked((connection, exact) -> books.settle(connection, end, exact)), where)
                .exceptionallyCompose(problem -> {
                    if (turn >= REPEATS || threads.isShutdown()) {
                        return CompletableFuture.failedFuture(problem);
                    }
                    long pause = Math.min(LONGEST_PAUSE.toMillis(), 500L << turn);
                    return settle(
                            end, turn + 1, CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, threads));
                });
    }

    @Override
    public CompletionStage<Integer> expire() {
        return run(() -> {
            List<String> all = booked((connection, exact) -> JdbcBooks.expired(connection));
            int count = 0;
            for (String reservation : all) {
                count += booked((connection, exact) -> JdbcBooks.expire(connection, reservation)) ? 1 : 0;
            }
            return count;
        });
    }

    @Override
    public CompletionStage<Balance> balance(Account account) {
        return run(() -> booked((connection, exact) -> books.balance(connection, account)));
    }

    @Override
    public CompletionStage<List<UsageLine>> report(UsageQuery query) {
        return run(() -> booked((connection, exact) -> JdbcLines.report(connection, query)));
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletableFuture<T> run(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, threads);
        } catch (RuntimeException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    /** Work in one transaction; null: roll it back and do it again exactly. */
    @FunctionalInterface
    private interface Work<T> {
        @Nullable
        T in(Connection connection, boolean exact) throws SQLException;
    }

    private <T> T booked(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            boolean committing = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try {
                return tried(connection, work);
            } finally {
                if (!connection.isClosed()) {
                    connection.setTransactionIsolation(isolation);
                    connection.setAutoCommit(committing);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database of the ledger failed: " + e.getMessage(), e);
        }
    }

    private static <T> T tried(Connection connection, Work<T> work) throws SQLException {
        boolean exact = false;
        for (int turn = 1; ; turn++) {
            try {
                T done = work.in(connection, exact);
                if (done != null && !(done instanceof Decision.Refused)) {
                    connection.commit();
                    return done;
                }
                connection.rollback();
                if (done != null) {
                    return done;
                }
                exact = true;
            } catch (SQLException e) {
                rollback(connection, e);
                if (turn >= TRIES || e.getSQLState() == null || !MET.contains(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private static void rollback(Connection connection, SQLException why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
