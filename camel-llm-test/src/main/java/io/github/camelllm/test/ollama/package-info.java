/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** Ollama's own API as the simulator speaks it: a server of one's own, and the vendor's cloud. */
@NullMarked
package io.github.camelllm.test.ollama;

import org.jspecify.annotations.NullMarked;
