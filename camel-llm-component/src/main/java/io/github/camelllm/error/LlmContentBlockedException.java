/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.error;

import io.github.camelllm.model.ChatResponse;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The provider refuses the content. */
public final class LlmContentBlockedException extends LlmFinalException {

    @Serial
    private static final long serialVersionUID = 1L;

    LlmContentBlockedException(ErrorDetails details, @Nullable ChatResponse partial, @Nullable Throwable cause) {
        super(details, partial, cause);
    }

    /** The categories for which it does, in its own words, such as {@code hate (high)}; empty when it named none. */
    public List<String> categories() {
        return details().categories();
    }
}
