/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Fails the start of a context in whose class path another jar claims the scheme {@code llm} too: Camel would take the
 * first one and say nothing. Also watches placeholders from the beginning, and circuit breakers as routes are added. Found by {@link java.util.ServiceLoader}, so
 * that it runs even where the other jar comes first.
 */
public final class LlmSchemeCheck implements ContextServicePlugin {

    private static final String CLAIM = "META-INF/services/org/apache/camel/component/" + LlmComponent.SCHEME;

    @Override
    public void load(CamelContext context) {
        LlmContextService.of(context).trace();
        context.addLifecycleStrategy(new BreakerCheck(context));
        // Camel swallows what this method throws, but obeys a veto of its lifecycle.
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextInitializing(CamelContext starting) throws VetoCamelContextStartException {
                check(starting);
            }
        });
    }

    private static void check(CamelContext context) throws VetoCamelContextStartException {
        // Not hasComponent: by now Camel may have taken one of them by itself.
        boolean bound = context.getRegistry().lookupByName(LlmComponent.SCHEME) != null;
        Map<String, String> claims = bound ? Map.of() : claims(context);
        if (claims.size() < 2) {
            return;
        }
        String all = claims.entrySet().stream()
                .map(claim -> claim.getKey() + " in " + claim.getValue())
                .collect(Collectors.joining("; "));
        throw new VetoCamelContextStartException(
                "More than one component claims the scheme llm: " + all
                        + ". Camel would take whichever comes first on the"
                        + " class path. Remove one of the jars; or say which one it shall be by binding it to that name in the registry,"
                        + " such as camelContext.getRegistry().bind(\"llm\", new "
                        + LlmComponent.class.getSimpleName() + "()) or camel.beans.llm=#class:"
                        + LlmComponent.class.getName()
                        + ". Camel LLM is also there as camel-llm:",
                context);
    }

    /** Where each component class that claims the scheme comes from, by its name. */
    private static Map<String, String> claims(CamelContext context) {
        Map<String, String> claims = new LinkedHashMap<>();
        for (URL file : resources(context)) {
            try (InputStream in = file.openStream()) {
                Properties claim = new Properties();
                claim.load(new InputStreamReader(in, StandardCharsets.UTF_8));
                claims.putIfAbsent(claim.getProperty("class", "an unnamed class"), jar(file));
            } catch (IOException e) {
                claims.putIfAbsent("an unreadable claim (" + e.getMessage() + ")", jar(file));
            }
        }
        return claims;
    }

    private static List<URL> resources(CamelContext context) {
        ClassLoader application = context.getApplicationContextClassLoader();
        ClassLoader loader = application != null ? application : LlmSchemeCheck.class.getClassLoader();
        try {
            return Collections.list(loader.getResources(CLAIM));
        } catch (IOException e) {
            throw new IllegalStateException("The class path cannot be searched for " + CLAIM, e);
        }
    }

    private static String jar(URL file) {
        String place = file.toString();
        int inside = place.indexOf("!/");
        String jar = inside < 0 ? place.replace(CLAIM, "") : place.substring(0, inside);
        return jar.startsWith("jar:") ? jar.substring(4) : jar;
    }
}
