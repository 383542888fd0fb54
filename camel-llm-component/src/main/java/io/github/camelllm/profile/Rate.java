/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a number of units of one bucket costs. */
public sealed interface Rate {

    /** How many units the amount buys. */
    long per();

    /** Whether a usage that does not count the bucket means that nothing of it was used. */
    boolean optional();

    /** The amount in these circumstances; empty when it is not known. */
    Optional<BigDecimal> amount(Map<String, String> attributes);

    /** The same rate, that many times as high. */
    Rate times(BigDecimal factor);

    /**
     * Always the same amount.
     *
     * @param amount of {@code per} units
     * @param per from 1 upwards
     * @param optional see {@link Rate#optional()}
     */
    record Fixed(BigDecimal amount, long per, boolean optional) implements Rate {

        public Fixed {
            Objects.requireNonNull(amount, "amount");
            positive(per);
        }

        @Override
        public Optional<BigDecimal> amount(Map<String, String> attributes) {
            return Optional.of(amount);
        }

        @Override
        public Rate times(BigDecimal factor) {
            return new Fixed(amount.multiply(factor), per, optional);
        }
    }

    /**
     * An amount that depends on something the answer states.
     *
     * @param attribute its name, such as {@code search_context_size}
     * @param amounts by its value
     * @param otherwise the value that holds when the answer does not state it; null: the amount is unknown then
     * @param per from 1 upwards
     * @param optional see {@link Rate#optional()}
     */
    record ByAttribute(
            String attribute,
            Map<String, BigDecimal> amounts,
            @Nullable String otherwise,
            long per,
            boolean optional) implements Rate {

        public ByAttribute {
            Objects.requireNonNull(attribute, "attribute");
            amounts = Map.copyOf(amounts);
            positive(per);
        }

        @Override
        public Optional<BigDecimal> amount(Map<String, String> attributes) {
            String value = attributes.get(attribute);
            String key = value == null ? otherwise : value;
            return key == null ? Optional.empty() : Optional.ofNullable(amounts.get(key));
        }

        @Override
        public Rate times(BigDecimal factor) {
            Map<String, BigDecimal> all = new HashMap<>(amounts);
            all.replaceAll((value, amount) -> amount.multiply(factor));
            return new ByAttribute(attribute, all, otherwise, per, optional);
        }
    }

    private static void positive(long per) {
        if (per < 1) {
            throw new IllegalArgumentException("a rate is for at least 1 unit, not " + per);
        }
    }
}
