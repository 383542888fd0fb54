/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import org.jspecify.annotations.Nullable;

/** A named target of routers. */
public class TargetEntry {

    private @Nullable String uri;
    private int weight = 1;
    private int tier;
    private @Nullable Double quality;
    private @Nullable String tags;
    private @Nullable String tenants;
    private String prefill = "none";
    private @Nullable Integer window;

    /** Provider, model and options of the target, as in an endpoint without its scheme: openai/gpt-5.5?region=eu. */
    public @Nullable String getUri() {
        return uri;
    }

    public void setUri(@Nullable String uri) {
        this.uri = uri;
    }

    /** Its share with weighted, and its size with leastBusy; 0: only when others fail. */
    public int getWeight() {
        return weight;
    }

    public void setWeight(int weight) {
        this.weight = weight;
    }

    /** Targets of a higher tier are asked only when those of all lower ones cannot be. */
    public int getTier() {
        return tier;
    }

    public void setTier(int tier) {
        this.tier = tier;
    }

    /** How good its answers are, on a scale of your own. */
    public @Nullable Double getQuality() {
        return quality;
    }

    public void setQuality(@Nullable Double quality) {
        this.quality = quality;
    }

    /** Such as gpu, hipaa; separated by commas. */
    public @Nullable String getTags() {
        return tags;
    }

    public void setTags(@Nullable String tags) {
        this.tags = tags;
    }

    /** Who may use it, separated by commas. Without it: everybody. */
    public @Nullable String getTenants() {
        return tenants;
    }

    public void setTenants(@Nullable String tenants) {
        this.tenants = tenants;
    }

    /** Whether it goes on with a partial answer: none, continues, or echoes (its answer repeats it). */
    public String getPrefill() {
        return prefill;
    }

    public void setPrefill(String prefill) {
        this.prefill = prefill;
    }

    /** The most prompt tokens. Without it: as the profile says. */
    public @Nullable Integer getWindow() {
        return window;
    }

    public void setWindow(@Nullable Integer window) {
        this.window = window;
    }
}
