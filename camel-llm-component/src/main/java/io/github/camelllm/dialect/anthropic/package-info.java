/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** Anthropic's Messages API. */
@NullMarked
package io.github.camelllm.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
