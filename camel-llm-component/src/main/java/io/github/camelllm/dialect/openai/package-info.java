/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** OpenAI chat completions and embeddings, and the many who speak alike: {@link OpenAiQuirks} names how they differ. */
@NullMarked
package io.github.camelllm.dialect.openai;

import org.jspecify.annotations.NullMarked;
