/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All counts of a gate, each made when it is first needed and forgotten when nothing is in it. Not thread-safe. */
final class Quotas {

    private static final int SWEPT_FROM = 1_000;

    private final List<RateLimit> limits;
    private final Map<RateLimit.Key, SlidingWindow> windows = new HashMap<>();
    private final Map<Who, Learned> learned = new HashMap<>();
    private int sweepAt = SWEPT_FROM;

    /** Whose limits a provider tells. The login stands for itself. */
    private record Who(String provider, String model, Object login) {}

    /** What a provider told of both units. */
    record Learned(LearnedQuota requests, LearnedQuota tokens) {

        Learned() {
            this(new LearnedQuota(RateLimit.Unit.REQUESTS), new LearnedQuota(RateLimit.Unit.TOKENS));
        }

        private boolean idle(long now) {
            return requests.idle(now) && tokens.idle(now);
        }
    }

    /**
     * What a call takes of a count.
     *
     * @param key null: it is the provider's own
     */
    record Share(Quota quota, long amount, RateLimit.@Nullable Key key) {

        String words() {
            return key == null ? "the limit that the provider told" : "the rate limit " + key;
        }
    }

    Quotas(List<RateLimit> limits) {
        this.limits = List.copyOf(limits);
    }

    /** All that a call takes. */
    List<Share> shares(Planned planned, @Nullable Learned told) {
        List<Share> shares = new ArrayList<>(limits.size() + 2);
        for (RateLimit limit : limits) {
            RateLimit.Key key = limit.key(planned).orElse(null);
            if (key != null) {
                // what may need more than a whole window has one for itself
                shares.add(new Share(
                        windows.computeIfAbsent(key, made -> new SlidingWindow(made.limit())),
                        Math.min(limit.most(planned), limit.amount()),
                        key));
            }
        }
        if (told != null) {
            shares.add(new Share(told.requests, 1, null));
            shares.add(new Share(told.tokens, prompt(planned), null));
        }
        return shares;
    }

    /** Of what a provider says is left only the prompt is taken: answers are mostly far shorter than they may be. */
    private static long prompt(Planned planned) {
        return planned.promptTokens().most().orElse(0L);
    }

    /** What the provider told those who call as this call does; null: its key is not known before. */
    @Nullable
    Learned learned(Planned planned) {
        Object login = planned.login().orElse(null);
        return login == null
                ? null
                : learned.computeIfAbsent(
                        new Who(
                                planned.target().provider().id(),
                                planned.target().model().id(),
                                login),
                        who -> new Learned());
    }

    /** Forgets what is empty, once there is much. What calls wait for must stay. */
    void sweep(long now, Predicate<Quota> needed) {
        if (windows.size() + learned.size() < sweepAt) {
            return;
        }
        windows.values().removeIf(window -> window.idle(now) && !needed.test(window));
        learned.values().removeIf(told -> told.idle(now) && !needed.test(told.requests) && !needed.test(told.tokens));
        sweepAt = Math.max(SWEPT_FROM, 2 * (windows.size() + learned.size()));
    }

    int size() {
        return windows.size() + learned.size();
    }
}
