/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Usage;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the dialect told: an answer, or an error of its own family; nothing else may come. */
record Told<A>(@Nullable A answer, @Nullable LlmException error) {

    private static final Duration LONGEST_WAIT = Duration.ofDays(366);

    static <A> Told<A> by(Supplier<A> decoding) {
        try {
            return new Told<>(decoding.get(), null);
        } catch (LlmException expected) {
            assertTelling(expected);
            return new Told<>(null, expected);
        }
    }

    /** An error says what it is, on one line, and asks for no impossible wait. */
    static void assertTelling(LlmException error) {
        String message = String.valueOf(error.getMessage());
        if (message.isBlank() || message.chars().anyMatch(Character::isISOControl)) {
            assertThat(message).isNotBlank().doesNotMatch("(?s).*\\p{Cntrl}.*");
        }
        Duration wait = error.details().retryAfter();
        if (wait != null && (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0)) {
            assertThat(wait).isBetween(Duration.ZERO, LONGEST_WAIT);
        }
        error.partial().ifPresent(Told::assertCounted);
    }

    /** No count is negative, and they can be added up. */
    static void assertCounted(Usage usage) {
        long in = usage.inputTokens().orElse(0);
        long out = usage.outputTokens().orElse(0);
        if (in < 0 || out < 0 || usage.totalTokens().orElse(0) != in + out) {
            assertThat(usage.counts().values()).allMatch(count -> count >= 0);
            assertThat(usage.totalTokens()).hasValue(in + out);
        }
    }

    static void assertCounted(ChatResponse answer) {
        assertCounted(answer.usage());
        boolean owes = answer.cost().amount().filter(sum -> sum.signum() < 0).isPresent();
        if (owes) {
            assertThat(answer.cost().amount().orElseThrow()).isNotNegative();
        }
    }

    /** The same answer, or an error of the same kind. */
    void assertSame(String how, Told<A> other) {
        boolean same = error == null ? Objects.equals(answer, other.answer) : sameKind(other.error);
        if (!same) {
            assertThat(other).as(how).isEqualTo(this);
        }
    }

    private boolean sameKind(@Nullable LlmException other) {
        return other != null && error != null && other.kind() == error.kind();
    }
}
