/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options that say how the model answers. */
@UriParams
public abstract class ModelOptions extends ConnectionOptions {

    @UriParam(label = "common", description = "Sampling temperature, 0 to 2. What is set is sent, 0 included.")
    private @Nullable Double temperature;

    @UriParam(label = "common", description = "Nucleus sampling, 0 to 1.")
    private @Nullable Double topP;

    @UriParam(label = "common", description = "Samples from the likeliest k tokens, from 1.")
    private @Nullable Integer topK;

    @UriParam(label = "common", description = "The most tokens of the answer, reasoning included.")
    private @Nullable Integer maxTokens;

    @UriParam(
            label = "common",
            description = "Texts that end the answer, separated by commas. A header takes a list, too.")
    private @Nullable String stop;

    @UriParam(label = "common", description = "Seed for repeatable answers, best effort.")
    private @Nullable Long seed;

    @UriParam(label = "common", description = "Penalty on frequent tokens, -2 to 2.")
    private @Nullable Double frequencyPenalty;

    @UriParam(label = "common", description = "Penalty on tokens that occurred, -2 to 2.")
    private @Nullable Double presencePenalty;

    @UriParam(label = "common", description = "The number of answers.")
    private @Nullable Integer n;

    @UriParam(
            label = "common",
            description = "Asks for the log probability of each token and of that many alternatives, 0 to 20.")
    private @Nullable Integer topLogprobs;

    @UriParam(
            label = "common",
            enums = "none,minimal,low,medium,high,xhigh,max",
            description = "How hard the model thinks before it answers.")
    private @Nullable String reasoningEffort;

    @UriParam(label = "common", description = "The most reasoning tokens.")
    private @Nullable Integer reasoningBudget;

    @UriParam(
            label = "common",
            enums = "true,false",
            description = "Whether the thoughts come back with the answer, where the provider lets one choose.")
    private @Nullable String reasoningVisible;

    @UriParam(
            label = "common",
            description = "Whether and which tool is called: auto, none, required or the name of a tool. The tools "
                    + "come in the request or in the header CamelLlmSetTools.")
    private @Nullable String toolChoice;

    @UriParam(label = "common", enums = "true,false", description = "Whether several tools may be called at once.")
    private @Nullable String parallelTools;

    @UriParam(
            label = "advanced",
            description = "Groups requests that share the beginning of their prompt, for the provider's cache.")
    private @Nullable String promptCacheKey;

    @UriParam(
            label = "advanced",
            description = "The end user, as a stable pseudonym; may be a Simple expression, such as ${header.user}.")
    private @Nullable String user;

    @UriParam(
            label = "advanced",
            prefix = "metadata.",
            multiValue = true,
            description = "Entries that the provider stores with the request: metadata.team=support.")
    private Map<String, Object> metadata = new LinkedHashMap<>();

    @UriParam(label = "advanced", description = "The provider's tier of service, such as flex or priority.")
    private @Nullable String serviceTier;

    @UriParam(
            label = "advanced",
            prefix = "providerOptions.",
            multiValue = true,
            description = "Further members of the provider's own request, sent as they are: "
                    + "providerOptions.safe_prompt=true. Numbers, true, false, null and JSON text become JSON; "
                    + "quotes make a text of anything. A dot in the name goes into a nested object.")
    private Map<String, Object> providerOptions = new LinkedHashMap<>();

    @UriParam(label = "embed", description = "Length of the vectors.")
    private @Nullable Integer dimensions;

    @UriParam(label = "embed", description = "What the vectors are for, such as query or document.")
    private @Nullable String inputType;

    public @Nullable Double getTemperature() {
        return temperature;
    }

    public void setTemperature(@Nullable Double temperature) {
        this.temperature = temperature;
    }

    public @Nullable Double getTopP() {
        return topP;
    }

    public void setTopP(@Nullable Double topP) {
        this.topP = topP;
    }

    public @Nullable Integer getTopK() {
        return topK;
    }

    public void setTopK(@Nullable Integer topK) {
        this.topK = topK;
    }

    public @Nullable Integer getMaxTokens() {
        return maxTokens;
    }

    public void setMaxTokens(@Nullable Integer maxTokens) {
        this.maxTokens = maxTokens;
    }

    public @Nullable String getStop() {
        return stop;
    }

    public void setStop(@Nullable String stop) {
        this.stop = stop;
    }

    public @Nullable Long getSeed() {
        return seed;
    }

    public void setSeed(@Nullable Long seed) {
        this.seed = seed;
    }

    public @Nullable Double getFrequencyPenalty() {
        return frequencyPenalty;
    }

    public void setFrequencyPenalty(@Nullable Double frequencyPenalty) {
        this.frequencyPenalty = frequencyPenalty;
    }

    public @Nullable Double getPresencePenalty() {
        return presencePenalty;
    }

    public void setPresencePenalty(@Nullable Double presencePenalty) {
        this.presencePenalty = presencePenalty;
    }

    public @Nullable Integer getN() {
        return n;
    }

    public void setN(@Nullable Integer n) {
        this.n = n;
    }

    public @Nullable Integer getTopLogprobs() {
        return topLogprobs;
    }

    public void setTopLogprobs(@Nullable Integer topLogprobs) {
        this.topLogprobs = topLogprobs;
    }

    public @Nullable String getReasoningEffort() {
        return reasoningEffort;
    }

    public void setReasoningEffort(@Nullable String reasoningEffort) {
        this.reasoningEffort = reasoningEffort;
    }

    public @Nullable Integer getReasoningBudget() {
        return reasoningBudget;
    }

    public void setReasoningBudget(@Nullable Integer reasoningBudget) {
        this.reasoningBudget = reasoningBudget;
    }

    public @Nullable String getReasoningVisible() {
        return reasoningVisible;
    }

    public void setReasoningVisible(@Nullable String reasoningVisible) {
        this.reasoningVisible = reasoningVisible;
    }

    public @Nullable String getToolChoice() {
        return toolChoice;
    }

    public void setToolChoice(@Nullable String toolChoice) {
        this.toolChoice = toolChoice;
    }

    public @Nullable String getParallelTools() {
        return parallelTools;
    }

    public void setParallelTools(@Nullable String parallelTools) {
        this.parallelTools = parallelTools;
    }

    public @Nullable String getPromptCacheKey() {
        return promptCacheKey;
    }

    public void setPromptCacheKey(@Nullable String promptCacheKey) {
        this.promptCacheKey = promptCacheKey;
    }

    public @Nullable String getUser() {
        return user;
    }

    public void setUser(@Nullable String user) {
        this.user = user;
    }

    public Map<String, Object> getMetadata() {
        return metadata;
    }

    public void setMetadata(Map<String, Object> metadata) {
        this.metadata = metadata;
    }

    public @Nullable String getServiceTier() {
        return serviceTier;
    }

    public void setServiceTier(@Nullable String serviceTier) {
        this.serviceTier = serviceTier;
    }

    public Map<String, Object> getProviderOptions() {
        return providerOptions;
    }

    public void setProviderOptions(Map<String, Object> providerOptions) {
        this.providerOptions = providerOptions;
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
