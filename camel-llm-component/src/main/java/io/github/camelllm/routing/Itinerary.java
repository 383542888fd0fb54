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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The targets that a call has not asked yet, in order. Confined to its journey. */
final class Itinerary {

    private final List<Candidate> all;
    private final List<Candidate> left;
    private final List<Candidate> resting = new ArrayList<>();
    private boolean waited;

    Itinerary(List<Candidate> order) {
        this.all = List.copyOf(order);
        this.left = new ArrayList<>(order);
    }

    /** The next one; null: there is none. */
    @Nullable
    Candidate next() {
        return left.isEmpty() ? null : left.remove(0);
    }

    /** One could not be asked now. */
    void resting(Candidate candidate) {
        resting.add(candidate);
    }

    /** A prompt was too long: the largest windows first, then unknown ones; none that is not larger. */
    void largerThan(RouterTarget tooSmall) {
        Integer window = tooSmall.window();
        if (window == null) {
            return;
        }
        left.removeIf(candidate -> {
            Integer other = candidate.target().window();
            return other != null && other <= window;
        });
        left.sort(Comparator.comparing(candidate -> candidate.target().window() == null));
    }

    /** A model was busy: the same one at other addresses goes first. */
    void sameModelFirst(RouterTarget busy) {
        left.sort(Comparator.comparing(candidate ->
                !candidate.target().facts().model().equals(busy.facts().model())));
    }

    /** Only those of the names that have not been asked yet, in the order of the names; whether there are any. */
    boolean only(List<String> names) {
        List<Candidate> named = new ArrayList<>();
        for (String name : names) {
            left.stream()
                    .filter(candidate -> candidate.target().name().equals(name))
                    .forEach(named::add);
        }
        left.clear();
        left.addAll(named);
        return !named.isEmpty();
    }

    /** The one that asked to be left alone for the shortest time; empty: none has. */
    Optional<Candidate> soonest() {
        return resting.stream()
                .filter(candidate -> candidate.rest() == null || candidate.rest() == Health.Rest.ASKED)
                .min(Comparator.comparing(candidate -> candidate.health().restLeft()));
    }

    /** Those that could not be asked get a second look; only once. */
    boolean waitOnce() {
        if (waited) {
            return false;
        }
        waited = true;
        left.addAll(resting);
        resting.clear();
        return true;
    }

    /** Nobody could be asked: what the first one failed with last. */
    LlmException allResting(String router, String operation) {
        Candidate first = resting.isEmpty() ? all.get(0) : resting.get(0);
        Duration back = resting.stream()
                .map(candidate -> candidate.health().restLeft())
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        LlmException last = first.health().lastFailure().orElse(null);
        ErrorKind kind = last == null ? ErrorKind.OVERLOADED : last.kind();
        TargetFacts facts = first.target().facts();
        ErrorDetails.Builder told = ErrorDetails.of(
                        kind,
                        "nothing was sent: all targets of the router '" + router
                                + "' have failed and are left alone for a while")
                .target(facts.provider(), facts.model())
                .operation(operation)
                .retryAfter(back)
                .attempts(0);
        if (last != null) {
            told.said(last.details().providerMessage(), last.details().providerCode())
                    .status(last.details().httpStatus());
        }
        return told.exception(last);
    }

    @Nullable
    String provider() {
        return all.get(0).target().facts().provider();
    }

    @Nullable
    String model() {
        return all.get(0).target().facts().model();
    }
}
