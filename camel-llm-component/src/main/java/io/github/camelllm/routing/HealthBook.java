/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The health of all targets of an application: routers, load balancers and consoles share it. Thread-safe. */
public final class HealthBook {

    private static final int MOST = 10_000;

    private final Clockwork time;
    private final Map<TargetKey, Health> known = new ConcurrentHashMap<>();

    public HealthBook(Clockwork time) {
        this.time = time;
    }

    /** The health of a target; that of one of which nothing was heard yet is good. */
    public Health of(TargetKey key) {
        Health health = known.get(key);
        if (health != null) {
            return health;
        }
        if (known.size() >= MOST) {
            known.values().removeIf(Health::idle);
        }
        return known.computeIfAbsent(key, fresh -> new Health(fresh, time));
    }

    /** All targets of which something was heard, by address and model. */
    public List<HealthReport> reports() {
        return known.values().stream()
                .map(Health::report)
                .sorted(Comparator.comparing(
                                (HealthReport report) -> report.key().endpoint())
                        .thenComparing(report -> report.key().model()))
                .toList();
    }
}
