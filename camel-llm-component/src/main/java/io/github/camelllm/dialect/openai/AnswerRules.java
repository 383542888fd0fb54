/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.profile.Quirks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the quirks say about answers, ready for use. */
final class AnswerRules {

    private static final Map<String, FinishReason> USUAL = Map.ofEntries(
            Map.entry("stop", FinishReason.STOP),
            Map.entry("eos", FinishReason.STOP),
            Map.entry("eos_token", FinishReason.STOP),
            Map.entry("stop_sequence", FinishReason.STOP),
            Map.entry("length", FinishReason.LENGTH),
            Map.entry("model_length", FinishReason.LENGTH),
            Map.entry("max_tokens", FinishReason.LENGTH),
            Map.entry("tool_calls", FinishReason.TOOL_CALLS),
            Map.entry("function_call", FinishReason.TOOL_CALLS),
            Map.entry("content_filter", FinishReason.CONTENT_FILTER),
            Map.entry("error", FinishReason.ERROR),
            Map.entry("abort", FinishReason.ERROR),
            Map.entry("insufficient_system_resource", FinishReason.ERROR));

    /** DeepSeek's word for having no capacity. (providers/deepseek, Chat response, read 2026-11-25) */
    private static final String NO_CAPACITY = "insufficient_system_resource";

    private static final Map<String, String> SOUNDS = Map.of(
            "wav", "audio/wav",
            "mp3", "audio/mpeg",
            "flac", "audio/flac",
            "opus", "audio/opus",
            "aac", "audio/aac",
            "pcm16", "audio/pcm");

    private static final String[] NOWHERE = {};

    final String terminalObject;
    final boolean thinkTags;
    final String audioType;
    private final List<String> extras;
    private final Map<String, String> finishReasons;
    private final String[] usageFallback;

    AnswerRules(Quirks quirks, ChatRequest request) {
        terminalObject = quirks.text(OpenAiQuirks.TERMINAL_OBJECT, "");
        thinkTags = quirks.is(OpenAiQuirks.THINK_TAGS);
        extras = quirks.list(OpenAiQuirks.EXTRAS);
        finishReasons = quirks.map(OpenAiQuirks.FINISH_REASONS);
        String fallback = quirks.text(OpenAiQuirks.USAGE_FALLBACK, "");
        usageFallback = fallback.isEmpty() ? NOWHERE : fallback.split("\\.");
        audioType = request.providerOptions().get("audio") instanceof Map<?, ?> audio
                ? SOUNDS.getOrDefault(String.valueOf(audio.get("format")), "audio/wav")
                : "audio/wav";
    }

    boolean keeps(String member) {
        return !extras.isEmpty() && extras.contains(member);
    }

    boolean holdsUsage(String member) {
        return usageFallback.length > 0 && usageFallback[0].equals(member);
    }

    /** What stands at the end of the path to the usage, within its first member. */
    Optional<Map<?, ?>> usageWithin(@Nullable Object first) {
        Object at = first;
        for (int i = 1; i < usageFallback.length; i++) {
            at = at instanceof Map<?, ?> map ? map.get(usageFallback[i]) : null;
        }
        return at instanceof Map<?, ?> usage ? Optional.of(usage) : Optional.empty();
    }

    FinishReason finish(String raw) {
        String named = finishReasons.get(raw);
        if (named != null) {
            return FinishReason.valueOf(named.toUpperCase(Locale.ROOT));
        }
        return USUAL.getOrDefault(raw, FinishReason.OTHER);
    }

    /** The kind of error that an end for the reason {@link FinishReason#ERROR} is. */
    static ErrorKind broken(@Nullable String raw) {
        return NO_CAPACITY.equals(raw) ? ErrorKind.OVERLOADED : ErrorKind.SERVER_ERROR;
    }
}
