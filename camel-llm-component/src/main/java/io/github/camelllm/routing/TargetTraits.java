/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user declares of a target.
 *
 * @param weight its share where calls are shared by weight, and its size where the load counts; 0: only when others fail
 * @param tier targets of a higher tier are asked only when those of all lower ones cannot be; from 0
 * @param quality how good its answers are, on a scale of the user's own, more being better; null: not declared
 * @param tags such as {@code gpu} or {@code hipaa}; a request may demand some
 * @param areas where it is known to keep data, such as {@code eu}; a request may demand one
 * @param tenants who may use it; empty: everybody
 * @param prefill whether it goes on with a partial answer; {@link Prefill#NONE} unless declared
 * @param window the most prompt tokens; null: as the profile says
 */
public record TargetTraits(
        int weight,
        int tier,
        @Nullable BigDecimal quality,
        Set<String> tags,
        Set<String> areas,
        List<String> tenants,
        Prefill prefill,
        @Nullable Integer window) {

    /** Weight 1, tier 0 and nothing else. */
    public static final TargetTraits NONE =
            new TargetTraits(1, 0, null, Set.of(), Set.of(), List.of(), Prefill.NONE, null);

    public TargetTraits {
        if (weight < 0) {
            throw new IllegalArgumentException("weight is " + weight + "; it must be 0 or more");
        }
        if (tier < 0) {
            throw new IllegalArgumentException("tier is " + tier + "; it must be 0 or more");
        }
        if (window != null && window < 1) {
            throw new IllegalArgumentException("window is " + window + "; it must be at least 1");
        }
        tags = Set.copyOf(tags);
        areas = Set.copyOf(areas);
        tenants = List.copyOf(tenants);
        Objects.requireNonNull(prefill, "prefill");
    }

    /** The same with a weight. */
    public TargetTraits withWeight(int share) {
        return new TargetTraits(share, tier, quality, tags, areas, tenants, prefill, window);
    }

    /** The same in a tier. */
    public TargetTraits withTier(int level) {
        return new TargetTraits(weight, level, quality, tags, areas, tenants, prefill, window);
    }

    /** The same with a quality. */
    public TargetTraits withQuality(@Nullable BigDecimal score) {
        return new TargetTraits(weight, tier, score, tags, areas, tenants, prefill, window);
    }

    /** The same with tags. */
    public TargetTraits withTags(Set<String> all) {
        return new TargetTraits(weight, tier, quality, all, areas, tenants, prefill, window);
    }

    /** The same with areas. */
    public TargetTraits withAreas(Set<String> all) {
        return new TargetTraits(weight, tier, quality, tags, all, tenants, prefill, window);
    }

    /** The same for some tenants. */
    public TargetTraits withTenants(List<String> all) {
        return new TargetTraits(weight, tier, quality, tags, areas, all, prefill, window);
    }

    /** The same with what it makes of a partial answer. */
    public TargetTraits withPrefill(Prefill way) {
        return new TargetTraits(weight, tier, quality, tags, areas, tenants, way, window);
    }

    /** The same with a window. */
    public TargetTraits withWindow(@Nullable Integer most) {
        return new TargetTraits(weight, tier, quality, tags, areas, tenants, prefill, most);
    }
}
