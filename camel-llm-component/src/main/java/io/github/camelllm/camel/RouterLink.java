/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.routing.DecisionListener;
import io.github.camelllm.routing.FailoverRules;
import io.github.camelllm.routing.Filter;
import io.github.camelllm.routing.Filters;
import io.github.camelllm.routing.HealthRules;
import io.github.camelllm.routing.Prefill;
import io.github.camelllm.routing.Recovery;
import io.github.camelllm.routing.Router;
import io.github.camelllm.routing.RouterPlan;
import io.github.camelllm.routing.RouterTarget;
import io.github.camelllm.routing.Strategies;
import io.github.camelllm.routing.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint's router, checked and ready.
 *
 * @param service of the context
 * @param defaults the endpoint's options for calls
 * @param attribution whom the cost is counted for
 * @param router the router
 * @param explain whether nobody is asked
 */
record RouterLink(
        LlmContextService service, CallDefaults defaults, Attribution attribution, Router router, boolean explain) {

    /** The first segment of the URI that is no provider. */
    static final String SEGMENT = "router";

    private static final Map<String, Recovery> RECOVERIES =
            Map.of("restart", Recovery.RESTART, "continue", Recovery.CONTINUE, "fail", Recovery.FAIL);

    /**
     * Checks everything that can be checked before the first message.
     *
     * @throws RuntimeException naming what is wrong: target, option, provider, missing key
     */
    static RouterLink of(LlmEndpoint endpoint, LlmContextService service) {
        CamelContext context = endpoint.getCamelContext();
        LlmConfiguration configuration = endpoint.getConfiguration();
        RouterSettings settings = settings(endpoint);
        refuseAddress(configuration);
        String name = endpoint.getModel() == null ? endpoint.getEndpointUri() : endpoint.getModel();
        CallDefaults defaults = CallDefaults.of(configuration, context);
        demand(
                defaults.operation() != LlmOperation.ESTIMATE,
                name,
                "operation=estimate asks for the price at one target: use it with llm:provider/model, or explain=true"
                        + " here, which tells what strategy=cheapest expects");
        List<RouterTarget> targets = targets(endpoint, service, settings, name);
        List<Filter> filters = new ArrayList<>(Filters.standard());
        Set<String> tags = Options.list(settings.getRequireTags());
        if (!tags.isEmpty()) {
            filters.add(Filters.tags(tags));
            demand(
                    targets.stream().anyMatch(target -> target.traits().tags().containsAll(tags)),
                    name,
                    "no target has all of the tags " + tags + " that requireTags demands");
        }
        if (configuration.getResidency() != null) {
            filters.add(Filters.residency(configuration.getResidency()));
        }
        filters.addAll(context.getRegistry().findByType(Filter.class));
        RouterPlan plan = new RouterPlan(name, targets, filters, strategy(settings), rules(settings), health(settings));
        check(plan, defaults, configuration.isStream());
        return new RouterLink(
                service,
                defaults,
                Attribution.of(configuration, context),
                new Router(
                        plan,
                        service.health(),
                        service.clockwork(),
                        List.copyOf(context.getRegistry().findByType(DecisionListener.class))),
                Boolean.TRUE.equals(settings.getExplain()));
    }

    /** The URI's options before those of the named router, a property's or a bean's. */
    private static RouterSettings settings(LlmEndpoint endpoint) {
        RouterSettings own = endpoint.getRouting();
        String name = endpoint.getModel();
        if (name == null) {
            return own;
        }
        Map<String, RouterSettings> known = endpoint.settings().getRouters();
        RouterSettings named = known.get(name);
        if (named == null) {
            named = endpoint.getCamelContext().getRegistry().lookupByNameAndType(name, RouterSettings.class);
        }
        if (named == null && own.getTargets() == null) {
            throw new IllegalArgumentException("there is no router '" + name + "': define camel.component.llm.routers."
                    + name + ".targets, a bean of that name of the class " + RouterSettings.class.getName()
                    + ", or the option targets; known are " + known.keySet());
        }
        return named == null ? own : own.over(named);
    }

    /** One key or address for all targets would be sent to providers that it is not meant for. */
    private static void refuseAddress(LlmConfiguration options) {
        Map<String, Boolean> set = new LinkedHashMap<>();
        set.put("apiKey", options.getApiKey() != null);
        set.put("baseUrl", options.getBaseUrl() != null);
        set.put("region", options.getRegion() != null);
        set.put("resource", options.getResource() != null);
        set.put("allowHeaderOverride", options.getAllowHeaderOverride() != null);
        set.forEach((option, given) -> {
            if (given) {
                throw new IllegalArgumentException("the option " + option + " belongs to a target, not to a router: set"
                        + " camel.component.llm.providers.<id>." + option
                        + ", or write it into camel.component.llm.targets.<name>.uri");
            }
        });
    }

    private static List<RouterTarget> targets(
            LlmEndpoint endpoint, LlmContextService service, RouterSettings settings, String name) {
        Set<String> listed = Options.list(settings.getTargets());
        demand(
                !listed.isEmpty(),
                name,
                "the option targets is empty: list provider/model, or named targets, with commas");
        List<RouterTarget> targets = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        for (String each : listed) {
            TargetEntry entry = entry(endpoint, each);
            RoutedEndpoint target = RoutedEndpoint.of(endpoint, each, entry);
            Optional<LlmException> leaves =
                    target.leaves(service, endpoint.getConfiguration().getResidency());
            leaves.ifPresent(why -> outside.add(each + ": " + why.getMessage()));
            if (leaves.isEmpty()) {
                targets.add(target.target(service, endpoint.getConfiguration().getResidency()));
            }
        }
        demand(!targets.isEmpty(), name, "no target meets the residency rule: " + String.join("; ", outside));
        return targets;
    }

    private static @Nullable TargetEntry entry(LlmEndpoint endpoint, String listed) {
        TargetEntry named = endpoint.settings().getTargets().get(listed);
        return named != null
                ? named
                : endpoint.getCamelContext().getRegistry().lookupByNameAndType(listed, TargetEntry.class);
    }

    private static Strategy strategy(RouterSettings settings) {
        String name = settings.getStrategy() == null ? "ordered" : settings.getStrategy();
        return Strategies.named(
                name,
                balance(settings.getBalance()),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private static Map<String, Double> balance(@Nullable String text) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String pair : Options.list(text)) {
            int colon = pair.indexOf(':');
            try {
                weights.put(
                        pair.substring(0, Math.max(0, colon)).strip(),
                        Double.valueOf(pair.substring(colon + 1).strip()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "option balance has '" + pair + "'; write a measure and its weight, such as cost:2", e);
            }
        }
        return weights;
    }

    private static FailoverRules rules(RouterSettings settings) {
        FailoverRules usual = FailoverRules.STANDARD;
        String recovery = settings.getStreamRecovery() == null ? "restart" : settings.getStreamRecovery();
        return new FailoverRules(
                or(settings.getAttemptsPerTarget(), usual.attemptsPerTarget()),
                or(settings.getMaxAttempts(), usual.attempts()),
                or(settings.getRetryPause(), usual.firstPause()),
                usual.growth(),
                usual.jitter(),
                or(settings.getMaxRetryPause(), usual.longestPause()),
                or(settings.getMaxRetryAfter(), usual.longestRetryAfter()),
                or(settings.getCallTimeout(), usual.callTimeout()),
                Options.oneOf("streamRecovery", recovery, RECOVERIES),
                List.copyOf(Options.list(settings.getBlockedFallbacks())));
    }

    private static HealthRules health(RouterSettings settings) {
        HealthRules rules = HealthRules.STANDARD.withFailureThreshold(
                or(settings.getFailureThreshold(), HealthRules.STANDARD.failureThreshold()));
        Duration open = settings.getOpenTime();
        return open == null ? rules : rules.withOpenTime(open);
    }

    private static <T> T or(@Nullable T set, T usual) {
        return set == null ? usual : set;
    }

    /** What the route declares every target must be able to do: else a fallback would fail when it is needed. */
    private static void check(RouterPlan plan, CallDefaults defaults, boolean stream) {
        for (RouterTarget target : plan.targets()) {
            Map<Feature, String> lacks = target.facts().lacks();
            lacking(plan, target, stream, Feature.STREAMING, lacks);
            lacking(plan, target, defaults.output() instanceof OutputFormat.JsonSchema, Feature.JSON_SCHEMA, lacks);
            lacking(plan, target, defaults.operation() == LlmOperation.EMBED, Feature.EMBEDDINGS, lacks);
        }
        demand(
                plan.failover().recovery() != Recovery.CONTINUE
                        || plan.targets().stream()
                                .anyMatch(target -> target.traits().prefill() != Prefill.NONE),
                plan.name(),
                "streamRecovery=continue needs a target that goes on with a partial answer: declare one with"
                        + " camel.component.llm.targets.<name>.prefill=continues");
    }

    private static void lacking(
            RouterPlan plan, RouterTarget target, boolean needed, Feature feature, Map<Feature, String> lacks) {
        demand(
                !needed || !lacks.containsKey(feature),
                plan.name(),
                "the endpoint asks for " + feature.setting() + ", which the target '" + target.name() + "' lacks: "
                        + lacks.get(feature));
    }

    private static void demand(boolean holds, String router, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("router '" + router + "': " + otherwise);
        }
    }

    /** The name of a way of going on with a partial answer. */
    static Prefill prefill(String name) {
        return Options.oneOf(
                "prefill",
                name.toLowerCase(Locale.ROOT),
                Map.of("none", Prefill.NONE, "continues", Prefill.CONTINUES, "echoes", Prefill.ECHOES));
    }

    /** A target within an area. */
    static LoadedModel within(@Nullable String area, LoadedModel loaded) {
        return area == null ? loaded : loaded.within(area);
    }
}
