/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** The only door to Jackson: streaming JSON, JSON as plain Java values, and the neutral model as JSON. */
@NullMarked
package io.github.camelllm.json;

import org.jspecify.annotations.NullMarked;
