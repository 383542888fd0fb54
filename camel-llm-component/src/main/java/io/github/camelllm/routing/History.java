/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.LlmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells with an error what else was tried. */
final class History {

    private History() {}

    /**
     * The same error with the number of attempts and, when there were several, what became of them.
     *
     * @param limit why no more were made; null: there was nobody left
     */
    static LlmException of(LlmException why, List<Tried> attempts, String router, @Nullable String limit) {
        ErrorDetails details = why.details();
        if (attempts.size() <= 1 && limit == null) {
            return why;
        }
        String told = details.message() + " (router '" + router + "': " + words(attempts)
                + (limit == null ? "" : "; " + limit) + ")";
        LlmException whole = LlmException.of(
                details.toBuilder().message(told).attempts(attempts.size()).build(),
                why.partial().orElse(null),
                why.getCause());
        whole.setStackTrace(why.getStackTrace());
        List.of(why.getSuppressed()).forEach(whole::addSuppressed);
        return whole;
    }

    private static String words(List<Tried> attempts) {
        Map<String, Integer> counted = new LinkedHashMap<>();
        for (Tried attempt : attempts) {
            String status = attempt.httpStatus() == null ? "" : " HTTP " + attempt.httpStatus();
            counted.merge(attempt.target() + " " + attempt.failure() + status, 1, Integer::sum);
        }
        List<String> words = new ArrayList<>();
        counted.forEach((what, times) -> words.add(times == 1 ? what : what + " ×" + times));
        return String.join(", then ", words);
    }
}
