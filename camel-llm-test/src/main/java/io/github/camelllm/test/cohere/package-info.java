/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** Cohere's API of version 2 as the simulator speaks it. */
@NullMarked
package io.github.camelllm.test.cohere;

import org.jspecify.annotations.NullMarked;
