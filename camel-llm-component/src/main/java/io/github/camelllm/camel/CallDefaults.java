/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.runtime.AnswerJson;
import io.github.camelllm.runtime.NeutralJson;
import io.github.camelllm.runtime.OptionValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * The options of an endpoint, checked and read once, when it starts.
 *
 * @param operation what to do
 * @param system instructions; null: none
 * @param prompt goes before the body; null: none
 * @param jsonBody whether a text is a whole request
 * @param sampling how tokens are chosen
 * @param reasoning how the model thinks
 * @param toolChoice null: not set
 * @param parallelTools null: not set
 * @param output the form of the answer
 * @param outputType null: none
 * @param metadata stored with the provider
 * @param providerOptions typed
 */
record CallDefaults(
        LlmOperation operation,
        @Nullable String system,
        @Nullable String prompt,
        boolean jsonBody,
        Sampling sampling,
        ReasoningSettings reasoning,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelTools,
        OutputFormat output,
        @Nullable Class<?> outputType,
        Map<String, String> metadata,
        Map<String, Object> providerOptions) {

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException naming the option that is wrong and what is allowed
     */
    static CallDefaults of(LlmConfiguration options, CamelContext context) {
        Options.oneOf("responseType", options.getResponseType(), ResponseType.NAMES);
        StreamMode.of(options.getStreamMode());
        Class<?> outputType = outputType(options.getOutputType(), context);
        return new CallDefaults(
                LlmOperation.of(options.getOperation()),
                text("system", options.getSystem(), context),
                text("prompt", options.getPrompt(), context),
                Options.oneOf("inputFormat", options.getInputFormat(), Map.of("text", false, "json", true)),
                sampling(options),
                reasoning(options),
                Optional.ofNullable(options.getToolChoice())
                        .map(ToolChoice::parse)
                        .orElse(null),
                truth("parallelTools", options.getParallelTools()),
                output(options, outputType, context),
                outputType,
                texts(options.getMetadata()),
                typed(options.getProviderOptions()));
    }

    /** The effort of that name. */
    static ReasoningEffort effort(String name) {
        Map<String, ReasoningEffort> efforts = new LinkedHashMap<>();
        for (ReasoningEffort effort : ReasoningEffort.values()) {
            efforts.put(effort.wireName(), effort);
        }
        return Options.oneOf("reasoningEffort", name, efforts);
    }

    /** Texts between commas. */
    static List<String> stops(@Nullable String text) {
        return List.copyOf(Options.list(text));
    }

    /** The class of that name, where there is one. */
    static @Nullable Class<?> outputType(@Nullable String name, CamelContext context) {
        if (name == null || name.isBlank()) {
            return null;
        }
        Class<?> type = context.getClassResolver().resolveClass(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "option outputType: there is no class '" + name + "' on the class path; write its full name");
        }
        try {
            AnswerJson.check(type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "option outputType: " + e.getMessage()
                            + "; name a record, or a class with a constructor without arguments or with @JsonCreator",
                    e);
        }
        return type;
    }

    /** The JSON schema in the text. */
    static OutputFormat schema(String option, String name, String text) {
        try {
            return NeutralJson.schema(name, OptionValue.object(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " is not a JSON schema: " + e.getMessage(), e);
        }
    }

    private static Sampling sampling(LlmConfiguration o) {
        return new Sampling(
                o.getTemperature(),
                o.getTopP(),
                o.getTopK(),
                o.getMaxTokens(),
                stops(o.getStop()),
                o.getSeed(),
                o.getFrequencyPenalty(),
                o.getPresencePenalty(),
                o.getN(),
                o.getTopLogprobs());
    }

    private static ReasoningSettings reasoning(LlmConfiguration o) {
        return new ReasoningSettings(
                Optional.ofNullable(o.getReasoningEffort())
                        .map(CallDefaults::effort)
                        .orElse(null),
                o.getReasoningBudget(),
                truth("reasoningVisible", o.getReasoningVisible()));
    }

    private static @Nullable Boolean truth(String option, @Nullable String value) {
        return value == null ? null : Options.oneOf(option, value, Map.of("true", true, "false", false));
    }

    /** The form in which a model can answer what is to become such an object. */
    static OutputFormat output(@Nullable Class<?> outputType) {
        return outputType == null || outputType == String.class
                ? new OutputFormat.Text()
                : new OutputFormat.JsonObject();
    }

    private static OutputFormat output(LlmConfiguration o, @Nullable Class<?> outputType, CamelContext context) {
        String schema = text("jsonSchema", o.getJsonSchema(), context);
        if (schema != null) {
            return schema("option jsonSchema", o.getJsonSchemaName(), schema);
        }
        return output(outputType);
    }

    private static Map<String, String> texts(Map<String, Object> entries) {
        Map<String, String> texts = new LinkedHashMap<>();
        entries.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    private static Map<String, Object> typed(Map<String, Object> entries) {
        Map<String, Object> typed = new LinkedHashMap<>();
        entries.forEach((name, value) -> named("providerOptions." + name, () -> {
            OptionValue.put(typed, name, value instanceof String text ? OptionValue.of(text) : value);
            return name;
        }));
        return typed;
    }

    private static <T> T named(String option, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + option + ": " + e.getMessage(), e);
        }
    }

    /** The text itself, or what stands in the resource that it names. */
    private static @Nullable String text(String option, @Nullable String value, CamelContext context) {
        if (value == null) {
            return null;
        }
        String place = value.startsWith("resource:") ? value.substring("resource:".length()) : value;
        if (!place.startsWith("classpath:") && !place.startsWith("file:")) {
            return value;
        }
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, place)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "option " + option + ": '" + place + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
