/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

/**
 * What every candidate has to find in an answer.
 *
 * @param text the whole of it, also of a stream
 * @param model that answered
 * @param finish why it ended
 */
public record Answer(String text, String model, String finish, long inputTokens, long outputTokens) {}
