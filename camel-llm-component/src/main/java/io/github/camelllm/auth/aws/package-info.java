/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** Credentials and signatures of AWS: the only package that knows the AWS SDK, which is an optional library. */
@NullMarked
package io.github.camelllm.auth.aws;

import org.jspecify.annotations.NullMarked;
