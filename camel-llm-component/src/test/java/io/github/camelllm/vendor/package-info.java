/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
/** Vendors' own words about their wires, documents and SDKs, held against ours. */
package io.github.camelllm.vendor;
