/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.CallListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was asked of whom, and what it cost: made of the events that {@code llm:} raises for each attempt, because what a
 * failed leg writes on its message is lost. Being a bean of the registry is all it takes to be told. Thread-safe.
 */
public final class Summary implements CallListener {

    private final List<Attempt> attempts = new ArrayList<>();

    @Override
    public synchronized void attempted(Attempt attempt) {
        attempts.add(attempt);
    }

    /** All attempts so far, in the order of their ends. */
    public synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** One row for each route, provider and model. */
    public List<Usages> rows() {
        return attempts().stream().collect(groupingBy(Asked::by, TreeMap::new, toList())).entrySet().stream()
                .map(entry -> Usages.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** All rows in one. */
    public Usages total() {
        return Usages.of(new Asked("total", "", ""), attempts());
    }

    /** How often another provider answered a question after one had failed it. */
    public long failovers() {
        Set<Question> failed = new HashSet<>();
        long failovers = 0;
        for (Attempt attempt : attempts()) {
            Question question = Question.of(attempt);
            if (!attempt.succeeded()) {
                failed.add(question);
            } else if (failed.remove(question)) {
                failovers++;
            }
        }
        return failovers;
    }

    /** One ticket in one route. The legs of a failover run on copies of the exchange, so its id would not do. */
    private record Question(String ticket, String route) {

        static Question of(Attempt attempt) {
            return new Question(
                    attempt.context().getOrDefault("conversationId", ""),
                    Asked.by(attempt).route());
        }
    }
}
