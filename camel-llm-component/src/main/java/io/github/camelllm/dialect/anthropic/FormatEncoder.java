/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonSchemaCheck;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Quirks;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of the answer and, in the same member, the effort. */
final class FormatEncoder {

    private final RequestBody body;
    private final @Nullable String effort;
    private final @Nullable ToolSpec tool;
    private final @Nullable Map<String, Object> schema;

    FormatEncoder(RequestBody body, ChatRequest request, ThinkingEncoder thinking) {
        this.body = body;
        effort = thinking.effort();
        OutputFormat.JsonSchema asked = asked(request);
        boolean byTool = asked != null && byTool(body.quirks());
        tool = asked != null && byTool ? tool(asked, request, thinking) : null;
        schema = asked == null || byTool ? null : described(asked);
    }

    /** The name of the tool by which a request of this form is answered; null: it is not answered by a tool. */
    static @Nullable String toolName(ChatRequest request, Quirks quirks) {
        return request.output() instanceof OutputFormat.JsonSchema asked && byTool(quirks) ? asked.name() : null;
    }

    private static boolean byTool(Quirks quirks) {
        return quirks.text(AnthropicQuirks.JSON_SCHEMA_FORM, "format").equals("tool");
    }

    /** The tool that stands for the form; null: none is needed. */
    @Nullable
    ToolSpec tool() {
        return tool;
    }

    /** Writes {@code output_config}. */
    void encode() {
        if (effort == null && schema == null) {
            return;
        }
        String setting = schema == null ? Feature.REASONING_EFFORT.setting() : Feature.JSON_SCHEMA.setting();
        JsonWriter json = body.member("output_config", setting).beginObject();
        if (effort != null) {
            json.member("effort", effort);
        }
        if (schema != null) {
            json.name("format")
                    .beginObject()
                    .member("type", "json_schema")
                    .name("schema")
                    .value(schema)
                    .endObject();
        }
        json.endObject();
    }

    /** There is no other place for the description than the schema itself. */
    private static Map<String, Object> described(OutputFormat.JsonSchema asked) {
        if (asked.description() == null || asked.schema().containsKey("description")) {
            return asked.schema();
        }
        Map<String, Object> described = new LinkedHashMap<>(asked.schema());
        described.put("description", asked.description());
        return described;
    }

    private OutputFormat.@Nullable JsonSchema asked(ChatRequest request) {
        if (request.output() instanceof OutputFormat.JsonObject) {
            body.notice(
                    Feature.JSON_OBJECT.setting(),
                    body.lacks(Feature.JSON_OBJECT)
                            .orElse(
                                    "the Messages API has no JSON mode; ask for a JSON schema or say it in the prompt"));
            return null;
        }
        if (!(request.output() instanceof OutputFormat.JsonSchema asked)
                || !body.takes(Feature.JSON_SCHEMA, "output_config")) {
            return null;
        }
        try {
            JsonSchemaCheck.check(asked.schema());
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "the JSON schema " + asked.name() + " is wrong: " + e.getMessage());
        }
        return asked;
    }

    private ToolSpec tool(OutputFormat.JsonSchema asked, ChatRequest request, ThinkingEncoder thinking) {
        if (request.tools().stream().anyMatch(other -> other.name().equals(asked.name()))) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the JSON schema and a tool are both named " + asked.name()
                            + ", and the model answers in the schema by a tool; give one of them another name");
        }
        if (thinking.on()) {
            throw body.unsupported(
                    "a JSON schema together with reasoning",
                    "the model answers in a schema only by a tool that it has to call, and then it does not think");
        }
        body.remark(
                Feature.JSON_SCHEMA.setting(),
                "the schema was sent as a tool that the model has to call, because the model has no other place for it");
        String description = asked.description() == null ? "Gives the answer." : asked.description();
        return new ToolSpec(asked.name(), description, asked.schema(), null);
    }
}
