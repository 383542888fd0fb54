/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.profile.Feature;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The filters that every router has. */
public final class Filters {

    /** Away from targets that are known to lack what the request needs. */
    public static final Filter CAPABILITY = of("capability", ErrorKind.UNSUPPORTED_FEATURE, Filters::lacking);

    /** Away from targets whose window is too small for the prompt, as far as its length tells. */
    public static final Filter WINDOW = of("window", ErrorKind.CONTEXT_TOO_LONG, Filters::tooLong);

    /** Away from targets that are reserved for other tenants. */
    public static final Filter TENANT = of("tenant", ErrorKind.PERMISSION_DENIED, Filters::reserved);

    private Filters() {}

    /** Away from targets without all of the tags. */
    public static Filter tags(Set<String> demanded) {
        Set<String> all = Set.copyOf(demanded);
        return of(
                "tags",
                ErrorKind.UNSUPPORTED_FEATURE,
                (target, request) -> target.traits().tags().containsAll(all)
                        ? null
                        : "has the tags " + target.traits().tags() + ", not all of " + all);
    }

    /** Away from targets that may leave an area; what is unknown is outside. */
    public static Filter residency(String area) {
        return of(
                "residency",
                ErrorKind.UNSUPPORTED_FEATURE,
                (target, request) ->
                        target.traits().areas().contains(area) ? null : "is not known to stay in '" + area + "'");
    }

    /** Those of every router, in the order in which they look. */
    public static List<Filter> standard() {
        return List.of(CAPABILITY, WINDOW, TENANT);
    }

    private static @Nullable String lacking(RouterTarget target, RoutedRequest request) {
        if (target.facts().lacks().isEmpty()) {
            return null;
        }
        for (Feature need : request.needs()) {
            String reason = target.facts().lacks().get(need);
            if (reason != null) {
                return "lacks " + need.setting() + ": " + reason;
            }
        }
        return null;
    }

    private static @Nullable String tooLong(RouterTarget target, RoutedRequest request) {
        Integer window = target.window();
        return window == null || request.chat() == null || request.leastTokens() <= window
                ? null
                : "takes " + window + " prompt tokens; the prompt has at least " + request.leastTokens()
                        + " by its length";
    }

    private static @Nullable String reserved(RouterTarget target, RoutedRequest request) {
        List<String> tenants = target.traits().tenants();
        if (tenants.isEmpty()) {
            return null;
        }
        String tenant = request.tenant();
        if (tenant == null) {
            return "is reserved for some tenants, and the call names none";
        }
        return tenants.contains(tenant) ? null : "is not for the tenant '" + tenant + "'";
    }

    private static Filter of(
            String name, ErrorKind kind, BiFunction<RouterTarget, RoutedRequest, @Nullable String> objection) {
        return new Filter() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable String objection(RouterTarget target, RoutedRequest request) {
                return objection.apply(target, request);
            }

            @Override
            public ErrorKind kind() {
                return kind;
            }
        };
    }
}
