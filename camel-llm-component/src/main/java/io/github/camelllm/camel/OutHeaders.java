/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.Usage;
import io.github.camelllm.routing.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a call into the headers of a message. */
final class OutHeaders {

    private static final List<String> ALL = List.of(
            LlmHeaders.PROVIDER,
            LlmHeaders.MODEL,
            LlmHeaders.REQUEST_MODEL,
            LlmHeaders.OPERATION,
            LlmHeaders.RESPONSE_ID,
            LlmHeaders.REQUEST_ID,
            LlmHeaders.FINISH_REASON,
            LlmHeaders.FINISH_REASON_RAW,
            LlmHeaders.INPUT_TOKENS,
            LlmHeaders.CACHED_INPUT_TOKENS,
            LlmHeaders.CACHE_WRITE_TOKENS,
            LlmHeaders.OUTPUT_TOKENS,
            LlmHeaders.REASONING_TOKENS,
            LlmHeaders.TOTAL_TOKENS,
            LlmHeaders.COST,
            LlmHeaders.COST_CURRENCY,
            LlmHeaders.COST_BASIS,
            LlmHeaders.LATENCY,
            LlmHeaders.TIME_TO_FIRST_TOKEN,
            LlmHeaders.ATTEMPTS,
            LlmHeaders.CITATIONS,
            LlmHeaders.TOOL_CALLS,
            LlmHeaders.NOTICES,
            LlmHeaders.BUDGET_WARNINGS,
            LlmHeaders.ERROR_KIND,
            LlmHeaders.RETRY_AFTER,
            LlmHeaders.RATE_LIMIT_REMAINING_REQUESTS,
            LlmHeaders.RATE_LIMIT_REMAINING_TOKENS,
            LlmHeaders.DECISION,
            LlmHeaders.TOTAL_COST);

    private final Message message;

    OutHeaders(Message message) {
        this.message = message;
    }

    /** Removes what an earlier call left. */
    void clear() {
        if (message.hasHeaders()) {
            ALL.forEach(message::removeHeader);
        }
    }

    /** Whom the call went to and what it was. */
    void target(String provider, @Nullable String requestModel, String operation) {
        set(LlmHeaders.PROVIDER, provider);
        set(LlmHeaders.REQUEST_MODEL, requestModel);
        set(LlmHeaders.OPERATION, operation);
    }

    /** What a router decided and tried. */
    void decision(Decision decision) {
        set(LlmHeaders.DECISION, decision);
        attempts(decision.attempts().size());
        decision.cost().ifPresent(cost -> set(LlmHeaders.TOTAL_COST, cost.amount()));
    }

    void latency(Duration latency) {
        set(LlmHeaders.LATENCY, latency);
    }

    void timeToFirstToken(Duration time) {
        set(LlmHeaders.TIME_TO_FIRST_TOKEN, time);
    }

    void attempts(int attempts) {
        set(LlmHeaders.ATTEMPTS, attempts);
    }

    /** The scarcest of the limits that count requests, and of those that count tokens. */
    void remainingLimits(Map<String, Long> limits) {
        if (limits.isEmpty()) {
            return;
        }
        least(limits, "requests").ifPresent(left -> set(LlmHeaders.RATE_LIMIT_REMAINING_REQUESTS, left));
        least(limits, "tokens").ifPresent(left -> set(LlmHeaders.RATE_LIMIT_REMAINING_TOKENS, left));
    }

    private static Optional<Long> least(Map<String, Long> limits, String counted) {
        return limits.entrySet().stream()
                .filter(limit -> limit.getKey().contains(counted))
                .map(Map.Entry::getValue)
                .min(Long::compare);
    }

    void notices(List<Notice> notices) {
        list(LlmHeaders.NOTICES, notices);
    }

    void budgetWarnings(List<String> warnings) {
        list(LlmHeaders.BUDGET_WARNINGS, warnings);
    }

    void chat(ChatResponse response) {
        answer(response.model(), response.id(), response.requestId(), response.notices());
        spent(response.usage(), response.cost());
        Finish finish = response.finish();
        set(LlmHeaders.FINISH_REASON, finish.reason().name());
        set(LlmHeaders.FINISH_REASON_RAW, finish.raw());
        list(LlmHeaders.CITATIONS, response.citations());
        list(LlmHeaders.TOOL_CALLS, response.toolCalls());
    }

    void embedding(EmbeddingResponse response) {
        answer(response.model(), response.id(), response.requestId(), response.notices());
        spent(response.usage(), response.cost());
    }

    /** As far as it is known of a call that failed. */
    void failure(LlmException problem) {
        ErrorDetails details = problem.details();
        problem.partial().ifPresent(this::chat);
        problem.vectors().ifPresent(this::embedding);
        if (details.model() != null) {
            set(LlmHeaders.REQUEST_MODEL, details.model());
        }
        if (details.requestId() != null) {
            set(LlmHeaders.REQUEST_ID, details.requestId());
        }
        attempts(details.attempts());
        set(LlmHeaders.ERROR_KIND, problem.kind().name());
        set(LlmHeaders.RETRY_AFTER, details.retryAfter());
    }

    void spent(Usage usage, Cost cost) {
        count(LlmHeaders.INPUT_TOKENS, usage.inputTokens());
        count(LlmHeaders.OUTPUT_TOKENS, usage.outputTokens());
        count(LlmHeaders.TOTAL_TOKENS, usage.totalTokens());
        count(LlmHeaders.CACHED_INPUT_TOKENS, usage.count(Bucket.CACHE_READ));
        count(LlmHeaders.CACHE_WRITE_TOKENS, written(usage));
        count(LlmHeaders.REASONING_TOKENS, usage.count(Bucket.REASONING));
        cost.amount().ifPresent(amount -> set(LlmHeaders.COST, amount));
        set(LlmHeaders.COST_CURRENCY, cost.money() == null ? null : cost.money().currency());
        set(LlmHeaders.COST_BASIS, cost.basis().name());
    }

    private void answer(@Nullable String model, @Nullable String id, @Nullable String requestId, List<Notice> notices) {
        set(LlmHeaders.MODEL, model);
        set(LlmHeaders.RESPONSE_ID, id);
        set(LlmHeaders.REQUEST_ID, requestId);
        notices(notices);
    }

    private static OptionalLong written(Usage usage) {
        OptionalLong brief = usage.count(Bucket.CACHE_WRITE);
        OptionalLong lasting = usage.count(Bucket.CACHE_WRITE_LONG);
        return brief.isEmpty() && lasting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(brief.orElse(0) + lasting.orElse(0));
    }

    private void count(String name, OptionalLong count) {
        if (count.isPresent()) {
            set(name, count.getAsLong());
        }
    }

    private void list(String name, List<?> items) {
        if (!items.isEmpty()) {
            set(name, items);
        }
    }

    private void set(String name, @Nullable Object value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }
}
