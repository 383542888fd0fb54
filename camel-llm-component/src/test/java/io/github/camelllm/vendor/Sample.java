/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelllm.evidence.Capability;
import java.util.Set;

/**
 * A body that went over the wire.
 *
 * @param name what it was about
 * @param place where the document speaks of it
 * @param status of the answer; 0 for a request
 * @param shows what it shows the provider to do, as far as it obeys the document
 */
record Sample(String name, Place place, int status, JsonNode body, Set<Capability> shows) {

    /** What the bodies are. */
    enum Place {
        CHAT_REQUEST,
        CHAT_ANSWER,
        CHAT_CHUNK,
        EMBEDDING_REQUEST,
        EMBEDDING_ANSWER,
        ERROR
    }

    /** The event around the JSON, where the document has one. */
    JsonNode event() {
        return JsonNodeFactory.instance.objectNode().set("data", body);
    }

    Sample with(JsonNode other) {
        return new Sample(name, place, status, other, shows);
    }

    @Override
    public String toString() {
        return place + " '" + name + "'" + (status == 0 ? "" : " " + status);
    }
}
