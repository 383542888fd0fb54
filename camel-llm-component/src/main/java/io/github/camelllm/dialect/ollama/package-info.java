/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** Ollama's own API: chat in lines of JSON, and embed. */
@NullMarked
package io.github.camelllm.dialect.ollama;

import org.jspecify.annotations.NullMarked;
