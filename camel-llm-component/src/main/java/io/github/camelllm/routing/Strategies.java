/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.profile.Feature;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The strategies by name. */
public final class Strategies {

    /** All names, for messages. */
    public static final List<String> NAMES = List.of(
            "ordered",
            "roundRobin",
            "random",
            "weighted",
            "sticky",
            "cheapest",
            "fastest",
            "leastBusy",
            "quality",
            "capability",
            "balanced");

    private static final int BEGINNING = 1024;

    private Strategies() {}

    /** The strategy of that name, with chance from the machine. */
    public static Strategy named(String name) {
        return named(name, Map.of(), () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * The strategy of that name.
     *
     * @param balance of {@code cost}, {@code speed}, {@code quality} and {@code busy}, for the last strategy of the names; empty:
     *     all alike
     * @param chance numbers from 0 to 1, for {@code random}, and for {@code weighted} where a call has no sticky key
     * @throws IllegalArgumentException naming what is allowed
     */
    public static Strategy named(String name, Map<String, Double> balance, DoubleSupplier chance) {
        if (!balance.isEmpty() && !name.equals("balanced")) {
            throw new IllegalArgumentException(
                    "balance goes with the strategy balanced and with no other, not with '" + name + "'");
        }
        return switch (name) {
            case "ordered", "failover" -> new Scoring("ordered", "places in the list", (c, r) -> c.index());
            case "roundRobin" -> new RoundRobin();
            case "random" -> new Scoring(name, "drawn numbers, least first", (c, r) -> chance.getAsDouble());
            case "weighted" ->
                new Scoring(
                        name,
                        "by weight: a hash of the call's sticky key, or chance without one, least first",
                        (c, r) -> share(c, r.stickyKey(), chance));
            case "sticky" ->
                new Scoring(
                        name,
                        "a hash of conversation, prompt cache key, user, tenant or the beginning of the prompt, least first",
                        (c, r) -> hashed(c, key(r)));
            case "cheapest" ->
                new Scoring(name, "about USD for the call, least first, unknown last", Candidate::expectedCost);
            case "fastest" ->
                new Scoring(
                        name,
                        "seconds for the answer as lately, least first; -1: not measured yet, and idle",
                        Strategies::seconds);
            case "leastBusy" ->
                new Scoring(name, "calls in flight for each unit of weight, least first", Strategies::load);
            case "quality" -> new Scoring(name, "declared quality, negated, least first", (c, r) -> -c.quality());
            case "capability" ->
                new Scoring(
                        name,
                        "needs of the request that the profile does not confirm, least first",
                        Strategies::unconfirmed);
            case "balanced" -> new Balanced(weights(balance));
            default -> throw new IllegalArgumentException("strategy is '" + name + "'; allowed are " + NAMES);
        };
    }

    /** Weighted rendezvous hashing: shares are as the weights, and a changed weight moves no more calls than it must. */
    private static double share(Candidate candidate, @Nullable String key, DoubleSupplier chance) {
        int weight = candidate.target().traits().weight();
        if (weight == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double drawn = key == null ? chance.getAsDouble() : hashed(candidate, key);
        return -Math.log(1 - drawn) / weight;
    }

    private static String key(RoutedRequest request) {
        String key = request.stickyKey();
        ChatRequest chat = request.chat();
        if (key != null || chat == null) {
            return key == null ? "" : key;
        }
        String first = chat.messages().get(0).text();
        return first.length() <= BEGINNING ? first : first.substring(0, BEGINNING);
    }

    /** From 0 to 1, the same for the same name and key, without an order among names. */
    private static double hashed(Candidate candidate, String key) {
        long mixed = 31L * key.hashCode() + candidate.target().name().hashCode() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /** One that was never measured is tried, by one call at a time. */
    private static double seconds(Candidate candidate, RoutedRequest request) {
        double known = candidate.expectedSeconds(request);
        return Double.isNaN(known) && candidate.inFlight() == 0 ? -1 : known;
    }

    private static double load(Candidate candidate, RoutedRequest request) {
        int weight = candidate.target().traits().weight();
        return weight == 0 ? Double.POSITIVE_INFINITY : (double) candidate.inFlight() / weight;
    }

    private static double unconfirmed(Candidate candidate, RoutedRequest request) {
        int missing = 0;
        for (Feature need : request.needs()) {
            missing += candidate.target().facts().has().contains(need) ? 0 : 1;
        }
        return missing;
    }

    private static Map<Balanced.Measure, Double> weights(Map<String, Double> balance) {
        EnumMap<Balanced.Measure, Double> weights = new EnumMap<>(Balanced.Measure.class);
        balance.forEach((name, weight) -> {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("balance has " + name + ":" + weight + "; a weight is 0 or more");
            }
            weights.put(measure(name), weight);
        });
        if (weights.isEmpty()) {
            for (Balanced.Measure measure : Balanced.Measure.values()) {
                weights.put(measure, 1.0);
            }
        }
        return weights;
    }

    private static Balanced.Measure measure(String name) {
        for (Balanced.Measure measure : Balanced.Measure.values()) {
            if (measure.name().toLowerCase(Locale.ROOT).equals(name)) {
                return measure;
            }
        }
        throw new IllegalArgumentException("balance has '" + name + "'; allowed are cost, speed, quality, busy");
    }
}
