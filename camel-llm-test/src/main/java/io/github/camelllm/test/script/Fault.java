/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.script;

import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The faults that a script can name: the errors by meaning, and what breaks a connection or a body. */
final class Fault {

    private static final Map<String, UnaryOperator<Reply>> FAULTS = faults();

    private Fault() {}

    static Set<String> names() {
        return FAULTS.keySet();
    }

    static Optional<UnaryOperator<Reply>> named(String name) {
        return Optional.ofNullable(FAULTS.get(name.toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private static Map<String, UnaryOperator<Reply>> faults() {
        Map<String, UnaryOperator<Reply>> faults = new LinkedHashMap<>();
        Arrays.stream(ErrorCase.values())
                .forEach(error -> faults.put(
                        error.name().toLowerCase(Locale.ROOT).replace('_', '-'), reply -> Reply.error(error)));
        faults.put("reset", Reply::resetAtOnce);
        faults.put("cut", reply -> reply.cutAfterChunks(1));
        faults.put("stall", reply -> reply.stallAfterChunks(1));
        faults.put("silence", Reply::stallAtOnce);
        faults.put("malformed", Reply::malformed);
        faults.put("no-finish", reply -> reply.withoutFinish().withoutDone());
        faults.put("error-in-stream", reply -> reply.failingAfterChunks(1, ErrorCase.SERVER_ERROR));
        faults.put("empty", reply -> Reply.emptyBody(200));
        faults.put("html", reply -> Reply.html(502));
        return faults;
    }
}
