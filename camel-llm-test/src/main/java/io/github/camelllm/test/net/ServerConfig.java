/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a server works.
 *
 * @param timer runs the pauses
 * @param problems told about requests that are not HTTP and about failures of the server itself
 * @param sslContext null for plain HTTP
 * @param clientCertificateRequired mutual TLS
 * @param sendBufferBytes size of the kernel's send buffer, 0 for the system's own choice
 */
public record ServerConfig(
        RequestHandler handler,
        Timer timer,
        Consumer<Exception> problems,
        @Nullable SSLContext sslContext,
        boolean clientCertificateRequired,
        int sendBufferBytes) {}
