/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines of the ledger in a database. */
final class JdbcLines {

    private static final String INSERT = "INSERT INTO llm_entry (at, kind, reservation, provider, model, answered,"
            + " operation, exchange_id, route_id, node_id, tenant, team, end_user, tags, idempotency_key, outcome,"
            + " latency_ms, input_tokens, output_tokens, buckets, cost, currency, basis, price_version, charges)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final Map<String, String> COLUMNS = Map.of(
            "tenant", "tenant",
            "team", "team",
            "user", "end_user",
            "route", "route_id",
            "provider", "provider",
            "model", "model");

    private static final String SUMS = ", currency, COUNT(*), SUM(CASE WHEN outcome = 'OK' THEN 0 ELSE 1 END),"
            + " SUM(input_tokens), SUM(output_tokens), SUM(cost), SUM(CASE WHEN cost IS NULL THEN 1 ELSE 0 END)";

    private JdbcLines() {}

    static void add(Connection connection, LedgerEntry line) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Map<String, String> context = line.context();
            Attempt attempt = line.attempt();
            insert.setObject(1, JdbcCounters.time(line.at()));
            insert.setString(2, line.kind().name());
            insert.setString(3, line.reservation());
            insert.setString(4, cut(line.provider(), 200));
            insert.setString(5, cut(line.model(), 500));
            insert.setString(6, attempt == null ? null : cut(attempt.model(), 500));
            insert.setString(7, cut(line.operation(), 50));
            insert.setString(8, cut(context.get("exchangeId"), 200));
            insert.setString(9, cut(context.get("routeId"), 200));
            insert.setString(10, cut(context.get("nodeId"), 200));
            insert.setString(11, cut(context.get("tenant"), 500));
            insert.setString(12, cut(context.get("team"), 500));
            insert.setString(13, cut(context.get("user"), 500));
            insert.setString(14, cut(tags(context), 4000));
            insert.setString(15, cut(context.get("idempotencyKey"), 500));
            spent(insert, attempt);
            insert.setString(
                    25,
                    cut(
                            line.charges().stream()
                                    .map(charge -> charge.account() + "="
                                            + charge.amount().toPlainString())
                                    .collect(Collectors.joining("; ")),
                            4000));
            insert.executeUpdate();
        }
    }

    private static void spent(PreparedStatement insert, @Nullable Attempt attempt) throws SQLException {
        Usage usage = attempt == null ? Usage.UNKNOWN : attempt.usage();
        insert.setString(
                16,
                attempt == null
                        ? null
                        : attempt.failure() == null ? "OK" : attempt.failure().name());
        insert.setObject(17, attempt == null ? null : attempt.latency().toMillis(), java.sql.Types.BIGINT);
        insert.setObject(18, orNull(usage.inputTokens()), java.sql.Types.BIGINT);
        insert.setObject(19, orNull(usage.outputTokens()), java.sql.Types.BIGINT);
        insert.setString(
                20,
                usage.counts().entrySet().stream()
                        .map(count -> count.getKey() + "=" + count.getValue())
                        .collect(Collectors.joining(",")));
        Money money = attempt == null ? null : attempt.cost().money();
        insert.setBigDecimal(21, money == null ? null : JdbcCounters.scaled(money.amount()));
        insert.setString(22, money == null ? null : money.currency());
        insert.setString(23, attempt == null ? null : attempt.cost().basis().name());
        insert.setString(24, attempt == null ? null : cut(attempt.cost().priceVersion(), 500));
    }

    private static @Nullable Long orNull(OptionalLong count) {
        return count.isPresent() ? count.getAsLong() : null;
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }

    private static @Nullable String tags(Map<String, String> context) {
        Map<String, String> tags = new TreeMap<>();
        context.forEach((name, value) -> {
            if (name.startsWith("tags.")) {
                tags.put(name, value);
            }
        });
        return tags.isEmpty()
                ? null
                : tags.entrySet().stream()
                        .map(tag -> encoded(tag.getKey()) + "=" + encoded(tag.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The kinds of the lines of an attempt. */
    static List<LedgerEntry.Kind> kinds(Connection connection, String reservation) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT kind FROM llm_entry WHERE reservation = ?")) {
            select.setString(1, reservation);
            List<LedgerEntry.Kind> kinds = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    kinds.add(LedgerEntry.Kind.valueOf(found.getString(1)));
                }
            }
            return kinds;
        }
    }

    static List<UsageLine> report(Connection connection, UsageQuery query) throws SQLException {
        List<String> columns = query.by().stream()
                .map(dimension -> COLUMNS.getOrDefault(dimension.name(), "tags"))
                .distinct()
                .toList();
        String grouped = String.join(", ", columns);
        String sql = "SELECT " + (columns.isEmpty() ? "1" : grouped) + SUMS
                + " FROM llm_entry WHERE outcome IS NOT NULL AND at >= ? AND at < ? GROUP BY "
                + (columns.isEmpty() ? "" : grouped + ", ") + "currency";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, JdbcCounters.time(query.from()));
            select.setObject(2, JdbcCounters.time(query.to()));
            Map<Map<String, String>, UsageLine> lines = new LinkedHashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Map<String, String> group = group(query, columns, row);
                    UsageLine sum = sum(group, row, Math.max(1, columns.size()) + 1);
                    lines.merge(group, sum, UsageLine::plus);
                }
            }
            return new ArrayList<>(lines.values());
        }
    }

    private static UsageLine sum(Map<String, String> group, ResultSet row, int column) throws SQLException {
        String currency = row.getString(column);
        BigDecimal cost = row.getBigDecimal(column + 5);
        return new UsageLine(
                group,
                row.getLong(column + 1),
                row.getLong(column + 2),
                row.getLong(column + 3),
                row.getLong(column + 4),
                currency == null || cost == null ? Map.of() : Map.of(currency, cost.stripTrailingZeros()),
                row.getLong(column + 6));
    }

    private static Map<String, String> group(UsageQuery query, List<String> columns, ResultSet row)
            throws SQLException {
        Map<String, String> group = new LinkedHashMap<>();
        for (Dimension dimension : query.by()) {
            String column = COLUMNS.getOrDefault(dimension.name(), "tags");
            String value = row.getString(columns.indexOf(column) + 1);
            group.put(
                    dimension.name(),
                    value == null ? "" : column.equals("tags") ? tag(value, dimension.name()) : value);
        }
        return group;
    }

    private static String tag(String tags, String name) {
        for (String tag : tags.split("&", -1)) {
            int equals = tag.indexOf('=');
            if (equals > 0
                    && URLDecoder.decode(tag.substring(0, equals), StandardCharsets.UTF_8)
                            .equals(name)) {
                return URLDecoder.decode(tag.substring(equals + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    static LedgerEntry line(
            LedgerEntry.Kind kind, Instant now, Hold hold, @Nullable Attempt attempt, List<BigDecimal> amounts) {
        List<LedgerEntry.Charge> charges = new ArrayList<>(amounts.size());
        for (int i = 0; i < amounts.size(); i++) {
            charges.add(
                    new LedgerEntry.Charge(hold.parts().get(i).claim().account().key(), amounts.get(i)));
        }
        Reservation asked = hold.reservation();
        return new LedgerEntry(
                kind,
                now,
                asked.id(),
                asked.provider(),
                asked.model(),
                asked.operation(),
                asked.context(),
                attempt,
                charges);
    }
}
