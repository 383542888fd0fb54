/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.DriftWatch;
import io.github.camelllm.client.PriceDrift;
import io.github.camelllm.profile.OwnPrices;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EventNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the event notifiers of a context of bills that are not what our prices say; logs the first of each price. */
final class PriceDrifts implements Consumer<PriceDrift> {

    private static final Logger LOG = LoggerFactory.getLogger(PriceDrifts.class);

    private final CamelContext context;
    private final Executor executor;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** @param executor runs notifiers, which may take their time */
    PriceDrifts(CamelContext context, Executor executor) {
        this.context = context;
        this.executor = executor;
    }

    /**
     * Watches bills by the threshold in the registry, or else by the standard one.
     *
     * @throws IllegalArgumentException when the registry has several
     */
    DriftWatch watch() {
        return new DriftWatch(single(context, DriftWatch.Threshold.class, DriftWatch.Threshold.STANDARD), this);
    }

    /**
     * The prices of the user's own in the registry.
     *
     * @throws IllegalArgumentException when the registry has several
     */
    static OwnPrices ownPrices(CamelContext context) {
        return single(context, OwnPrices.class, OwnPrices.NONE);
    }

    private static <T> T single(CamelContext context, Class<T> type, T otherwise) {
        Set<T> beans = context.getRegistry().findByType(type);
        if (beans.size() > 1) {
            throw new IllegalArgumentException(
                    "the registry has " + beans.size() + " beans of type " + type.getName() + "; keep one of " + beans);
        }
        return beans.stream().findFirst().orElse(otherwise);
    }

    @Override
    public void accept(PriceDrift drift) {
        if (logged.add(drift.priceVersion())) {
            LOG.warn("{}; further drifts of this price are told to event notifiers only", drift);
        }
        List<EventNotifier> notifiers = context.getManagementStrategy().getStartedEventNotifiers();
        if (!notifiers.isEmpty()) {
            LlmPriceDriftEvent event = new LlmPriceDriftEvent(context, drift);
            event.setTimestamp(System.currentTimeMillis());
            executor.execute(() -> notifiers.forEach(notifier -> tell(notifier, event)));
        }
    }

    /** One that fails must not keep the event from the others. */
    private static void tell(EventNotifier notifier, LlmPriceDriftEvent event) {
        try {
            if (notifier.isEnabled(event)) {
                notifier.notify(event);
            }
        } catch (Exception | Error e) {
            LOG.warn("An event notifier failed on {}", event, e);
        }
    }
}
