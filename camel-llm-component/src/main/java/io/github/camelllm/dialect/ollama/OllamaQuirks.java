/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.profile.QuirkType;
import java.util.Map;

/**
 * How a host of Ollama's API or one of its models deviates from a server of one's own. Each constant is the name of a quirk in
 * a profile. What stands behind "default" holds when a profile does not set it.
 */
public final class OllamaQuirks {

    /**
     * Map: the word for {@code think} of each effort that the model knows, by our name; {@code true} and {@code false} are
     * sent as flags. Default: {@code none} is {@code false}, {@code minimal} is {@code low}, and {@code low},
     * {@code medium}, {@code high} and {@code max} are themselves.
     */
    public static final String EFFORTS = "efforts";
    /** Map: members that every request gets unless {@code providerOptions} sets them, as in the OpenAI dialect. */
    public static final String REQUEST_DEFAULTS = "requestDefaults";

    static final Map<String, QuirkType> TYPES = Map.of(
            EFFORTS,
            QuirkType.mapOf("none", "minimal", "low", "medium", "high", "xhigh", "max"),
            REQUEST_DEFAULTS,
            QuirkType.MAP);

    private OllamaQuirks() {}
}
