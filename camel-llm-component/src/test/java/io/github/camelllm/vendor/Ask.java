/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import io.github.camelllm.evidence.Capability;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.test.Reply;

/**
 * A neutral request and what a model says to it.
 *
 * @param name of the setting or form that it is about
 * @param model the kind of model that takes it
 * @param at the JSON pointer of what the setting becomes on most wires
 * @param proves what its answer shows the provider to do
 */
record Ask(String name, Model model, ChatRequest request, Reply reply, String at, Capability proves) {

    /** What a model must be able to do. */
    enum Model {
        /** Takes all settings and pictures. */
        CHAT,
        /** Thinks. */
        REASONING,
        /** Listens. */
        AUDIO,
        /** Speaks. */
        VOICE
    }
}
