/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.profile.QuirkType;
import java.util.Map;

/**
 * How a host of Cohere's API or one of its models deviates from Cohere's own host. Each constant is the name of a quirk in a
 * profile. What stands behind "default" holds when a profile does not set it.
 */
public final class CohereQuirks {

    /** List: top-level members that are never sent, for hosts that refuse some. A notice says so. Default: none. */
    public static final String OMIT_FIELDS = "omitFields";
    /** Map: members that every request gets unless {@code providerOptions} sets them, as in the OpenAI dialect. */
    public static final String REQUEST_DEFAULTS = "requestDefaults";

    /** Number: the most texts in one request for vectors; more are sent in parts. Default: no such limit. */
    public static final String EMBED_BATCH = "embedBatch";

    static final Map<String, QuirkType> TYPES =
            Map.of(OMIT_FIELDS, QuirkType.LIST, REQUEST_DEFAULTS, QuirkType.MAP, EMBED_BATCH, QuirkType.NUMBER);

    private CohereQuirks() {}
}
