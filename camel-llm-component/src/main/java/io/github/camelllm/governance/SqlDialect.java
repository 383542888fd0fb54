/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;

/** Where the databases differ. */
enum SqlDialect {
    POSTGRESQL("PostgreSQL") {
        @Override
        String insertCounters(int rows) {
            return "INSERT INTO llm_counter (account, period, shard, cap, room, spent, reserved) VALUES "
                    + String.join(", ", Collections.nCopies(rows, ROW)) + " ON CONFLICT DO NOTHING";
        }
    },
    H2("H2") {
        @Override
        String insertCounters(int rows) {
            return "MERGE INTO llm_counter AS known USING (VALUES "
                    + String.join(
                            ", ",
                            Collections.nCopies(
                                    rows,
                                    "(CAST(? AS VARCHAR(600)), CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS INTEGER),"
                                            + " CAST(? AS NUMERIC(60, 24)), CAST(? AS NUMERIC(60, 24)))"))
                    + ") AS new_one (account, period, shard, cap, room) ON known.account = new_one.account"
                    + " AND known.period = new_one.period AND known.shard = new_one.shard"
                    + " WHEN NOT MATCHED THEN INSERT (account, period, shard, cap, room, spent, reserved)"
                    + " VALUES (new_one.account, new_one.period, new_one.shard, new_one.cap, new_one.room, 0, 0)";
        }

        // By default H2 says that something is committed up to half a second before it is on disk.
        @Override
        void check(Connection connection) throws SQLException {
            boolean onDisk = connection.getMetaData().getURL().startsWith("jdbc:h2:")
                    && !connection.getMetaData().getURL().startsWith("jdbc:h2:mem:");
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'");
                    ResultSet row = select.executeQuery()) {
                if (onDisk && row.next() && !"0".equals(row.getString(1))) {
                    throw new IllegalArgumentException("H2 writes with a delay of " + row.getString(1)
                            + " ms, and a process that is killed would forget what it has reserved: add ;WRITE_DELAY=0 to"
                            + " the URL of the ledger's database");
                }
            }
        }
    };

    private static final String ROW = "(?, ?, ?, ?, ?, 0, 0)";

    private final String product;

    SqlDialect(String product) {
        this.product = product;
    }

    /** Adds counters, each with account, period, shard, cap and room, unless they are there. */
    abstract String insertCounters(int rows);

    /**
     * Looks whether the database keeps what it has committed.
     *
     * @throws IllegalArgumentException when it does not, and what to set
     */
    void check(Connection connection) throws SQLException {
        // PostgreSQL does, unless its administrator has told it otherwise
    }

    /**
     * The one of a database.
     *
     * @throws IllegalArgumentException when it is another
     */
    static SqlDialect of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        for (SqlDialect dialect : values()) {
            if (dialect.product.equals(name)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException(
                "a ledger in a database of " + name + " is not supported; use PostgreSQL or H2");
    }
}
