/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a provider frames the payloads of a stream.
 *
 * @param opening what may come before the first event
 * @param lineEnd of each line
 * @param endings events after the payloads
 */
record Framing(String opening, String lineEnd, List<String> endings) {

    static final Framing PLAIN = new Framing("", "\n", List.of("[DONE]"));

    String stream(List<String> payloads) {
        return Stream.concat(payloads.stream(), endings.stream())
                .map(payload -> "data: " + payload + lineEnd + lineEnd)
                .collect(Collectors.joining("", opening, ""));
    }
}
