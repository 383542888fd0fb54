/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.core.Sleeper;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator's errors are OpenAI's errors to OpenAI's SDK, and say the same to us. */
class VendorSdkErrorTest {

    private static final Map<ErrorCase, Class<? extends OpenAIServiceException>> TYPES = new EnumMap<>(Map.of(
            ErrorCase.BAD_KEY, UnauthorizedException.class,
            ErrorCase.NO_PERMISSION, PermissionDeniedException.class,
            ErrorCase.UNKNOWN_MODEL, NotFoundException.class,
            ErrorCase.CONTEXT_TOO_LONG, BadRequestException.class,
            ErrorCase.CONTENT_BLOCKED, BadRequestException.class,
            ErrorCase.MALFORMED_REQUEST, BadRequestException.class,
            ErrorCase.RATE_LIMITED, RateLimitException.class,
            ErrorCase.QUOTA_EXHAUSTED, RateLimitException.class,
            ErrorCase.OVERLOADED, InternalServerException.class,
            ErrorCase.SERVER_ERROR, InternalServerException.class));

    private static final ChatCompletionCreateParams PLAIN = new SdkRequests().whole(Asks.named("plain"));
    private static final Traffic TRAFFIC = new Traffic();
    private static final Sdk SDK = new Sdk(Sdk.builder(TRAFFIC));

    @AfterAll
    static void close() {
        SDK.close();
        TRAFFIC.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void an_error_has_its_type_and_says_the_same(ErrorCase error) {
        TRAFFIC.at(Vendor.OPENAI).reset().enqueue(Reply.error(error), Reply.error(error));

        OpenAIServiceException theirs = catchThrowableOfType(OpenAIServiceException.class, () -> SDK.whole(PLAIN));
        LlmException ours = catchThrowableOfType(LlmException.class, VendorSdkErrorTest::ask);

        assertThat(theirs).isInstanceOf(TYPES.get(error));
        assertThat(ours.details().httpStatus()).isEqualTo(theirs.statusCode());
        theirs.code()
                .ifPresent(code -> assertThat(ours.details().providerCode()).isEqualTo(code));
        assertThat(theirs.getMessage()).contains(ours.details().providerMessage());
        Sdk.proves(Capability.ERRORS);
    }

    @Test
    void an_error_inside_of_a_stream_reaches_both() {
        Reply failing = Reply.text("one two three").failingAfterChunks(2, ErrorCase.SERVER_ERROR);
        TRAFFIC.at(Vendor.OPENAI).reset().enqueue(failing, failing);

        SseException theirs = catchThrowableOfType(SseException.class, () -> SDK.streamed(PLAIN));
        LlmException ours = catchThrowableOfType(
                LlmException.class,
                () -> Traffic.read(TRAFFIC.model(Vendor.OPENAI, "gpt-4.1-mini").stream(ChatRequest.of("Hi"))));

        assertThat(theirs.getMessage()).contains(ours.details().providerMessage());
        assertThat(ours.partial())
                .hasValueSatisfying(partial -> assertThat(partial.text()).isEqualTo("one two"));
    }

    @Test
    void both_read_how_long_to_wait() {
        Reply limited = Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(3));
        TRAFFIC.at(Vendor.OPENAI).reset().enqueue(limited, limited, Reply.text("Two."));
        Naps naps = new Naps(new CopyOnWriteArrayList<>());

        LlmException ours = catchThrowableOfType(LlmException.class, VendorSdkErrorTest::ask);
        try (Sdk patient = new Sdk(Sdk.builder(TRAFFIC).maxRetries(1).sleeper(naps))) {
            assertThat(patient.whole(PLAIN).choices()).hasSize(1);
        }

        assertThat(ours.retryAfter()).hasValue(Duration.ofSeconds(3));
        assertThat(naps.taken()).containsExactly(Duration.ofSeconds(3));
    }

    private static void ask() {
        Traffic.wait(TRAFFIC.model(Vendor.OPENAI, "gpt-4.1-mini").complete(ChatRequest.of("Hi")));
    }

    /** Remembers how long it should have slept. */
    private record Naps(List<Duration> taken) implements Sleeper {
        @Override
        public void sleep(Duration time) {
            taken.add(time);
        }

        @Override
        public CompletableFuture<Void> sleepAsync(Duration time) {
            taken.add(time);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
