/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chat request, the same for all providers. Null and empty mean: not set.
 *
 * @param model the provider's model id; null: the target's
 * @param messages the conversation, oldest first, at least one
 * @param tools that the model may call
 * @param toolChoice whether and which tool it calls
 * @param parallelTools whether it may call several tools at once
 * @param output the form of the answer
 * @param sampling how tokens are chosen and how many
 * @param reasoning how the model thinks
 * @param promptCacheKey groups requests that share a prompt prefix
 * @param user the end user, as a stable pseudonym
 * @param metadata stored with the provider, where it offers that
 * @param serviceTier such as {@code flex} or {@code priority}
 * @param documents that the answer may cite
 * @param providerOptions further members of the provider's own request, passed through as they are
 * @param rawResponse keep the provider's body in {@link ChatResponse#raw()}
 */
public record ChatRequest(
        @Nullable String model,
        List<Message> messages,
        List<ToolSpec> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelTools,
        OutputFormat output,
        Sampling sampling,
        ReasoningSettings reasoning,
        @Nullable String promptCacheKey,
        @Nullable String user,
        Map<String, String> metadata,
        @Nullable String serviceTier,
        List<Document> documents,
        Map<String, Object> providerOptions,
        boolean rawResponse) {

    public ChatRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a chat request needs at least one message");
        }
        tools = List.copyOf(tools);
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(reasoning, "reasoning");
        metadata = Map.copyOf(metadata);
        documents = List.copyOf(documents);
        providerOptions = Json.copy(providerOptions);
    }

    /** One user message and nothing else. */
    public static ChatRequest of(String prompt) {
        return builder().user(prompt).build();
    }

    /** A request with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this request. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects a {@link ChatRequest}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String model;
        private List<Message> messages = new ArrayList<>();
        private List<ToolSpec> tools = new ArrayList<>();
        private @Nullable ToolChoice toolChoice;
        private @Nullable Boolean parallelTools;
        private OutputFormat output = new OutputFormat.Text();
        private Sampling sampling = Sampling.UNSET;
        private ReasoningSettings reasoning = ReasoningSettings.UNSET;
        private @Nullable String promptCacheKey;
        private @Nullable String user;
        private Map<String, String> metadata = Map.of();
        private @Nullable String serviceTier;
        private List<Document> documents = List.of();
        private Map<String, Object> providerOptions = Map.of();
        private boolean rawResponse;

        private Builder() {}

        private Builder(ChatRequest from) {
            model = from.model;
            messages = new ArrayList<>(from.messages);
            tools = new ArrayList<>(from.tools);
            toolChoice = from.toolChoice;
            parallelTools = from.parallelTools;
            output = from.output;
            sampling = from.sampling;
            reasoning = from.reasoning;
            promptCacheKey = from.promptCacheKey;
            user = from.user;
            metadata = from.metadata;
            serviceTier = from.serviceTier;
            documents = from.documents;
            providerOptions = from.providerOptions;
            rawResponse = from.rawResponse;
        }

        /** The provider's model id. */
        public Builder model(@Nullable String id) {
            this.model = id;
            return this;
        }

        /** Adds instructions of the application. */
        public Builder system(String text) {
            return message(Message.system(text));
        }

        /** Adds a user's words. */
        public Builder user(String text) {
            return message(Message.user(text));
        }

        /** Adds a message. */
        public Builder message(Message message) {
            messages.add(message);
            return this;
        }

        /** Replaces all messages. */
        public Builder messages(List<Message> all) {
            messages = new ArrayList<>(all);
            return this;
        }

        /** Adds a tool. */
        public Builder tool(ToolSpec tool) {
            tools.add(tool);
            return this;
        }

        /** Replaces all tools. */
        public Builder tools(List<ToolSpec> all) {
            tools = new ArrayList<>(all);
            return this;
        }

        /** Whether and which tool is called. */
        public Builder toolChoice(@Nullable ToolChoice choice) {
            this.toolChoice = choice;
            return this;
        }

        /** Whether several tools may be called at once. */
        public Builder parallelTools(@Nullable Boolean parallel) {
            this.parallelTools = parallel;
            return this;
        }

        /** The form of the answer. */
        public Builder output(OutputFormat format) {
            this.output = format;
            return this;
        }

        /** How tokens are chosen. */
        public Builder sampling(Sampling settings) {
            this.sampling = settings;
            return this;
        }

        /** The most output tokens. */
        public Builder maxTokens(@Nullable Integer most) {
            Sampling s = sampling;
            return sampling(new Sampling(
                    s.temperature(),
                    s.topP(),
                    s.topK(),
                    most,
                    s.stop(),
                    s.seed(),
                    s.frequencyPenalty(),
                    s.presencePenalty(),
                    s.n(),
                    s.topLogprobs()));
        }

        /** The temperature. */
        public Builder temperature(@Nullable Double degree) {
            Sampling s = sampling;
            return sampling(new Sampling(
                    degree,
                    s.topP(),
                    s.topK(),
                    s.maxTokens(),
                    s.stop(),
                    s.seed(),
                    s.frequencyPenalty(),
                    s.presencePenalty(),
                    s.n(),
                    s.topLogprobs()));
        }

        /** How the model thinks. */
        public Builder reasoning(ReasoningSettings settings) {
            this.reasoning = settings;
            return this;
        }

        /** Groups requests that share a prompt prefix. */
        public Builder promptCacheKey(@Nullable String key) {
            this.promptCacheKey = key;
            return this;
        }

        /** The end user, as a stable pseudonym. */
        public Builder endUser(@Nullable String pseudonym) {
            this.user = pseudonym;
            return this;
        }

        /** Stored with the provider. */
        public Builder metadata(Map<String, String> entries) {
            this.metadata = entries;
            return this;
        }

        /** Such as {@code flex}. */
        public Builder serviceTier(@Nullable String tier) {
            this.serviceTier = tier;
            return this;
        }

        /** Sources that may be cited. */
        public Builder documents(List<Document> sources) {
            this.documents = sources;
            return this;
        }

        /** Further members of the provider's own request. */
        public Builder providerOptions(Map<String, Object> members) {
            this.providerOptions = members;
            return this;
        }

        /** Keep the provider's body. */
        public Builder rawResponse(boolean keep) {
            this.rawResponse = keep;
            return this;
        }

        /**
         * The request.
         *
         * @throws IllegalArgumentException when there is no message
         */
        public ChatRequest build() {
            return new ChatRequest(
                    model,
                    messages,
                    tools,
                    toolChoice,
                    parallelTools,
                    output,
                    sampling,
                    reasoning,
                    promptCacheKey,
                    user,
                    metadata,
                    serviceTier,
                    documents,
                    providerOptions,
                    rawResponse);
        }
    }
}
