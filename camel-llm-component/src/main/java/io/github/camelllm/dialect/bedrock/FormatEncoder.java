/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonSchemaCheck;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Quirks;
import org.jspecify.annotations.Nullable;

/** The form of the answer and, in the same member, the effort. */
final class FormatEncoder {

    private final RequestBody body;
    private final @Nullable String effort;
    private final @Nullable ToolSpec tool;
    private final OutputFormat.@Nullable JsonSchema schema;

    FormatEncoder(RequestBody body, ChatRequest request, Thinking thinking) {
        this.body = body;
        effort = thinking.effort();
        OutputFormat.JsonSchema asked = asked(request);
        boolean byTool = byTool(body.quirks());
        tool = asked != null && byTool ? tool(asked, request, thinking) : null;
        schema = byTool ? null : asked;
    }

    /** The name of the tool by which a request of this form is answered; null: it is not answered by a tool. */
    static @Nullable String toolName(ChatRequest request, Quirks quirks) {
        return request.output() instanceof OutputFormat.JsonSchema asked && byTool(quirks) ? asked.name() : null;
    }

    private static boolean byTool(Quirks quirks) {
        return quirks.text(BedrockQuirks.JSON_SCHEMA_FORM, "tool").equals("tool");
    }

    /** The tool that stands for the form; null: none is needed. */
    @Nullable
    ToolSpec tool() {
        return tool;
    }

    /** Writes {@code outputConfig}; the schema is a text in it. */
    void encode() {
        if (effort == null && schema == null) {
            return;
        }
        String setting = schema == null ? Feature.REASONING_EFFORT.setting() : Feature.JSON_SCHEMA.setting();
        JsonWriter json = body.member("outputConfig", setting).beginObject();
        if (schema != null) {
            json.name("textFormat").beginObject().member("type", "json_schema");
            json.name("structure").beginObject().name("jsonSchema").beginObject();
            json.member("schema", JsonTree.write(schema.schema())).member("name", schema.name());
            if (schema.description() != null) {
                json.member("description", schema.description());
            }
            json.endObject().endObject().endObject();
        }
        if (effort != null) {
            json.member("effort", effort);
        }
        json.endObject();
    }

    private OutputFormat.@Nullable JsonSchema asked(ChatRequest request) {
        if (request.output() instanceof OutputFormat.JsonObject) {
            body.notice(
                    Feature.JSON_OBJECT.setting(),
                    body.lacks(Feature.JSON_OBJECT)
                            .orElse("Converse has no JSON mode; ask for a JSON schema or say it in the prompt"));
            return null;
        }
        if (!(request.output() instanceof OutputFormat.JsonSchema asked)
                || !body.takes(Feature.JSON_SCHEMA, "outputConfig")) {
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

    private ToolSpec tool(OutputFormat.JsonSchema asked, ChatRequest request, Thinking thinking) {
        body.need(Feature.TOOLS, "a JSON schema, for which the model needs a tool,");
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
