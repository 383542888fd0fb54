/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties that say how the model answers. A property that is not set changes nothing. */
public abstract class ModelProperties extends ConnectionProperties {

    /** Penalty on frequent tokens, -2 to 2. */
    private @Nullable Double frequencyPenalty;

    /** The most tokens of the answer, reasoning included. */
    private @Nullable Integer maxTokens;

    /** The number of answers. */
    private @Nullable Integer n;

    /** Whether several tools may be called at once. */
    private @Nullable String parallelTools;

    /** Penalty on tokens that occurred, -2 to 2. */
    private @Nullable Double presencePenalty;

    /** The most reasoning tokens. */
    private @Nullable Integer reasoningBudget;

    /** How hard the model thinks before it answers. */
    private @Nullable String reasoningEffort;

    /** Whether the thoughts come back with the answer, where the provider lets one choose. */
    private @Nullable String reasoningVisible;

    /** Seed for repeatable answers, best effort. */
    private @Nullable Long seed;

    /** Texts that end the answer, separated by commas. A header takes a list, too. */
    private @Nullable String stop;

    /** Sampling temperature, 0 to 2. What is set is sent, 0 included. */
    private @Nullable Double temperature;

    /**
     * Whether and which tool is called: auto, none, required or the name of a tool. The tools come in the request or
     * in the header CamelLlmSetTools.
     */
    private @Nullable String toolChoice;

    /** Samples from the likeliest k tokens, from 1. */
    private @Nullable Integer topK;

    /** Asks for the log probability of each token and of that many alternatives, 0 to 20. */
    private @Nullable Integer topLogprobs;

    /** Nucleus sampling, 0 to 1. */
    private @Nullable Double topP;

    /**
     * Entries that the provider stores with the request: metadata.team=support. This is a multi-value option with
     * prefix: metadata.
     */
    private Map<String, Object> metadata = new LinkedHashMap<>();

    /** Groups requests that share the beginning of their prompt, for the provider's cache. */
    private @Nullable String promptCacheKey;

    /**
     * Further members of the provider's own request, sent as they are: providerOptions.safe_prompt=true. Numbers,
     * true, false, null and JSON text become JSON; quotes make a text of anything. A dot in the name goes into a
     * nested object. This is a multi-value option with prefix: providerOptions.
     */
    private Map<String, Object> providerOptions = new LinkedHashMap<>();

    /** The provider's tier of service, such as flex or priority. */
    private @Nullable String serviceTier;

    /** The end user, as a stable pseudonym; may be a Simple expression, such as ${header.user}. */
    private @Nullable String user;

    /** Length of the vectors. */
    private @Nullable Integer dimensions;

    /** What the vectors are for, such as query or document. */
    private @Nullable String inputType;

    public @Nullable Double getFrequencyPenalty() {
        return frequencyPenalty;
    }

    public void setFrequencyPenalty(@Nullable Double frequencyPenalty) {
        this.frequencyPenalty = frequencyPenalty;
    }

    public @Nullable Integer getMaxTokens() {
        return maxTokens;
    }

    public void setMaxTokens(@Nullable Integer maxTokens) {
        this.maxTokens = maxTokens;
    }

    public @Nullable Integer getN() {
        return n;
    }

    public void setN(@Nullable Integer n) {
        this.n = n;
    }

    public @Nullable String getParallelTools() {
        return parallelTools;
    }

    public void setParallelTools(@Nullable String parallelTools) {
        this.parallelTools = parallelTools;
    }

    public @Nullable Double getPresencePenalty() {
        return presencePenalty;
    }

    public void setPresencePenalty(@Nullable Double presencePenalty) {
        this.presencePenalty = presencePenalty;
    }

    public @Nullable Integer getReasoningBudget() {
        return reasoningBudget;
    }

    public void setReasoningBudget(@Nullable Integer reasoningBudget) {
        this.reasoningBudget = reasoningBudget;
    }

    public @Nullable String getReasoningEffort() {
        return reasoningEffort;
    }

    public void setReasoningEffort(@Nullable String reasoningEffort) {
        this.reasoningEffort = reasoningEffort;
    }

    public @Nullable String getReasoningVisible() {
        return reasoningVisible;
    }

    public void setReasoningVisible(@Nullable String reasoningVisible) {
        this.reasoningVisible = reasoningVisible;
    }

    public @Nullable Long getSeed() {
        return seed;
    }

    public void setSeed(@Nullable Long seed) {
        this.seed = seed;
    }

    public @Nullable String getStop() {
        return stop;
    }

    public void setStop(@Nullable String stop) {
        this.stop = stop;
    }

    public @Nullable Double getTemperature() {
        return temperature;
    }

    public void setTemperature(@Nullable Double temperature) {
        this.temperature = temperature;
    }

    public @Nullable String getToolChoice() {
        return toolChoice;
    }

    public void setToolChoice(@Nullable String toolChoice) {
        this.toolChoice = toolChoice;
    }

    public @Nullable Integer getTopK() {
        return topK;
    }

    public void setTopK(@Nullable Integer topK) {
        this.topK = topK;
    }

    public @Nullable Integer getTopLogprobs() {
        return topLogprobs;
    }

    public void setTopLogprobs(@Nullable Integer topLogprobs) {
        this.topLogprobs = topLogprobs;
    }

    public @Nullable Double getTopP() {
        return topP;
    }

    public void setTopP(@Nullable Double topP) {
        this.topP = topP;
    }

    public Map<String, Object> getMetadata() {
        return metadata;
    }

    public void setMetadata(Map<String, Object> metadata) {
        this.metadata = metadata;
    }

    public @Nullable String getPromptCacheKey() {
        return promptCacheKey;
    }

    public void setPromptCacheKey(@Nullable String promptCacheKey) {
        this.promptCacheKey = promptCacheKey;
    }

    public Map<String, Object> getProviderOptions() {
        return providerOptions;
    }

    public void setProviderOptions(Map<String, Object> providerOptions) {
        this.providerOptions = providerOptions;
    }

    public @Nullable String getServiceTier() {
        return serviceTier;
    }

    public void setServiceTier(@Nullable String serviceTier) {
        this.serviceTier = serviceTier;
    }

    public @Nullable String getUser() {
        return user;
    }

    public void setUser(@Nullable String user) {
        this.user = user;
    }

    public @Nullable Integer getDimensions() {
        return dimensions;
    }

    public void setDimensions(@Nullable Integer dimensions) {
        this.dimensions = dimensions;
    }

    public @Nullable String getInputType() {
        return inputType;
    }

    public void setInputType(@Nullable String inputType) {
        this.inputType = inputType;
    }
}
