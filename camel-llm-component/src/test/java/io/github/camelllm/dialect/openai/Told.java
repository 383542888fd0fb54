/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an answer tells, in a form that {@link Recorded} and the dialect can both be brought into. */
record Told(
        @Nullable String id,
        @Nullable String model,
        @Nullable String serviceTier,
        List<Said> choices,
        Map<Bucket, Long> usage,
        @Nullable BigDecimal dollars,
        List<Citation> citations) {

    /** Before anything came. */
    static final Told NOTHING = new Told(null, null, null, List.of(), Map.of(), null, List.of());

    /** One choice. */
    record Said(
            int index,
            String text,
            String reasoning,
            String refusal,
            List<Call> calls,
            List<Sound> sounds,
            @Nullable String rawFinish,
            FinishReason finish) {}

    record Call(@Nullable String id, String name, String arguments) {}

    record Sound(@Nullable String id, @Nullable String transcript, String base64) {}

    /** Whether every choice that began has ended, and at least one did. */
    boolean finished() {
        return !choices.isEmpty() && choices.stream().allMatch(choice -> choice.rawFinish() != null);
    }

    static Told by(ChatResponse answer) {
        return new Told(
                answer.id(),
                answer.model(),
                answer.serviceTier(),
                answer.choices().stream().map(Told::said).toList(),
                answer.usage().counts(),
                answer.cost().amount().map(BigDecimal::stripTrailingZeros).orElse(null),
                answer.citations());
    }

    private static Said said(Choice choice) {
        return new Said(
                choice.index(),
                choice.text(),
                choice.parts(Part.Reasoning.class).stream()
                        .map(Part.Reasoning::text)
                        .collect(Collectors.joining()),
                choice.parts(Part.Refusal.class).stream()
                        .map(Part.Refusal::text)
                        .collect(Collectors.joining()),
                choice.parts(Part.ToolCall.class).stream()
                        .map(call -> new Call(call.id(), call.name(), call.arguments()))
                        .toList(),
                choice.parts(Part.Audio.class).stream()
                        .map(sound -> new Sound(sound.id(), sound.transcript(), base64(sound)))
                        .toList(),
                choice.finish().raw(),
                choice.finish().reason());
    }

    private static String base64(Part.Audio sound) {
        return Base64.getEncoder()
                .encodeToString(Objects.requireNonNull(sound.media().data()));
    }
}
