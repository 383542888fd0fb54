/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a statement of the answer comes from. What the provider does not say is null.
 *
 * @param url of the source
 * @param title of the source
 * @param snippet what the source says
 * @param documentId the {@link Document} of the request
 * @param start first character of the statement in the answer's text, from 0
 * @param end the character after its last
 * @param date of the source, as the provider wrote it
 */
public record Citation(
        @Nullable String url,
        @Nullable String title,
        @Nullable String snippet,
        @Nullable String documentId,
        @Nullable Integer start,
        @Nullable Integer end,
        @Nullable String date) {}
