/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonSchemaCheck;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.List;

/** Writes the form of the answer. */
final class FormatEncoder {

    private final RequestBody body;
    private final boolean excluded;
    private final String form;

    FormatEncoder(RequestBody body, ChatRequest request) {
        this.body = body;
        excluded = !request.tools().isEmpty() && body.quirks().is(OpenAiQuirks.TOOLS_EXCLUDE_FORMAT);
        form = excluded ? "prompt" : body.quirks().text(OpenAiQuirks.JSON_SCHEMA_FORM, "json_schema");
    }

    /** The conversation, with the schema in it where the provider has no other place for it. */
    List<Message> messages(ChatRequest request) {
        if (!(request.output() instanceof OutputFormat.JsonSchema schema) || !form.equals("prompt")) {
            return request.messages();
        }
        List<Message> all = new ArrayList<>(request.messages().size() + 1);
        String when = excluded ? "When you call no tool, answer" : "Answer";
        all.add(Message.system(when + " with one JSON object and nothing else. It must obey this JSON schema:\n"
                + JsonTree.write(schema.schema())));
        all.addAll(request.messages());
        return all;
    }

    void encode(ChatRequest request) {
        if (request.output() instanceof OutputFormat.JsonSchema schema) {
            check(schema);
            schema(schema);
        } else if (request.output() instanceof OutputFormat.JsonObject) {
            jsonObject(Feature.JSON_OBJECT.setting());
        }
    }

    private void check(OutputFormat.JsonSchema schema) {
        try {
            JsonSchemaCheck.check(schema.schema());
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "the JSON schema " + schema.name() + " is wrong: " + e.getMessage());
        }
    }

    private void jsonObject(String setting) {
        if (excluded) {
            body.notice(
                    setting, "the provider takes no response format beside tools", OpenAiQuirks.TOOLS_EXCLUDE_FORMAT);
        } else if (body.takes(Feature.JSON_OBJECT, "response_format")) {
            body.member("response_format", setting)
                    .beginObject()
                    .member("type", "json_object")
                    .endObject();
        }
    }

    private void schema(OutputFormat.JsonSchema schema) {
        String setting = Feature.JSON_SCHEMA.setting();
        if (excluded) {
            body.remark(
                    setting,
                    "the schema was sent within the prompt: the provider takes no response format beside tools",
                    OpenAiQuirks.TOOLS_EXCLUDE_FORMAT);
            return;
        }
        if (form.equals("prompt")) {
            body.remark(
                    setting,
                    "the schema was sent within the prompt, in JSON mode: "
                            + body.lacks(Feature.JSON_SCHEMA).orElse("the provider does not take it otherwise"),
                    OpenAiQuirks.JSON_SCHEMA_FORM);
            jsonObject(setting);
            return;
        }
        if (!body.takes(Feature.JSON_SCHEMA, "response_format")) {
            return;
        }
        JsonWriter json = body.member("response_format", setting).beginObject();
        switch (form) {
            case "schema" -> json.member("type", "json_schema").name("schema").value(schema.schema());
            case "value" -> json.member("type", "json").name("value").value(schema.schema());
            default -> named(json.member("type", "json_schema").name("json_schema"), schema);
        }
        json.endObject();
    }

    private static void named(JsonWriter json, OutputFormat.JsonSchema schema) {
        json.beginObject().member("name", schema.name());
        if (schema.description() != null) {
            json.member("description", schema.description());
        }
        json.name("schema").value(schema.schema());
        if (schema.strict() != null) {
            json.name("strict").bool(schema.strict());
        }
        json.endObject();
    }
}
