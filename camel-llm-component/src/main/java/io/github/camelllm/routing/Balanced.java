/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Weighs several measures against each other: each is stretched to the range from 0 (the best candidate's) to 1 (the
 * worst's), multiplied by its weight and added up. What is unknown counts as the middle.
 */
final class Balanced implements Strategy {

    private static final double MIDDLE = 0.5;

    private final Map<Measure, Double> weights;

    /** What is weighed. */
    enum Measure {
        COST,
        SPEED,
        QUALITY,
        BUSY
    }

    Balanced(Map<Measure, Double> weights) {
        this.weights = Map.copyOf(weights);
    }

    @Override
    public String name() {
        return "balanced";
    }

    @Override
    public String explanation() {
        return "cost, speed, quality and load, normalised and weighed, least first";
    }

    @Override
    public List<Scored> order(List<Candidate> candidates, RoutedRequest request) {
        double[] sums = new double[candidates.size()];
        weights.forEach((measure, weight) -> add(sums, candidates, measured(measure, request), weight));
        List<Scored> scored = new ArrayList<>(candidates.size());
        for (int i = 0; i < sums.length; i++) {
            scored.add(new Scored(candidates.get(i), sums[i]));
        }
        scored.sort((a, b) -> Double.compare(a.score(), b.score()));
        return scored;
    }

    private static ToDoubleFunction<Candidate> measured(Measure measure, RoutedRequest request) {
        return switch (measure) {
            case COST -> candidate -> candidate.expectedCost(request);
            case SPEED -> candidate -> candidate.expectedSeconds(request);
            case QUALITY -> candidate -> -candidate.quality();
            case BUSY -> Candidate::inFlight;
        };
    }

    private static void add(
            double[] sums, List<Candidate> candidates, ToDoubleFunction<Candidate> measured, double weight) {
        double[] values = new double[sums.length];
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            values[i] = measured.applyAsDouble(candidates.get(i));
            if (!Double.isNaN(values[i])) {
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
        }
        double range = most - least;
        for (int i = 0; i < values.length; i++) {
            double stretched = range > 0 ? (values[i] - least) / range : 0;
            sums[i] += weight * (Double.isNaN(values[i]) ? MIDDLE : stretched);
        }
    }
}
