/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Usage;

/** Prices usages. Exact: nothing is rounded; what is not known stays unknown. Thread-safe. */
public final class PriceBook {

    /**
     * What a usage cost, by the prices of the target's model at that time. Unknown, with the reason, when the model is not
     * listed, no prices were in effect, the usage lacks a count that is priced, or a bucket that was used has no rate.
     */
    public Cost price(Target target, Usage usage, PriceContext context) {
        if (!usage.known()) {
            return Cost.unknown("no usage was reported");
        }
        ModelProfile model = target.model();
        if (model.prices().isEmpty()) {
            return Cost.unknown(
                    "no prices of " + target + " are known" + (model.listed() ? "" : ": no profile lists it"));
        }
        return model.prices().stream()
                .filter(period -> period.holds(context.when()))
                .findFirst()
                .map(period -> new Pricing(period, usage, context).cost())
                .orElseGet(() -> Cost.unknown("no prices of " + target + " are known for " + context.when()));
    }
}
