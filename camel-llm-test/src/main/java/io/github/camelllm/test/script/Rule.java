/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.script;

import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.ScriptException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One rule of a script: which calls it is for, and what they get. The first rule that fits decides. */
record Rule(Predicate<RecordedRequest> fits, ReplySpec reply) {

    static final List<String> CONDITIONS = List.of("contains", "regex", "model", "provider", "call");

    static Rule of(List<Setting> conditions, List<Setting> reply) {
        Predicate<RecordedRequest> fits = call -> true;
        for (Setting condition : conditions) {
            fits = fits.and(condition(condition));
        }
        return new Rule(fits, new ReplySpec(reply));
    }

    private static Predicate<RecordedRequest> condition(Setting condition) {
        return switch (condition.name()) {
            case "contains" -> {
                String part = condition.text();
                yield call -> call.prompt().contains(part);
            }
            case "regex" -> {
                Pattern pattern = pattern(condition);
                yield call -> pattern.matcher(call.prompt()).find();
            }
            case "model" -> {
                String model = condition.text();
                yield call -> call.model().equals(model);
            }
            case "provider" -> {
                String provider = condition.text();
                yield call -> call.provider().equals(provider);
            }
            case "call" -> {
                Set<Integer> numbers = condition.numbers();
                yield call -> numbers.contains(call.number());
            }
            default ->
                throw new ScriptException(condition.where() + ": 'match' does not know '" + condition.name()
                        + "'; allowed are " + String.join(", ", CONDITIONS));
        };
    }

    private static Pattern pattern(Setting condition) {
        try {
            return Pattern.compile(condition.text());
        } catch (PatternSyntaxException e) {
            throw condition.wrong("a regular expression (" + e.getDescription() + ")");
        }
    }
}
