/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Puts an answer beside the message that was enriched, instead of in its place: into a header, an exchange property, a
 * variable, or a field of a body that is a Map (such as JSON that was unmarshalled). Set exactly one of them. Thread-safe
 * once it is set up.
 */
public final class LlmAnswerInto implements AggregationStrategy {

    private @Nullable String header;
    private @Nullable String property;
    private @Nullable String variable;
    private @Nullable String field;

    /** Name of the header. Not one that begins with {@code CamelLlmSet}: an answer does not steer the next call. */
    public void setHeader(String header) {
        if (header.startsWith("CamelLlmSet")) {
            throw new IllegalArgumentException(
                    "header is '" + header + "': an answer must not steer the next call; take another name");
        }
        this.header = header;
    }

    /** Name of the exchange property. */
    public void setProperty(String property) {
        this.property = property;
    }

    /** Name of the variable. */
    public void setVariable(String variable) {
        this.variable = variable;
    }

    /** Name of the field of the body's map. */
    public void setField(String field) {
        this.field = field;
    }

    @Override
    public @Nullable Exchange aggregate(@Nullable Exchange question, @Nullable Exchange answered) {
        if (question == null || answered == null) {
            return question;
        }
        Object answer = answered.getMessage().getBody();
        if (header != null) {
            question.getMessage().setHeader(header, answer);
        } else if (property != null) {
            question.setProperty(property, answer);
        } else if (variable != null) {
            question.setVariable(variable, answer);
        } else {
            question.getMessage().setBody(with(question.getMessage().getBody(), answer));
        }
        return question;
    }

    private Map<Object, Object> with(@Nullable Object body, @Nullable Object answer) {
        if (field == null) {
            throw new IllegalStateException(
                    "nothing says where the answer goes: set header, property, variable or field");
        }
        if (!(body instanceof Map<?, ?> map)) {
            throw new IllegalStateException("field '" + field + "' needs a body that is a Map, and this one is "
                    + (body == null ? "empty" : "a " + body.getClass().getName()) + ": unmarshal the JSON first");
        }
        Map<Object, Object> filled = new LinkedHashMap<>(map);
        filled.put(field, answer);
        return filled;
    }
}
