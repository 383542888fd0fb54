/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prices usages. Exact: nothing is rounded; what is not known stays unknown. Thread-safe. */
public final class PriceBook {

    private static final List<Bucket> PROMPT = List.of(Bucket.INPUT, Bucket.CACHE_WRITE, Bucket.CACHE_WRITE_LONG);
    private static final List<Bucket> ANSWER = List.of(Bucket.OUTPUT, Bucket.REASONING);

    private final OwnPrices own;

    /** By the profiles alone. */
    public PriceBook() {
        this(OwnPrices.NONE);
    }

    /** @param own go before those of the profiles */
    public PriceBook(OwnPrices own) {
        this.own = own;
    }

    /**
     * What a usage cost, by the prices of the target's model at that time. Unknown, with the reason, when the model is not
     * listed, no prices were in effect, the usage lacks a count that is priced, or a bucket that was used has no rate.
     */
    public Cost price(Target target, Usage usage, PriceContext context) {
        return price(target, usage, context, null);
    }

    /** The same, with the price list that was taken and what changed its rates. */
    public Explanation explain(Target target, Usage usage, PriceContext context) {
        List<String> changes = new ArrayList<>();
        Cost cost = price(target, usage, context, changes);
        PricePeriod taken =
                cost.money() == null ? null : period(target, context).orElse(null);
        return new Explanation(target, cost, taken, changes);
    }

    private Cost price(Target target, Usage usage, PriceContext context, @Nullable List<String> changes) {
        if (!usage.known()) {
            return Cost.unknown("no usage was reported");
        }
        Optional<PricePeriod> period;
        try {
            period = period(target, context);
        } catch (RuntimeException e) {
            return Cost.unknown("the prices of one's own failed for " + target + ": " + e);
        }
        return period.map(known -> new Pricing(known, usage, context, changes).cost())
                .orElseGet(() -> Cost.unknown("no prices of " + target + " are known" + why(target, context)));
    }

    private static String why(Target target, PriceContext context) {
        if (target.model().prices().isEmpty()) {
            return target.model().listed() ? "" : ": no profile lists it";
        }
        return " for " + context.when();
    }

    /**
     * How a cost came about.
     *
     * @param target whose prices were asked for
     * @param cost by them
     * @param period the price list that was taken; null: there was none, or it has no price for it
     * @param changes of its rates, in the order in which they were made, such as {@code service tier flex: times 0.5}
     */
    public record Explanation(
            Target target, Cost cost, @Nullable PricePeriod period, List<String> changes) {

        public Explanation {
            changes = List.copyOf(changes);
        }
    }

    private Optional<PricePeriod> period(Target target, PriceContext context) {
        Optional<PricePeriod> first = own.of(target, context.when());
        if (first.isPresent()) {
            return first;
        }
        for (PricePeriod period : target.model().prices()) {
            if (period.holds(context.when())) {
                return Optional.of(period);
            }
        }
        return Optional.empty();
    }

    /**
     * At most what a chat request costs, before it is sent: the most prompt tokens ({@link TokenBounds}, and no more than the
     * model takes) at the dearest rate for them, and as many answer tokens as {@code maxTokens} or the model allows, for
     * each answer asked for. Unknown where a price depends on more than that.
     */
    public Cost estimate(Target target, ChatRequest request, PriceContext context) {
        Integer answer = request.sampling().maxTokens() != null
                ? request.sampling().maxTokens()
                : target.model().maxOutputTokens();
        if (answer == null) {
            return Cost.unknown("nothing limits the answer of " + target + ": set maxTokens");
        }
        Integer n = request.sampling().n();
        return estimate(target, TokenBounds.of(request), Math.multiplyExact((long) answer, n == null ? 1 : n), context);
    }

    /** At most what an embedding request costs, before it is sent. */
    public Cost estimate(Target target, EmbeddingRequest request, PriceContext context) {
        return estimate(target, TokenBounds.of(request), null, context);
    }

    private Cost estimate(Target target, TokenBounds bounds, @Nullable Long answer, PriceContext context) {
        Optional<Long> prompt = most(target, bounds, answer != null);
        if (prompt.isEmpty()) {
            return Cost.unknown(
                    "the prompt has pictures, sounds or documents, whose tokens are not known before the call");
        }
        Set<Bucket> rates = priced(target, context);
        Cost dearest = null;
        for (Bucket in : PROMPT) {
            for (Bucket out : answer == null ? PROMPT.subList(0, 1) : ANSWER) {
                boolean plain = in == Bucket.INPUT && (out == Bucket.OUTPUT || answer == null);
                if (plain || rates.contains(in) && (rates.contains(out) || out == Bucket.OUTPUT)) {
                    Usage usage = Usage.UNKNOWN.with(in, prompt.get());
                    Cost cost = price(target, answer == null ? usage : usage.with(out, answer), context);
                    dearest = dearest == null ? cost : dearer(dearest, cost);
                }
            }
        }
        return described(dearest == null ? Cost.unknown("no price") : dearest, prompt.get(), answer);
    }

    /** What has a price; where that cannot be told, the price says why. */
    private Set<Bucket> priced(Target target, PriceContext context) {
        try {
            return period(target, context).map(it -> it.rates().keySet()).orElse(Set.of());
        } catch (RuntimeException told) {
            return Set.of();
        }
    }

    /** One prompt cannot be longer than the model's window; several inputs to be embedded can. */
    private static Optional<Long> most(Target target, TokenBounds bounds, boolean onePrompt) {
        Integer window = target.model().window();
        return bounds.most().map(most -> window == null || !onePrompt ? most : Math.min(most, window));
    }

    private static Cost dearer(Cost a, Cost b) {
        if (a.amount().isEmpty() || b.amount().isEmpty()) {
            return a.amount().isEmpty() ? a : b;
        }
        return a.amount().get().compareTo(b.amount().get()) >= 0 ? a : b;
    }

    private static Cost described(Cost cost, long prompt, @Nullable Long answer) {
        if (cost.money() == null) {
            return cost;
        }
        String what =
                "at most: " + prompt + " prompt tokens" + (answer == null ? "" : ", " + answer + " answer tokens");
        return new Cost(
                        cost.money(),
                        cost.basis(),
                        cost.lines(),
                        cost.priceVersion(),
                        cost.reason() == null ? what : what + "; " + cost.reason())
                .estimated();
    }
}
