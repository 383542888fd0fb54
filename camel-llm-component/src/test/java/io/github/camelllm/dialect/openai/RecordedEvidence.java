/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.evidence.Capability;
import io.github.camelllm.model.Bucket;
import java.util.EnumSet;
import java.util.Set;

/** What a recorded answer shows of its provider, once it has been decoded rightly. */
final class RecordedEvidence {

    private RecordedEvidence() {}

    static Set<Capability> of(Told told, boolean streamed) {
        Set<Capability> shown = EnumSet.of(streamed ? Capability.STREAMING : Capability.CHAT);
        if (told.choices().stream().anyMatch(choice -> !choice.calls().isEmpty())) {
            shown.add(streamed ? Capability.STREAMED_TOOLS : Capability.TOOLS);
        }
        if (told.choices().stream().anyMatch(choice -> !choice.reasoning().isEmpty())
                || counts(told, Bucket.REASONING)) {
            shown.add(Capability.REASONING);
        }
        if (!told.usage().isEmpty()) {
            shown.add(Capability.USAGE);
        }
        if (counts(told, Bucket.CACHE_READ)) {
            shown.add(Capability.CACHED_TOKENS);
        }
        return shown;
    }

    private static boolean counts(Told told, Bucket bucket) {
        return told.usage().getOrDefault(bucket, 0L) > 0;
    }
}
