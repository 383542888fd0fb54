/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.routing.RouterTarget;
import io.github.camelllm.routing.TargetTraits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * A target of a router as the endpoint that it would be alone: its options mean the same in both places.
 *
 * @param name in its router
 * @param endpoint with the address, the login and the limits
 * @param traits what the user declares
 * @param whole how long the headers of an answer that comes at once may take
 */
record RoutedEndpoint(String name, LlmEndpoint endpoint, TargetTraits traits, Duration whole) {

    /** Shorter than those of an endpoint alone, since there is somebody else to ask. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration WHOLE = Duration.ofSeconds(30);

    /**
     * Reads the target.
     *
     * @param router the endpoint of the router
     * @param entry null: the name is the target
     * @throws RuntimeException when it is none
     */
    static RoutedEndpoint of(LlmEndpoint router, String name, @Nullable TargetEntry entry) {
        String uri = entry == null ? name : entry.getUri();
        if (uri == null || uri.isBlank()) {
            throw new IllegalArgumentException("the target '" + name + "' has no uri: set camel.component.llm.targets."
                    + name + ".uri to provider/model");
        }
        String bare = uri.startsWith(LlmComponent.SCHEME + ":") ? uri.substring(LlmComponent.SCHEME.length() + 1) : uri;
        if (bare.equals(RouterLink.SEGMENT) || bare.startsWith(RouterLink.SEGMENT + "/")) {
            throw new IllegalArgumentException("the target '" + name + "' is a router; a router's targets are models:"
                    + " list those of the other router instead");
        }
        if (entry == null && bare.indexOf('/') < 0) {
            throw new IllegalArgumentException("there is no target '" + name + "': write provider/model, or define"
                    + " camel.component.llm.targets." + name + ".uri; known are "
                    + router.settings().getTargets().keySet());
        }
        LlmEndpoint alone = endpoint(router, bare);
        CallDefaults own = CallDefaults.of(alone.getConfiguration(), router.getCamelContext());
        if (!own.equals(CallDefaults.of(router.getConfiguration(), router.getCamelContext()))) {
            throw new IllegalArgumentException("the target '" + name + "' has options of a call, such as temperature;"
                    + " set them at the router's endpoint: a target says whom to ask and how to reach it");
        }
        LlmConfiguration limits = alone.getConfiguration();
        LlmConfiguration usual = new LlmConfiguration();
        Duration whole = shorter(limits.getResponseTimeout(), usual.getResponseTimeout(), WHOLE);
        limits.setResponseTimeout(shorter(limits.getResponseTimeout(), usual.getResponseTimeout(), SILENCE));
        limits.setFirstTokenTimeout(shorter(limits.getFirstTokenTimeout(), usual.getFirstTokenTimeout(), SILENCE));
        limits.setStreamIdleTimeout(shorter(limits.getStreamIdleTimeout(), usual.getStreamIdleTimeout(), SILENCE));
        return new RoutedEndpoint(name, alone, entry == null ? TargetTraits.NONE : traits(entry), whole);
    }

    private static LlmEndpoint endpoint(LlmEndpoint router, String uri) {
        CamelContext context = router.getCamelContext();
        String full = LlmComponent.SCHEME + ":" + context.resolvePropertyPlaceholders(uri);
        int question = full.indexOf('?');
        String path = question < 0 ? full : full.substring(0, question);
        try {
            Map<String, Object> options = question < 0
                    ? new HashMap<>()
                    : new HashMap<>(URISupport.parseQuery(full.substring(question + 1), false, true));
            LlmEndpoint alone = router.settings().target(full, path.substring(path.indexOf(':') + 1), options, router);
            if (!options.isEmpty()) {
                throw new IllegalArgumentException("unknown options " + options.keySet());
            }
            return alone;
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "the target '" + URISupport.sanitizeUri(path) + "' cannot be read: " + e.getMessage(),
                    RuntimeCamelException.wrapRuntimeCamelException(e));
        }
    }

    /** A limit that nobody set is the router's usual one. */
    private static Duration shorter(Duration set, Duration usual, Duration routers) {
        return set.equals(usual) ? routers : set;
    }

    private static TargetTraits traits(TargetEntry entry) {
        return new TargetTraits(
                entry.getWeight(),
                entry.getTier(),
                entry.getQuality() == null ? null : BigDecimal.valueOf(entry.getQuality()),
                Options.list(entry.getTags()),
                Set.of(),
                List.copyOf(Options.list(entry.getTenants())),
                RouterLink.prefill(entry.getPrefill()),
                entry.getWindow());
    }

    /** Why calls may leave an area; empty: they do not, or there is none. */
    Optional<LlmException> leaves(LlmContextService service, @Nullable String area) {
        if (area == null) {
            return Optional.empty();
        }
        try {
            RouterLink.within(area, link(service).loaded().orElseThrow());
            return Optional.empty();
        } catch (LlmException why) {
            if (why.kind() == ErrorKind.UNSUPPORTED_FEATURE) {
                return Optional.of(why);
            }
            throw why;
        }
    }

    /** The target, ready to be asked. */
    RouterTarget target(LlmContextService service, @Nullable String area) {
        TargetLink link = link(service);
        LoadedModel patient = link.runtime()
                .load(
                        link.provider(),
                        link.model(),
                        link.options().withLimits(link.options().limits().withResponse(whole)));
        LoadedModel streamed = link.loaded().orElseThrow();
        return RouterTarget.of(
                name,
                RouterLink.within(area, RouterLink.within(link.residency(), patient)),
                RouterLink.within(area, streamed),
                area == null ? traits : traits.withAreas(Set.of(area)));
    }

    private TargetLink link(LlmContextService service) {
        TargetLink link = TargetLink.of(endpoint, service);
        if (link.resolver() != null || !link.overrides().isEmpty()) {
            throw new IllegalArgumentException("the target '" + name
                    + "' has keyResolver or allowHeaderOverride, which a router's target cannot have: a message that"
                    + " changes the target would not be the one that was chosen");
        }
        return link;
    }
}
