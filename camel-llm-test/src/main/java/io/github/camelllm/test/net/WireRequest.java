/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

/**
 * One HTTP request, read completely.
 *
 * @param connection number of the connection that carried it, from 1
 * @param target request target as sent: path and query
 * @param body the body without any transfer coding; empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record WireRequest(long connection, String method, String target, Headers headers, byte[] body) {}
