/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order in which the targets are asked for one request. Confined to its call once it is made. */
final class Choice {

    private static final String HEALTH = "health";

    private final List<Candidate> all;
    private final @Nullable String[] removedBy;
    private final @Nullable String[] reasons;
    private final double[] scores;
    private final List<Candidate> order = new ArrayList<>();
    private @Nullable ErrorKind firstObjection;

    private Choice(List<Candidate> all) {
        this.all = all;
        this.removedBy = new String[all.size()];
        this.reasons = new String[all.size()];
        this.scores = new double[all.size()];
        Arrays.fill(scores, Double.NaN);
    }

    /**
     * Filters, then the strategy, then those that are left alone.
     *
     * @throws LlmException when no target can get the request
     */
    static Choice of(RouterPlan plan, List<Candidate> all, RoutedRequest request) {
        Choice choice = new Choice(all);
        String wanted = request.wanted();
        Candidate first = wanted == null ? null : named(plan, all, wanted, request.operation());
        List<Candidate> ready = new ArrayList<>(all.size());
        List<Candidate> resting = new ArrayList<>();
        for (Candidate candidate : all) {
            choice.look(plan, candidate, request, ready, resting);
        }
        if (ready.isEmpty() && resting.isEmpty()) {
            throw choice.nobody(plan, request);
        }
        if (!ready.isEmpty()) {
            choice.rank(plan, ready, request);
        }
        choice.order.addAll(resting);
        if (first != null && choice.order.remove(first)) {
            choice.order.add(0, first);
        }
        return choice;
    }

    private void look(
            RouterPlan plan,
            Candidate candidate,
            RoutedRequest request,
            List<Candidate> ready,
            List<Candidate> resting) {
        for (Filter filter : plan.filters()) {
            String objection = filter.objection(candidate.target(), request);
            if (objection != null) {
                removedBy[candidate.index()] = filter.name();
                reasons[candidate.index()] = objection;
                firstObjection = firstObjection == null ? filter.kind() : firstObjection;
                return;
            }
        }
        Health.Rest rest = candidate.rest();
        if (rest == null) {
            ready.add(candidate);
        } else {
            removedBy[candidate.index()] = HEALTH;
            reasons[candidate.index()] = rest.words();
            resting.add(candidate);
        }
    }

    private void rank(RouterPlan plan, List<Candidate> ready, RoutedRequest request) {
        for (Scored scored : plan.strategy().order(ready, request)) {
            scores[scored.candidate().index()] = scored.score();
            order.add(scored.candidate());
        }
        if (plan.tiered()) {
            order.sort(Comparator.comparingInt(
                    candidate -> candidate.target().traits().tier()));
        }
    }

    /** The candidates in order. */
    List<Candidate> order() {
        return order;
    }

    /** What was made of each target. */
    List<Considered> considered() {
        List<Considered> rows = new ArrayList<>(all.size());
        for (Candidate candidate : all) {
            int index = candidate.index();
            int place = order.indexOf(candidate);
            rows.add(new Considered(
                    candidate.target().name(),
                    place < 0 ? null : place + 1,
                    Double.isNaN(scores[index]) ? null : scores[index],
                    removedBy[index],
                    reasons[index]));
        }
        return rows;
    }

    private static Candidate named(RouterPlan plan, List<Candidate> all, String wanted, String operation) {
        for (Candidate candidate : all) {
            if (candidate.target().name().equals(wanted)) {
                return candidate;
            }
        }
        for (Candidate candidate : all) {
            TargetFacts facts = candidate.target().facts();
            if (facts.model().equals(wanted) || (facts.provider() + "/" + facts.model()).equals(wanted)) {
                return candidate;
            }
        }
        throw ErrorDetails.of(
                        ErrorKind.MODEL_NOT_FOUND,
                        "the router '" + plan.name() + "' has no target '" + wanted + "'; it has "
                                + all.stream()
                                        .map(known -> known.target().name())
                                        .toList())
                .operation(operation)
                .attempts(0)
                .exception();
    }

    private LlmException nobody(RouterPlan plan, RoutedRequest request) {
        StringBuilder why = new StringBuilder();
        for (Candidate candidate : all) {
            why.append("; ")
                    .append(candidate.target().name())
                    .append(' ')
                    .append(reasons[candidate.index()])
                    .append(" (")
                    .append(removedBy[candidate.index()])
                    .append(')');
        }
        return ErrorDetails.of(
                        firstObjection == null ? ErrorKind.UNSUPPORTED_FEATURE : firstObjection,
                        "no target of the router '" + plan.name() + "' can get this request" + why)
                .operation(request.operation())
                .attempts(0)
                .exception();
    }
}
