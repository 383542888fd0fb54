/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.function.DoubleSupplier;

/**
 * What a journey is about.
 *
 * @param callId the same on all its attempts
 * @param request what is asked
 * @param time the time
 * @param chance numbers from 0 to 1, for jitter
 */
record Trip(String callId, RoutedRequest request, Clockwork time, DoubleSupplier chance) {

    double drawn() {
        return chance.getAsDouble();
    }
}
