/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.profile.QuirkType;
import java.util.Map;

/** Opens the vocabulary of the dialect to tests of profiles. */
public final class OpenAiQuirkTypes {

    private OpenAiQuirkTypes() {}

    public static Map<String, QuirkType> all() {
        return OpenAiQuirks.TYPES;
    }
}
