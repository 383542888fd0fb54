/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.usecases;

import io.github.camelllm.camel.LlmHeaders;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Puts the answers of a split or a multicast into a table, a row for each. */
final class AnswerTable implements AggregationStrategy {

    /** One answer and what it took; what is not known is null. */
    record Row(
            String model,
            Object answer,
            @Nullable BigDecimal cost,
            @Nullable Duration latency,
            @Nullable Long outputTokens,
            @Nullable Long cachedTokens) {}

    @Override
    public @Nullable Exchange aggregate(@Nullable Exchange before, Exchange next) {
        if (next.getException() != null) {
            if (before == null) {
                return next;
            }
            before.setException(next.getException());
            return before;
        }
        List<Row> rows = new ArrayList<>();
        if (before != null) {
            for (Object row : before.getMessage().getBody(List.class)) {
                rows.add((Row) row);
            }
        }
        Message answer = next.getMessage();
        rows.add(new Row(
                answer.getHeader(LlmHeaders.MODEL, String.class),
                answer.getBody(),
                answer.getHeader(LlmHeaders.COST, BigDecimal.class),
                answer.getHeader(LlmHeaders.LATENCY, Duration.class),
                answer.getHeader(LlmHeaders.OUTPUT_TOKENS, Long.class),
                answer.getHeader(LlmHeaders.CACHED_INPUT_TOKENS, Long.class)));
        next.getMessage().setBody(rows);
        return next;
    }
}
