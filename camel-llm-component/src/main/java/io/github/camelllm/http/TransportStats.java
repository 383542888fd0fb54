/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

/**
 * The connections of a transport at one moment.
 *
 * @param leased connections that serve a call
 * @param pending calls that wait for a connection
 * @param available idle connections, kept alive
 * @param max the most connections there can be
 * @param inFlight calls that have begun and are not over
 */
public record TransportStats(int leased, int pending, int available, int max, int inFlight) {}
