/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import java.util.stream.Collectors;

/** Reads lists of parts. */
final class Parts {
    private Parts() {}

    static String text(List<Part> parts) {
        return of(parts, Part.Text.class).stream().map(Part.Text::text).collect(Collectors.joining());
    }

    static <P extends Part> List<P> of(List<Part> parts, Class<P> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
