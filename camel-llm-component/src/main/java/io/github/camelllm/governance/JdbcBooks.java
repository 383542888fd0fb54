/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the books in one transaction each. A method that gives null wants to be rolled back and called again as
 * exact: then it locks all rows of its accounts, in one order for all, so that no two wait for each other.
 */
final class JdbcBooks {

    private final JdbcCounters counters;

    JdbcBooks(JdbcCounters counters) {
        this.counters = counters;
    }

    @Nullable
    Decision reserve(Connection connection, Reservation asked, boolean exact) throws SQLException {
        Instant now = JdbcCounters.now(connection);
        List<Hold.Part> parts = new ArrayList<>(asked.claims().size());
        for (Claim claim : asked.claims()) {
            Account account = claim.account();
            Hold.Part part =
                    new Hold.Part(claim, account.budget().window().at(now).start(), counters.anyShard(account));
            if (exact) {
                List<JdbcCounters.Row> rows =
                        locked(connection, part, account.budget().window().since(now));
                Balance balance = JdbcCounters.balance(account, rows, now);
                if (!claim.fits(balance.free())) {
                    return new Decision.Refused(claim, balance);
                }
                counters.deal(connection, part, rows, JdbcCounters.scaled(claim.amount()), BigDecimal.ZERO);
            } else if (!counters.reserve(connection, part)) {
                return null;
            }
            parts.add(part);
        }
        Hold hold = new Hold(asked, parts);
        hold(connection, hold, now.plus(asked.lifetime()));
        JdbcLines.add(connection, JdbcLines.line(LedgerEntry.Kind.RESERVE, now, hold, null, amounts(hold)));
        return new Decision.Granted(hold, balances(connection, hold, now));
    }

    /** The rows of an account that count, with those of the part's period, which are made if need be. */
    private List<JdbcCounters.Row> locked(Connection connection, Hold.Part part, Instant since) throws SQLException {
        Account account = part.claim().account();
        List<JdbcCounters.Row> rows = counters.rows(connection, account, since, true);
        if (rows.stream().noneMatch(row -> row.period().equals(part.period()))) {
            counters.open(connection, account, part.period());
            rows = counters.rows(connection, account, since, true);
        }
        return rows;
    }

    private static void hold(Connection connection, Hold hold, Instant expires) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO llm_hold (reservation, account, period, shard, amount, expires_at) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Hold.Part part : hold.parts()) {
                insert.setString(1, hold.reservation().id());
                insert.setString(2, part.claim().account().key());
                insert.setObject(3, JdbcCounters.time(part.period()));
                insert.setInt(4, part.shard());
                insert.setBigDecimal(5, JdbcCounters.scaled(part.claim().amount()));
                insert.setObject(6, JdbcCounters.time(expires));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Nullable
    List<Balance> settle(Connection connection, Settlement end, boolean exact) throws SQLException {
        Instant now = JdbcCounters.now(connection);
        Hold hold = end.hold();
        List<BigDecimal> spent = end.spent().stream().map(JdbcCounters::scaled).toList();
        if (hold.parts().isEmpty()) {
            JdbcLines.add(connection, JdbcLines.line(end.kind(), now, hold, end.attempt(), spent));
            return List.of();
        }
        List<BigDecimal> reserved = amounts(hold);
        LedgerEntry.Kind kind = end.kind();
        if (release(connection, hold.reservation().id()) == 0) {
            List<LedgerEntry.Kind> known =
                    JdbcLines.kinds(connection, hold.reservation().id());
            if (!known.contains(LedgerEntry.Kind.EXPIRE) || known.contains(LedgerEntry.Kind.ADJUST)) {
                return List.of();
            }
            kind = LedgerEntry.Kind.ADJUST;
            spent = differences(spent, reserved);
            reserved = reserved.stream().map(amount -> BigDecimal.ZERO).toList();
        }
        for (int i = 0; i < hold.parts().size(); i++) {
            Hold.Part part = hold.parts().get(i);
            if (exact) {
                counters.deal(
                        connection,
                        part,
                        locked(connection, part, part.period()),
                        reserved.get(i).negate(),
                        spent.get(i));
            } else if (!counters.settle(connection, part, reserved.get(i), spent.get(i))) {
                return null;
            }
        }
        JdbcLines.add(connection, JdbcLines.line(kind, now, hold, end.attempt(), spent));
        return balances(connection, hold, now);
    }

    private static List<BigDecimal> differences(List<BigDecimal> spent, List<BigDecimal> booked) {
        List<BigDecimal> more = new ArrayList<>(spent.size());
        for (int i = 0; i < spent.size(); i++) {
            more.add(spent.get(i).subtract(booked.get(i)));
        }
        return more;
    }

    private static int release(Connection connection, String reservation) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM llm_hold WHERE reservation = ?")) {
            delete.setString(1, reservation);
            return delete.executeUpdate();
        }
    }

    /** Reservations that have expired, not all at once. */
    static List<String> expired(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT DISTINCT reservation FROM llm_hold WHERE expires_at <= CURRENT_TIMESTAMP"
                        + " ORDER BY reservation FETCH FIRST 500 ROWS ONLY")) {
            List<String> all = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    all.add(found.getString(1));
                }
            }
            return all;
        }
    }

    private record Held(String account, OffsetDateTime period, int shard, BigDecimal amount) {}

    /** What was reserved becomes spent; what is free stays as it is. Whether it was this call that did it. */
    static boolean expire(Connection connection, String reservation) throws SQLException {
        List<Held> parts = held(connection, reservation);
        if (parts.isEmpty()) {
            return false;
        }
        release(connection, reservation);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE llm_counter SET reserved = reserved - ?, spent = spent + ?"
                        + " WHERE account = ? AND period = ? AND shard = ?")) {
            for (Held part : parts) {
                update.setBigDecimal(1, part.amount());
                update.setBigDecimal(2, part.amount());
                update.setString(3, part.account());
                update.setObject(4, part.period());
                update.setInt(5, part.shard());
                update.executeUpdate();
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO llm_entry (at, kind, reservation, provider, model, operation, exchange_id, route_id, node_id,"
                        + " tenant, team, end_user, tags, idempotency_key, charges)"
                        + " SELECT CURRENT_TIMESTAMP, 'EXPIRE', reservation, provider, model, operation, exchange_id,"
                        + " route_id, node_id, tenant, team, end_user, tags, idempotency_key, charges"
                        + " FROM llm_entry WHERE reservation = ? AND kind = 'RESERVE'")) {
            insert.setString(1, reservation);
            insert.executeUpdate();
        }
        return true;
    }

    private static List<Held> held(Connection connection, String reservation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT account, period, shard, amount FROM llm_hold WHERE reservation = ? FOR UPDATE")) {
            select.setString(1, reservation);
            List<Held> parts = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    parts.add(new Held(
                            found.getString(1),
                            found.getObject(2, OffsetDateTime.class),
                            found.getInt(3),
                            found.getBigDecimal(4)));
                }
            }
            parts.sort(Comparator.comparing(Held::account));
            return parts;
        }
    }

    Balance balance(Connection connection, Account account) throws SQLException {
        Instant now = JdbcCounters.now(connection);
        return balance(connection, account, now);
    }

    private Balance balance(Connection connection, Account account, Instant now) throws SQLException {
        Instant since = account.budget().window().since(now);
        return JdbcCounters.balance(account, counters.rows(connection, account, since, false), now);
    }

    private List<Balance> balances(Connection connection, Hold hold, Instant now) throws SQLException {
        List<Balance> balances = new ArrayList<>(1);
        for (Hold.Part part : hold.parts()) {
            Account account = part.claim().account();
            if (!account.budget().rules().thresholds().isEmpty()) {
                balances.add(balance(connection, account, now));
            }
        }
        return balances;
    }

    private static List<BigDecimal> amounts(Hold hold) {
        return hold.parts().stream()
                .map(part -> JdbcCounters.scaled(part.claim().amount()))
                .toList();
    }
}
