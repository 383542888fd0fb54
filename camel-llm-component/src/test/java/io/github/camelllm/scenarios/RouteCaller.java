/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.scenarios;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.fault.Ask;
import io.github.camelllm.test.fault.Outcome;
import io.github.camelllm.test.fault.SystemUnderTest;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Routes as the system under test: an exchange with the prompt goes in, a {@link ChatResponse} or an exception comes out.
 *
 * @param template sends
 * @param endpoint for each call
 */
record RouteCaller(ProducerTemplate template, Function<Ask, String> endpoint) implements SystemUnderTest {

    @Override
    public Outcome call(Ask ask) {
        long begun = System.nanoTime();
        Exchange exchange = template.request(
                endpoint.apply(ask), message -> message.getMessage().setBody(ask.prompt()));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        if (exchange.getException() != null) {
            return failed(exchange, elapsed);
        }
        ChatResponse response = exchange.getMessage().getBody(ChatResponse.class);
        if (response == null) {
            return Outcome.answer(exchange.getMessage().getBody(String.class), null, null, null, elapsed);
        }
        return Outcome.answer(
                response.text(),
                response.model(),
                count(response.usage().inputTokens()),
                count(response.usage().outputTokens()),
                elapsed);
    }

    private static Outcome failed(Exchange exchange, Duration elapsed) {
        LlmException problem = exchange.getException(LlmException.class);
        if (problem == null) {
            return Outcome.error(null, null, String.valueOf(exchange.getException()), elapsed);
        }
        ErrorDetails details = problem.details();
        return Outcome.error(details.httpStatus(), details.providerCode(), details.text(), elapsed);
    }

    private static @Nullable Long count(OptionalLong count) {
        return count.isPresent() ? count.getAsLong() : null;
    }
}
