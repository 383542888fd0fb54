/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.Resilience4jConfigurationCommon;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, when a route is added, of each circuit breaker around {@code llm:} that would let the prompt go on as the answer:
 * one without a fallback, or one that ignores exceptions. {@link LlmBreakerGuard} behind it is safe, and is known here.
 */
final class BreakerCheck extends LifecycleStrategySupport {

    private static final Logger LOG = LoggerFactory.getLogger(BreakerCheck.class);
    private static final String DIRECT = "direct:";
    private static final String BEAN = "#bean:";

    private final CamelContext context;

    BreakerCheck(CamelContext context) {
        this.context = context;
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        routes.forEach(route -> warnings(route).forEach(LOG::warn));
    }

    /** What is to be said of the circuit breakers of a route. */
    List<String> warnings(Route route) {
        List<String> warnings = new ArrayList<>();
        if (route.getRoute() instanceof RouteDefinition definition) {
            ProcessorDefinitionHelper.filterTypeInOutputs(definition.getOutputs(), CircuitBreakerDefinition.class)
                    .forEach(breaker -> look(route.getRouteId(), breaker, warnings));
        }
        return warnings;
    }

    private void look(String route, CircuitBreakerDefinition breaker, List<String> warnings) {
        if (!asks(breaker.getOutputs(), new HashSet<>()) || guarded(breaker)) {
            return;
        }
        String where = "Route '" + route + "', circuit breaker '" + breaker.getId() + "' around llm:";
        String guard = "put the processor " + LlmBreakerGuard.class.getName() + " right behind it";
        if (breaker.getOnFallback() == null && !throwsWhenOpen(breaker)) {
            warnings.add(where + " has no fallback: when it is open, the prompt goes on as the answer. Set"
                    + " throwExceptionWhenHalfOpenOrOpenState=true (Resilience4j), or add onFallback, or " + guard);
        }
        if (ignores(breaker)) {
            warnings.add(where + " has ignoreException or recordException: of a call that fails with what it ignores,"
                    + " the prompt goes on as the answer; " + guard);
        }
    }

    /** Whether one of the steps asks a model, here or in a direct route. */
    private boolean asks(List<ProcessorDefinition<?>> steps, Set<String> seen) {
        for (ProcessorDefinition<?> step : steps) {
            String uri = uri(step);
            if (LlmComponent.claims(uri) || direct(uri, seen) || asks(step.getOutputs(), seen)) {
                return true;
            }
        }
        return false;
    }

    private String uri(ProcessorDefinition<?> step) {
        String uri = null;
        if (step instanceof EndpointRequiredDefinition to) {
            uri = to.getEndpointUri();
        } else if (step instanceof ToDynamicDefinition dynamic) {
            uri = dynamic.getUri();
        } else if (step instanceof ExpressionNode node && node.getExpression() != null) {
            uri = node.getExpression().getExpression();
        }
        return uri == null ? "" : text(uri).strip();
    }

    private boolean direct(String uri, Set<String> seen) {
        String name = name(uri);
        return name.startsWith(DIRECT)
                && seen.add(name)
                && model().getRouteDefinitions().stream()
                        .filter(route -> route.getInput() != null
                                && name.equals(name(text(route.getInput().getEndpointUri()))))
                        .anyMatch(route -> asks(route.getOutputs(), seen));
    }

    private static String name(String uri) {
        return uri.replaceFirst("^direct://", DIRECT).replaceFirst("\\?.*$", "");
    }

    private boolean guarded(CircuitBreakerDefinition breaker) {
        if (breaker.getParent() == null) {
            return false;
        }
        List<ProcessorDefinition<?>> siblings = breaker.getParent().getOutputs();
        int next = siblings.indexOf(breaker) + 1;
        if (next >= siblings.size() || !(siblings.get(next) instanceof ProcessDefinition process)) {
            return false;
        }
        if (process.getProcessor() instanceof LlmBreakerGuard) {
            return true;
        }
        String ref = process.getRef() == null ? "" : text(process.getRef());
        String bean = ref.startsWith(BEAN) ? ref.substring(BEAN.length()) : ref.replaceFirst("^#", "");
        return ref.startsWith("#class:" + LlmBreakerGuard.class.getName())
                || context.getRegistry().lookupByName(bean) instanceof LlmBreakerGuard;
    }

    private boolean throwsWhenOpen(CircuitBreakerDefinition breaker) {
        for (Resilience4jConfigurationCommon settings : settings(breaker)) {
            String value = settings.getThrowExceptionWhenHalfOpenOrOpenState();
            if (value != null) {
                return Boolean.parseBoolean(text(value));
            }
        }
        return false;
    }

    private boolean ignores(CircuitBreakerDefinition breaker) {
        return settings(breaker).stream()
                .anyMatch(settings -> !settings.getIgnoreExceptions().isEmpty()
                        || !settings.getRecordExceptions().isEmpty());
    }

    /** The nearest first: the breaker's own, those it names, those of the context. */
    private List<Resilience4jConfigurationCommon> settings(CircuitBreakerDefinition breaker) {
        return Stream.of(
                        breaker.getResilience4jConfiguration(),
                        breaker.getConfiguration() == null
                                ? null
                                : model().getResilience4jConfiguration(text(breaker.getConfiguration())),
                        model().getResilience4jConfiguration(null))
                .filter(Objects::nonNull)
                .map(Resilience4jConfigurationCommon.class::cast)
                .toList();
    }

    private Model model() {
        return Objects.requireNonNull(context.getCamelContextExtension().getContextPlugin(Model.class), "Model");
    }

    private String text(@Nullable String value) {
        return value == null ? "" : context.resolvePropertyPlaceholders(value);
    }
}
