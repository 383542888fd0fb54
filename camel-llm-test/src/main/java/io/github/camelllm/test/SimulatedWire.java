/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A provider's wire protocol from the server's side: what it refuses, how it words answers and errors. Written from the
 * provider's documents and recorded traffic, and from nothing of the client: the two must not make the same mistake
 * together. Called on the server's thread; must not block.
 */
public interface SimulatedWire {

    /** The provider's id; also the first segment of its path on the simulator. */
    String id();

    /** What follows the host in the provider's base URL: {@code /v1} for example, or an empty string. */
    String basePath();

    /**
     * What the provider says by itself, whatever is scripted: its refusal of a bad key, an unknown path, an unknown field,
     * a bad value; its list of models. Nothing when the script decides.
     */
    Optional<Payload> unscripted(WireCall call);

    /** The prompt: the text of the last user message. */
    String prompt(JsonNode body);

    /** The asked model, or an empty string. */
    default String model(RecordedRequest request) {
        return request.json().path("model").asText("");
    }

    /** What is answered when nothing is scripted: always the same for the same request. */
    Reply usualReply(WireCall call);

    Payload answer(WireCall call, Answer answer);

    /** The errors that the provider documents. */
    Set<ErrorCase> errors();

    /** An error as a response of its own. Called only for {@link #errors()}. */
    Payload error(WireCall call, ErrorCase error);

    /** An error inside a running stream, and what the provider sends after it. Called only for {@link #errors()}. */
    List<Frame> errorInStream(WireCall call, ErrorCase error);

    /** An event of a stream whose JSON stops inside a value. */
    Frame malformedEvent(WireCall call);
}
