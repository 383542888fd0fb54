/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a candidate finds the server.
 *
 * @param baseUrl as providers give it, such as {@code http://127.0.0.1:4711/think/0/v1}
 * @param connections that it may have at most
 * @param trustStore with what it trusts, PKCS#12 with the password {@link #PASSWORD}; null: no TLS
 */
public record Setting(
        String baseUrl, int connections, @Nullable Path trustStore) {

    public static final String PASSWORD = "benchmark";
}
