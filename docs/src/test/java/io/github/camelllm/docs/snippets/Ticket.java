/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

/** What a model makes of a customer's message. */
// tag::ticket[]
public record Ticket(String topic, boolean urgent) {}
// end::ticket[]
