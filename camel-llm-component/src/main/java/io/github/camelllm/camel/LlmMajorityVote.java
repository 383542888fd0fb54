/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Of several answers the one that most targets gave, with the headers of the first that gave it; of equals the one that was
 * given first. Answers are alike when their words are, whatever the case, the white space and a full stop at the end: made
 * for labels and numbers, not for prose. Those that failed have no vote; when all failed, the last error stays. Thread-safe.
 *
 * <p>The header {@value #VOTES} tells how many votes the answer got, {@value #VOTERS} how many answers there were.
 */
public final class LlmMajorityVote implements AggregationStrategy {

    /** Votes of the answer that won: Integer. */
    public static final String VOTES = "CamelLlmVotes";

    /** Answers that were counted: Integer. */
    public static final String VOTERS = "CamelLlmVoters";

    private static final String BALLOTS = "CamelLlmBallots";

    @Override
    public @Nullable Exchange aggregate(@Nullable Exchange before, @Nullable Exchange next) {
        if (next == null) {
            return before;
        }
        List<Exchange> ballots = before == null ? new ArrayList<>() : ballots(before);
        if (next.getException() == null) {
            ballots.add(next);
        }
        Exchange winner = ballots.isEmpty() ? next : count(ballots);
        winner.setProperty(BALLOTS, ballots);
        return winner;
    }

    @Override
    public void onCompletion(@Nullable Exchange winner) {
        if (winner != null) {
            winner.removeProperty(BALLOTS);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Exchange> ballots(Exchange exchange) {
        List<Exchange> known = exchange.getProperty(BALLOTS, List.class);
        return known == null ? new ArrayList<>() : known;
    }

    private static Exchange count(List<Exchange> ballots) {
        Map<String, List<Exchange>> alike = new LinkedHashMap<>();
        ballots.forEach(ballot ->
                alike.computeIfAbsent(words(ballot), fresh -> new ArrayList<>()).add(ballot));
        List<Exchange> most = List.of();
        for (List<Exchange> group : alike.values()) {
            most = group.size() > most.size() ? group : most;
        }
        Exchange winner = most.get(0);
        winner.getMessage().setHeader(VOTES, most.size());
        winner.getMessage().setHeader(VOTERS, ballots.size());
        return winner;
    }

    private static String words(Exchange ballot) {
        String text = String.valueOf(ballot.getMessage().getBody(String.class)).strip();
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return bare.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
