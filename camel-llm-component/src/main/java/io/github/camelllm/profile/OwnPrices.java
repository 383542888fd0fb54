/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.Instant;
import java.util.Optional;

/** Prices of the user's own, such as of a contract; they go before those of the profiles. Thread-safe. */
@FunctionalInterface
public interface OwnPrices {

    /** None. */
    OwnPrices NONE = (target, when) -> Optional.empty();

    /**
     * The price list of a target's model at a moment; empty: the profile's counts. Asked for each call, on its thread: must
     * not wait. If it fails, the cost is unknown.
     */
    Optional<PricePeriod> of(Target target, Instant when);
}
