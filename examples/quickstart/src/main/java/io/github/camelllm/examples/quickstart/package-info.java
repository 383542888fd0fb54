/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** The quickstart: customer tickets, enriched by a route through {@code llm:}. */
@NullMarked
package io.github.camelllm.examples.quickstart;

import org.jspecify.annotations.NullMarked;
