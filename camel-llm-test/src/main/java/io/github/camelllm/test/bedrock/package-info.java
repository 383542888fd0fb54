/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** Amazon Bedrock's Converse, ConverseStream and InvokeModel for embeddings, from the server's side. */
@NullMarked
package io.github.camelllm.test.bedrock;

import org.jspecify.annotations.NullMarked;
