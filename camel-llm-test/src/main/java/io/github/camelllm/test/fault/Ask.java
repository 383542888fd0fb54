/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import java.time.Duration;
import java.util.List;

/**
 * One call for an answer, as a scenario makes it.
 *
 * @param model the model to ask
 * @param fallbacks the models to ask after it; may be empty
 * @param prompt the user's words
 * @param streamed whether the answer is to come as a stream
 * @param limit by when an answer or an error must be there
 */
public record Ask(String model, List<String> fallbacks, String prompt, boolean streamed, Duration limit) {

    public Ask {
        fallbacks = List.copyOf(fallbacks);
    }
}
