/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.evidence.Capability;
import io.github.camelllm.evidence.Evidence;
import io.github.camelllm.model.Bucket;

/** Notes what a recording that was decoded proves of its provider. */
record RecordedEvidence(String provider, String file) {

    /** What an answer shows. */
    void chat(Told told, boolean streamed) {
        note(streamed ? Capability.STREAMING : Capability.CHAT);
        if (told.choices().stream().anyMatch(choice -> !choice.calls().isEmpty())) {
            note(streamed ? Capability.STREAMED_TOOLS : Capability.TOOLS);
        }
        if (told.choices().stream().anyMatch(choice -> !choice.reasoning().isEmpty())
                || counts(told, Bucket.REASONING)) {
            note(Capability.REASONING);
        }
        if (!told.usage().isEmpty()) {
            note(Capability.USAGE);
        }
        if (counts(told, Bucket.CACHE_READ)) {
            note(Capability.CACHED_TOKENS);
        }
    }

    void note(Capability capability) {
        Evidence.recorded(provider, capability, file);
    }

    private static boolean counts(Told told, Bucket bucket) {
        return told.usage().getOrDefault(bucket, 0L) > 0;
    }
}
