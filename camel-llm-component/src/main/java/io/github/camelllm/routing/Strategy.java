/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.List;

/** Puts candidates in the order in which they are asked. Thread-safe. */
public interface Strategy {

    /** Its name, such as {@code cheapest}. */
    String name();

    /** What its scores are and which come first, such as {@code about USD for the call, least first}. */
    String explanation();

    /**
     * All candidates, the best first. Equal ones keep their order.
     *
     * @param candidates in the order of the router's list, at least one
     */
    List<Scored> order(List<Candidate> candidates, RoutedRequest request);
}
