/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** How {@code llm:router} chooses among its targets and moves on. What is null is not set. */
@UriParams
public class RouterSettings {

    @UriParam(
            label = "router",
            description =
                    "The targets of an unnamed router, separated by commas: provider/model, or names of camel.component.llm.targets.")
    private @Nullable String targets;

    @UriParam(
            label = "router",
            defaultValue = "ordered",
            enums = "ordered,roundRobin,random,weighted,sticky,cheapest,fastest,leastBusy,quality,capability,balanced",
            description =
                    "The order in which targets are asked: ordered, roundRobin, random, weighted, sticky, cheapest, fastest, leastBusy, quality, capability or balanced.")
    private @Nullable String strategy;

    @UriParam(
            label = "router",
            description =
                    "Weights for strategy=balanced, such as cost:2,speed:1,quality:1,busy:0. Without it: all alike.")
    private @Nullable String balance;

    @UriParam(
            label = "router",
            defaultValue = "restart",
            enums = "restart,continue,fail",
            description =
                    "What becomes of a streamed answer that breaks off: restart (nothing is handed on before the answer is complete), continue (a target that is declared able goes on where it stopped), fail (an error with what came).")
    private @Nullable String streamRecovery;

    @UriParam(label = "router", defaultValue = "3", description = "The most attempts at one target.")
    private @Nullable Integer attemptsPerTarget;

    @UriParam(label = "router", defaultValue = "8", description = "The most attempts of a call, at all targets.")
    private @Nullable Integer maxAttempts;

    @UriParam(
            label = "router",
            defaultValue = "500ms",
            javaType = "java.time.Duration",
            description = "Before the second attempt at a target; doubled with each further one, 20 % up or down.")
    private @Nullable Duration retryPause;

    @UriParam(
            label = "router",
            defaultValue = "8s",
            javaType = "java.time.Duration",
            description = "The longest pause before another attempt.")
    private @Nullable Duration maxRetryPause;

    @UriParam(
            label = "router",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "The longest Retry-After that is waited out; at a longer one the next target is asked.")
    private @Nullable Duration maxRetryAfter;

    @UriParam(
            label = "router",
            defaultValue = "1m",
            javaType = "java.time.Duration",
            description = "For the whole call with all its attempts and pauses.")
    private @Nullable Duration callTimeout;

    @UriParam(
            label = "router",
            defaultValue = "5",
            description = "So many failures in a row and a target is left alone for openTime; above 1.")
    private @Nullable Integer failureThreshold;

    @UriParam(
            label = "router",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How long a target is left alone that has failed too often; then one call tries it.")
    private @Nullable Duration openTime;

    @UriParam(
            label = "router",
            description =
                    "Names of the targets that are asked when one blocks the content, separated by commas. Without it: the call ends.")
    private @Nullable String blockedFallbacks;

    @UriParam(label = "router", description = "Tags that a target must have, separated by commas.")
    private @Nullable String requireTags;

    @UriParam(
            label = "router",
            defaultValue = "false",
            description = "Asks nobody: the body becomes the decision that would be made.")
    private @Nullable Boolean explain;

    public @Nullable String getTargets() {
        return targets;
    }

    public void setTargets(@Nullable String targets) {
        this.targets = targets;
    }

    public @Nullable String getStrategy() {
        return strategy;
    }

    public void setStrategy(@Nullable String strategy) {
        this.strategy = strategy;
    }

    public @Nullable String getBalance() {
        return balance;
    }

    public void setBalance(@Nullable String balance) {
        this.balance = balance;
    }

    public @Nullable String getStreamRecovery() {
        return streamRecovery;
    }

    public void setStreamRecovery(@Nullable String streamRecovery) {
        this.streamRecovery = streamRecovery;
    }

    public @Nullable Integer getAttemptsPerTarget() {
        return attemptsPerTarget;
    }

    public void setAttemptsPerTarget(@Nullable Integer attemptsPerTarget) {
        this.attemptsPerTarget = attemptsPerTarget;
    }

    public @Nullable Integer getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(@Nullable Integer maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public @Nullable Duration getRetryPause() {
        return retryPause;
    }

    public void setRetryPause(@Nullable Duration retryPause) {
        this.retryPause = retryPause;
    }

    public @Nullable Duration getMaxRetryPause() {
        return maxRetryPause;
    }

    public void setMaxRetryPause(@Nullable Duration maxRetryPause) {
        this.maxRetryPause = maxRetryPause;
    }

    public @Nullable Duration getMaxRetryAfter() {
        return maxRetryAfter;
    }

    public void setMaxRetryAfter(@Nullable Duration maxRetryAfter) {
        this.maxRetryAfter = maxRetryAfter;
    }

    public @Nullable Duration getCallTimeout() {
        return callTimeout;
    }

    public void setCallTimeout(@Nullable Duration callTimeout) {
        this.callTimeout = callTimeout;
    }

    public @Nullable Integer getFailureThreshold() {
        return failureThreshold;
    }

    public void setFailureThreshold(@Nullable Integer failureThreshold) {
        this.failureThreshold = failureThreshold;
    }

    public @Nullable Duration getOpenTime() {
        return openTime;
    }

    public void setOpenTime(@Nullable Duration openTime) {
        this.openTime = openTime;
    }

    public @Nullable String getBlockedFallbacks() {
        return blockedFallbacks;
    }

    public void setBlockedFallbacks(@Nullable String blockedFallbacks) {
        this.blockedFallbacks = blockedFallbacks;
    }

    public @Nullable String getRequireTags() {
        return requireTags;
    }

    public void setRequireTags(@Nullable String requireTags) {
        this.requireTags = requireTags;
    }

    public @Nullable Boolean getExplain() {
        return explain;
    }

    public void setExplain(@Nullable Boolean explain) {
        this.explain = explain;
    }

    /** These, and where they say nothing, the others. */
    RouterSettings over(RouterSettings others) {
        RouterSettings both = new RouterSettings();
        both.targets = targets != null ? targets : others.targets;
        both.strategy = strategy != null ? strategy : others.strategy;
        both.balance = balance != null ? balance : others.balance;
        both.streamRecovery = streamRecovery != null ? streamRecovery : others.streamRecovery;
        both.attemptsPerTarget = attemptsPerTarget != null ? attemptsPerTarget : others.attemptsPerTarget;
        both.maxAttempts = maxAttempts != null ? maxAttempts : others.maxAttempts;
        both.retryPause = retryPause != null ? retryPause : others.retryPause;
        both.maxRetryPause = maxRetryPause != null ? maxRetryPause : others.maxRetryPause;
        both.maxRetryAfter = maxRetryAfter != null ? maxRetryAfter : others.maxRetryAfter;
        both.callTimeout = callTimeout != null ? callTimeout : others.callTimeout;
        both.failureThreshold = failureThreshold != null ? failureThreshold : others.failureThreshold;
        both.openTime = openTime != null ? openTime : others.openTime;
        both.blockedFallbacks = blockedFallbacks != null ? blockedFallbacks : others.blockedFallbacks;
        both.requireTags = requireTags != null ? requireTags : others.requireTags;
        both.explain = explain != null ? explain : others.explain;
        return both;
    }
}
