/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A request in the eyes of a wire form.
 *
 * @param body the JSON body; a missing node when there is none or it is not JSON
 * @param acceptedKeys the keys that are right; empty when any key is
 * @param models the models that are served; empty when any is
 */
public record WireCall(RecordedRequest request, JsonNode body, Set<String> acceptedKeys, Set<String> models) {

    public WireCall withBody(JsonNode other) {
        return new WireCall(request, other, acceptedKeys, models);
    }

    /** The asked model, or an empty string. */
    public String model() {
        return body.path("model").asText("");
    }

    /** Whether the key, if one is demanded, is right. */
    public boolean keyAccepted(String key) {
        return acceptedKeys.isEmpty() || acceptedKeys.contains(key);
    }

    public boolean modelServed() {
        return models.isEmpty() || models.contains(model());
    }

    /** Whether the caller asks for a stream. */
    public boolean streams() {
        return body.path("stream").asBoolean(false);
    }
}
