/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.routing.HealthReport;
import io.github.camelllm.runtime.LlmRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Shows endpoints, calls in flight, connections, the last failures and the health of targets. No secrets, no prompts, no answers. */
@DevConsole(name = "llm", displayName = "LLM", description = "Calls to AI providers")
public class LlmDevConsole extends AbstractDevConsole {

    public LlmDevConsole() {
        super("camel", "llm", "LLM", "Calls to AI providers");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        doCallJson(options).forEach((title, rows) -> {
            text.append(title).append(":\n");
            for (Object row : (JsonArray) rows) {
                text.append("  ").append(row).append('\n');
            }
        });
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        LlmContextService service = LlmContextService.of(getCamelContext());
        JsonObject root = new JsonObject();
        root.put(
                "endpoints",
                rows(service.endpoints().stream().map(LlmDevConsole::endpoint).toList()));
        root.put(
                "connections",
                rows(service.connections().stream()
                        .map(LlmDevConsole::connections)
                        .toList()));
        root.put(
                "failures",
                rows(service.failures().stream().map(LlmDevConsole::failure).toList()));
        root.put(
                "health",
                rows(service.health().reports().stream()
                        .map(LlmDevConsole::health)
                        .toList()));
        return root;
    }

    private static JsonObject health(HealthReport report) {
        Map<String, Object> row = new LinkedHashMap<>();
        put(row, "baseUrl", report.key().endpoint());
        put(row, "model", report.key().model());
        put(row, "state", report.state().name());
        put(row, "resting", report.resting());
        put(row, "leftMillis", report.left().toMillis());
        put(row, "consecutiveFailures", report.consecutiveFailures());
        put(row, "inFlight", report.inFlight());
        put(row, "calls", report.calls());
        put(row, "recentCalls", report.recentCalls());
        put(row, "recentFailures", report.recentFailures());
        put(row, "failures", String.valueOf(report.failures()));
        put(row, "timeToFirstToken", report.timeToFirstToken());
        put(row, "tokensPerSecond", report.tokensPerSecond());
        return new JsonObject(row);
    }

    private static JsonArray rows(List<JsonObject> rows) {
        JsonArray array = new JsonArray();
        array.addAll(rows);
        return array;
    }

    private static JsonObject endpoint(LlmEndpoint endpoint) {
        Map<String, Object> row = new LinkedHashMap<>();
        put(row, "uri", endpoint.getEndpointUri());
        put(row, "provider", endpoint.getProvider());
        put(row, "model", endpoint.getModel());
        put(row, "operation", endpoint.getOperation());
        put(row, "baseUrl", endpoint.getServiceUrl());
        put(row, "inFlight", endpoint.getCallsInFlight());
        return new JsonObject(row);
    }

    private static JsonObject connections(LlmRuntime.ConnectionState state) {
        Map<String, Object> row = new LinkedHashMap<>();
        put(row, "inFlight", state.inFlight());
        put(row, "leased", state.leased());
        put(row, "pending", state.pending());
        put(row, "available", state.available());
        put(row, "max", state.max());
        return new JsonObject(row);
    }

    private static JsonObject failure(Attempt attempt) {
        Map<String, Object> row = new LinkedHashMap<>();
        put(row, "time", attempt.startedAt().toString());
        put(row, "provider", attempt.provider());
        put(row, "model", attempt.requestModel());
        put(row, "operation", attempt.operation());
        put(row, "kind", attempt.failure() == null ? null : attempt.failure().name());
        put(row, "httpStatus", attempt.httpStatus());
        put(row, "requestId", attempt.requestId());
        put(row, "routeId", attempt.context().get("routeId"));
        return new JsonObject(row);
    }

    private static void put(Map<String, Object> row, String name, @Nullable Object value) {
        if (value != null) {
            row.put(name, value);
        }
    }
}
