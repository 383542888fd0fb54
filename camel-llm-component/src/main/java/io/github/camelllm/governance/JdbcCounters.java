/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The counters of accounts in a database. An account has several rows, shards, each with a part of what is free: mostly one
 * UPDATE of one row decides a reservation. Where that row has not enough, all rows of the account are locked and what is free
 * is dealt out anew; so nobody is refused while there is enough anywhere, and nobody is let in when there is not.
 */
final class JdbcCounters {

    /** Of all amounts; what has more decimals is rounded up. */
    static final int SCALE = 24;

    private final SqlDialect dialect;
    private final int shards;

    JdbcCounters(SqlDialect dialect, int shards) {
        this.dialect = dialect;
        this.shards = shards;
    }

    static BigDecimal scaled(BigDecimal amount) {
        return amount.scale() > SCALE ? amount.setScale(SCALE, RoundingMode.CEILING) : amount;
    }

    static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    static Instant now(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT CURRENT_TIMESTAMP");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    int anyShard(Account account) {
        return account.budget().window().rolling()
                ? 0
                : ThreadLocalRandom.current().nextInt(shards);
    }

    /** Reserves at one row by one statement; whether it had room. */
    boolean reserve(Connection connection, Hold.Part part) throws SQLException {
        Claim claim = part.claim();
        if (claim.account().budget().window().rolling()) {
            return false;
        }
        boolean soft = claim.account().budget().rules().mode() == Budget.Mode.SOFT;
        String room = soft ? "" : claim.amount().signum() == 0 ? " AND room > ?" : " AND room >= ?";
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE llm_counter SET room = room - ?, reserved = reserved + ?"
                        + " WHERE account = ? AND period = ? AND shard = ? AND cap = ?" + room)) {
            BigDecimal amount = scaled(claim.amount());
            update.setBigDecimal(1, amount);
            update.setBigDecimal(2, amount);
            update.setString(3, claim.account().key());
            update.setObject(4, time(part.period()));
            update.setInt(5, part.shard());
            update.setBigDecimal(6, cap(claim.account()));
            if (!soft) {
                update.setBigDecimal(7, amount);
            }
            return update.executeUpdate() == 1;
        }
    }

    /** Books the end at the row of the reservation; whether the row had room for it. */
    boolean settle(Connection connection, Hold.Part part, BigDecimal reserved, BigDecimal spent) throws SQLException {
        boolean soft = part.claim().account().budget().rules().mode() == Budget.Mode.SOFT;
        boolean rolling = part.claim().account().budget().window().rolling();
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE llm_counter SET room = room + ?, reserved = reserved - ?, spent = spent + ?"
                        + " WHERE account = ? AND period = ? AND shard = ?"
                        + (soft || rolling ? "" : " AND room + ? >= 0"))) {
            BigDecimal freed = reserved.subtract(spent);
            update.setBigDecimal(1, freed);
            update.setBigDecimal(2, reserved);
            update.setBigDecimal(3, spent);
            update.setString(4, part.claim().account().key());
            update.setObject(5, time(part.period()));
            update.setInt(6, part.shard());
            if (!soft && !rolling) {
                update.setBigDecimal(7, freed);
            }
            return update.executeUpdate() == 1;
        }
    }

    /** Makes the rows of a period, unless they are there. */
    void open(Connection connection, Account account, Instant period) throws SQLException {
        int rows = account.budget().window().rolling() ? 1 : shards;
        try (PreparedStatement insert = connection.prepareStatement(dialect.insertCounters(rows))) {
            int column = 1;
            for (int shard = 0; shard < rows; shard++) {
                insert.setString(column++, account.key());
                insert.setObject(column++, time(period));
                insert.setInt(column++, shard);
                insert.setBigDecimal(column++, cap(account));
                insert.setBigDecimal(column++, shard == 0 ? cap(account) : BigDecimal.ZERO);
            }
            insert.executeUpdate();
        }
    }

    /** One row. */
    record Row(Instant period, int shard, BigDecimal spent, BigDecimal reserved) {}

    /** The rows that count, the oldest first. */
    List<Row> rows(Connection connection, Account account, Instant since, boolean lock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT period, shard, spent, reserved FROM llm_counter WHERE account = ? AND period >= ?"
                        + " ORDER BY period, shard" + (lock ? " FOR UPDATE" : ""))) {
            select.setString(1, account.key());
            select.setObject(2, time(since));
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getObject(1, OffsetDateTime.class).toInstant(),
                            found.getInt(2),
                            found.getBigDecimal(3),
                            found.getBigDecimal(4)));
                }
            }
            return rows;
        }
    }

    /** How an account stands by its rows. */
    static Balance balance(Account account, List<Row> rows, Instant now) {
        BigDecimal spent = BigDecimal.ZERO;
        BigDecimal reserved = BigDecimal.ZERO;
        for (Row row : rows) {
            spent = spent.add(row.spent());
            reserved = reserved.add(row.reserved());
        }
        Window window = account.budget().window();
        return new Balance(account, plain(spent), plain(reserved), window.resets(window.at(now)));
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /**
     * Books at one of the locked rows of a period, and deals out what is free then; if calls have cost more than there was,
     * no row has room.
     */
    void deal(Connection connection, Hold.Part part, List<Row> rows, BigDecimal reserved, BigDecimal spent)
            throws SQLException {
        Account account = part.claim().account();
        List<Row> period =
                rows.stream().filter(row -> row.period().equals(part.period())).toList();
        BigDecimal free = cap(account).subtract(reserved).subtract(spent);
        for (Row row : period) {
            free = free.subtract(row.spent()).subtract(row.reserved());
        }
        BigDecimal each = free.signum() <= 0
                ? BigDecimal.ZERO
                : free.divide(BigDecimal.valueOf(period.size()), SCALE, RoundingMode.DOWN);
        BigDecimal first = free.subtract(each.multiply(BigDecimal.valueOf(period.size() - 1L)));
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE llm_counter SET cap = ?, room = ?, reserved = ?, spent = ?"
                        + " WHERE account = ? AND period = ? AND shard = ?")) {
            for (Row row : period) {
                boolean mine = row.shard() == part.shard();
                update.setBigDecimal(1, cap(account));
                update.setBigDecimal(2, row.shard() == 0 ? first : each);
                update.setBigDecimal(3, mine ? row.reserved().add(reserved) : row.reserved());
                update.setBigDecimal(4, mine ? row.spent().add(spent) : row.spent());
                update.setString(5, account.key());
                update.setObject(6, time(row.period()));
                update.setInt(7, row.shard());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static BigDecimal cap(Account account) {
        return scaled(account.budget().limit().amount());
    }
}
