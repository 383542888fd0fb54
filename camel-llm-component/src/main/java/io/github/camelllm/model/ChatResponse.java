/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chat answer, the same for all providers.
 *
 * @param id the provider's id of the answer; null: it sent none
 * @param requestId the provider's id of the HTTP request; null: it sent none
 * @param provider who answered: the profile's id
 * @param requestModel the model that was asked for
 * @param model the model that answered, as the provider said; null: it did not say
 * @param choices at least one, by index
 * @param usage in disjoint buckets; {@link Usage#UNKNOWN} when the provider sent none
 * @param cost what it cost; of basis {@link CostBasis#UNKNOWN} when nobody knows
 * @param citations of the whole answer
 * @param notices what was not sent as asked
 * @param serviceTier the tier that served it, as the provider said; null: it did not say
 * @param extras further facts of the provider by its own names, such as related questions
 * @param raw the provider's body; null unless {@link ChatRequest#rawResponse()} asked for it
 */
public record ChatResponse(
        @Nullable String id,
        @Nullable String requestId,
        String provider,
        @Nullable String requestModel,
        @Nullable String model,
        List<Choice> choices,
        Usage usage,
        Cost cost,
        List<Citation> citations,
        List<Notice> notices,
        @Nullable String serviceTier,
        Map<String, Object> extras,
        @Nullable String raw) {

    public ChatResponse {
        Objects.requireNonNull(provider, "provider");
        choices = List.copyOf(choices);
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("a chat response has at least one choice");
        }
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(cost, "cost");
        citations = List.copyOf(citations);
        notices = List.copyOf(notices);
        extras = Json.copy(extras);
    }

    /** The first choice. */
    public Choice first() {
        return choices.get(0);
    }

    /** The text of the first choice. */
    public String text() {
        return first().text();
    }

    /** The tool calls of the first choice. */
    public List<Part.ToolCall> toolCalls() {
        return first().parts(Part.ToolCall.class);
    }

    /** Why the first choice ended. */
    public Finish finish() {
        return first().finish();
    }

    /** The first choice as a message of the conversation, to be sent back with the next turn. */
    public Message message() {
        return Message.assistant(first().parts());
    }

    /** The same answer with its cost. */
    public ChatResponse withCost(Cost known) {
        return new ChatResponse(
                id,
                requestId,
                provider,
                requestModel,
                model,
                choices,
                usage,
                known,
                citations,
                notices,
                serviceTier,
                extras,
                raw);
    }

    /** The same answer with other choices. */
    public ChatResponse withChoices(List<Choice> others) {
        return new ChatResponse(
                id,
                requestId,
                provider,
                requestModel,
                model,
                others,
                usage,
                cost,
                citations,
                notices,
                serviceTier,
                extras,
                raw);
    }

    /** The same answer with the notices of the request. */
    public ChatResponse withNotices(List<Notice> all) {
        if (all.equals(notices)) {
            return this;
        }
        return new ChatResponse(
                id,
                requestId,
                provider,
                requestModel,
                model,
                choices,
                usage,
                cost,
                citations,
                all,
                serviceTier,
                extras,
                raw);
    }
}
