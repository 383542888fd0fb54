/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a router is made of.
 *
 * @param name of the router, for messages
 * @param targets in order, at least one, each with a name of its own
 * @param filters keep targets away from requests
 * @param strategy puts the others in order
 * @param failover how long a call goes on, and where
 * @param health when a target is left alone
 */
public record RouterPlan(
        String name,
        List<RouterTarget> targets,
        List<Filter> filters,
        Strategy strategy,
        FailoverRules failover,
        HealthRules health) {

    public RouterPlan {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(failover, "failover");
        Objects.requireNonNull(health, "health");
        targets = List.copyOf(targets);
        filters = List.copyOf(filters);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("the router '" + name + "' has no targets");
        }
        Set<String> names = new HashSet<>();
        for (RouterTarget target : targets) {
            if (!names.add(target.name())) {
                throw new IllegalArgumentException("the router '" + name + "' has two targets named '" + target.name()
                        + "'; give one of them a name of its own");
            }
        }
        for (String fallback : failover.blockedFallbacks()) {
            if (!names.contains(fallback)) {
                throw new IllegalArgumentException("the router '" + name + "' has no target '" + fallback
                        + "', which is to be asked when content is blocked; it has " + names);
            }
        }
    }

    /** The targets in order with all defaults. */
    public static RouterPlan of(String name, List<RouterTarget> targets) {
        return new RouterPlan(
                name,
                targets,
                Filters.standard(),
                Strategies.named("ordered"),
                FailoverRules.STANDARD,
                HealthRules.STANDARD);
    }

    /** The same with another strategy. */
    public RouterPlan withStrategy(Strategy other) {
        return new RouterPlan(name, targets, filters, other, failover, health);
    }

    /** The same with other filters. */
    public RouterPlan withFilters(List<Filter> others) {
        return new RouterPlan(name, targets, others, strategy, failover, health);
    }

    /** The same with other rules of failover. */
    public RouterPlan withFailover(FailoverRules rules) {
        return new RouterPlan(name, targets, filters, strategy, rules, health);
    }

    /** The same with other rules of health. */
    public RouterPlan withHealth(HealthRules rules) {
        return new RouterPlan(name, targets, filters, strategy, failover, rules);
    }

    boolean tiered() {
        int first = targets.get(0).traits().tier();
        for (RouterTarget target : targets) {
            if (target.traits().tier() != first) {
                return true;
            }
        }
        return false;
    }
}
