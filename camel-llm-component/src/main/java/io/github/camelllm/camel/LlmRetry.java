/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.error.LlmException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the same target is asked again, for {@code retryWhile} of {@code onException(LlmRetryableException)} or of an
 * error handler, and after how long: as the provider's Retry-After says, else after a pause that doubles. It does not ask
 * again when a deadline ran out (the call may have been paid for), when nothing was sent, or when the wait would be longer
 * than allowed: then it is another target's turn. Thread-safe once it is set up.
 *
 * <p>The pause is handed to Camel in the header {@code CamelRedeliveryDelay}, which the next {@code llm:} call removes.
 * With {@code asyncDelayedRedelivery} no thread waits.
 */
public final class LlmRetry implements Predicate {

    private static final String PAUSED = "CamelLlmRetryPause";
    private static final double JITTER = 0.2;
    private static final int MOST_DOUBLINGS = 20;

    private final Clock clock;
    private final DoubleSupplier chance;
    private int attempts = 3;
    private Duration delay = Duration.ofMillis(500);
    private Duration longestWait = Duration.ofSeconds(10);
    private Duration deadline = Duration.ZERO;

    public LlmRetry() {
        this(Clock.systemUTC(), () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance numbers from 0 to 1 */
    LlmRetry(Clock clock, DoubleSupplier chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /** How often a target is asked at most, the first time included: at least 1, by default 3. */
    public void setAttempts(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + "; it must be at least 1");
        }
        this.attempts = attempts;
    }

    /** The first pause where the provider gives no hint, give or take a fifth; each further one is twice as long. Default 500 ms. */
    public void setDelay(Duration delay) {
        this.delay = notNegative("delay", delay);
    }

    /**
     * The longest pause, by default 10 s. A provider that wants to be left alone for longer is not asked again, since a
     * shorter pause would disobey it.
     */
    public void setLongestWait(Duration longestWait) {
        this.longestWait = notNegative("longestWait", longestWait);
    }

    /** From the exchange's beginning, after which nothing is asked again; 0, the default: none. */
    public void setDeadline(Duration deadline) {
        this.deadline = notNegative("deadline", deadline);
    }

    @Override
    public boolean matches(Exchange exchange) {
        LlmException problem = problem(exchange);
        Integer counted = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, Integer.class);
        int asked = counted == null ? 1 : counted;
        if (problem == null || asked >= attempts || !worthwhile(problem)) {
            return false;
        }
        Duration pause = problem.retryAfter().orElseGet(() -> usual(asked));
        if (pause.compareTo(longestWait) > 0 || late(exchange, pause)) {
            return false;
        }
        exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, millis(pause));
        exchange.setProperty(PAUSED, true);
        return true;
    }

    /** The pause of this call must not become the pause of another step. */
    static void forget(Exchange exchange) {
        if (exchange.hasProperties() && exchange.removeProperty(PAUSED) != null) {
            exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        }
    }

    private static @Nullable LlmException problem(Exchange exchange) {
        LlmException now = exchange.getException(LlmException.class);
        return now != null ? now : exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, LlmException.class);
    }

    private static boolean worthwhile(LlmException problem) {
        boolean unsent =
                problem.details().attempts() == 0 && problem.retryAfter().isEmpty();
        return problem.kind().worthRetrying() && !problem.kind().timeout() && !unsent;
    }

    private Duration usual(int asked) {
        double factor = 1 - JITTER + 2 * JITTER * chance.getAsDouble();
        long doubled = delay.toMillis() << Math.min(asked - 1, MOST_DOUBLINGS);
        Duration pause = Duration.ofMillis(Math.round(doubled * factor));
        return pause.compareTo(longestWait) > 0 ? longestWait : pause;
    }

    private boolean late(Exchange exchange, Duration pause) {
        if (deadline.isZero()) {
            return false;
        }
        long spent = clock.millis() - exchange.getClock().getCreated();
        return spent + millis(pause) >= deadline.toMillis();
    }

    /** Rounded up: not a moment before the provider said. */
    private static long millis(Duration pause) {
        return pause.plusNanos(999_999).toMillis();
    }

    private static Duration notNegative(String option, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(option + " is " + value + "; it must be 0 or more");
        }
        return value;
    }
}
