/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** Spring Boot auto-configuration of the {@code llm} component: the only package that knows Spring. */
@NullMarked
package io.github.camelllm.springboot;

import org.jspecify.annotations.NullMarked;
