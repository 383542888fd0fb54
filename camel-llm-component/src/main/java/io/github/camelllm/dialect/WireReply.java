/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;

/**
 * A reply that has arrived whole.
 *
 * @param status the HTTP status
 * @param headers its headers
 * @param body its bytes, content coding undone
 */
public record WireReply(int status, Headers headers, ByteChunks body) {}
