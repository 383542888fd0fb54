/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/**
 * What {@code llm:} costs beside the bare HTTP engine and its peers: {@link io.github.camelllm.benchmarks.Benchmark}
 * starts a server and, for each candidate, a process of its own, and tells what it measured as tables.
 */
@NullMarked
package io.github.camelllm.benchmarks;

import org.jspecify.annotations.NullMarked;
