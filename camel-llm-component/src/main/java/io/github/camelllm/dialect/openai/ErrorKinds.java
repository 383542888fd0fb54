/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.StatusKinds;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.profile.ErrorRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the kind of an error: the profile's rules first, then code and type, then words, then the status. Sources: the
 * sections Errors of the providers' facts, read 2026-11-25.
 */
final class ErrorKinds {

    private static final Map<String, ErrorKind> CODES = Map.ofEntries(
            Map.entry("context_length_exceeded", ErrorKind.CONTEXT_TOO_LONG),
            Map.entry("exceed_context_size_error", ErrorKind.CONTEXT_TOO_LONG),
            Map.entry("too_many_prompt_tokens", ErrorKind.CONTEXT_TOO_LONG),
            Map.entry("insufficient_quota", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("credit_balance_exhausted", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("organization_usage_limit_exceeded", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("organization_spend_limit_exceeded", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("project_spend_limit_exceeded", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("billing_hard_limit_reached", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("billing_not_active", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("invalid_api_key", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("authentication_error", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("permission_error", ErrorKind.PERMISSION_DENIED),
            Map.entry("data_residency_mismatch", ErrorKind.PERMISSION_DENIED),
            Map.entry("model_not_found", ErrorKind.MODEL_NOT_FOUND),
            Map.entry("model_not_supported", ErrorKind.MODEL_NOT_FOUND),
            Map.entry("content_filter", ErrorKind.CONTENT_BLOCKED),
            Map.entry("content_policy_violation", ErrorKind.CONTENT_BLOCKED),
            Map.entry("refusal", ErrorKind.CONTENT_BLOCKED),
            Map.entry("invalid_prompt", ErrorKind.CONTENT_BLOCKED),
            Map.entry("bio_policy", ErrorKind.CONTENT_BLOCKED),
            Map.entry("rate_limit_exceeded", ErrorKind.RATE_LIMITED),
            Map.entry("rate_limit_error", ErrorKind.RATE_LIMITED),
            Map.entry("rate_limited", ErrorKind.RATE_LIMITED),
            Map.entry("slow_down", ErrorKind.RATE_LIMITED),
            Map.entry("server_is_overloaded", ErrorKind.OVERLOADED),
            Map.entry("overloaded", ErrorKind.OVERLOADED),
            Map.entry("overloaded_error", ErrorKind.OVERLOADED),
            Map.entry("capacity_exceeded", ErrorKind.OVERLOADED),
            Map.entry("provider_overloaded", ErrorKind.OVERLOADED),
            Map.entry("provider_unavailable", ErrorKind.OVERLOADED),
            Map.entry("tool_use_failed", ErrorKind.RESPONSE_INVALID),
            Map.entry("json_validate_failed", ErrorKind.RESPONSE_INVALID),
            Map.entry("unsupported_parameter", ErrorKind.UNSUPPORTED_FEATURE),
            Map.entry("unsupported_value", ErrorKind.UNSUPPORTED_FEATURE),
            Map.entry("server_error", ErrorKind.SERVER_ERROR),
            Map.entry("internalservererror", ErrorKind.SERVER_ERROR));

    private record Words(ErrorKind kind, List<String> any) {
        boolean in(String text) {
            return any.stream().anyMatch(text::contains);
        }
    }

    private static final List<Words> WORDS = List.of(
            new Words(
                    ErrorKind.CONTEXT_TOO_LONG,
                    List.of(
                            "maximum context length",
                            "context window",
                            "available context size",
                            "context length is only",
                            "greater than the context length",
                            "exceeds the context length",
                            "reduce the length of the messages",
                            "`inputs` tokens + `max_new_tokens` must be",
                            "prompt is too long",
                            "prompt too long",
                            "input is too long")),
            new Words(
                    ErrorKind.QUOTA_EXHAUSTED,
                    List.of(
                            "used all available credits",
                            "monthly spending limit",
                            "exceeded your current quota",
                            "insufficient balance",
                            "insufficient credits",
                            "requires more credits",
                            "monthly included credits",
                            "positive balance")),
            new Words(
                    ErrorKind.AUTHENTICATION_FAILED,
                    List.of(
                            "incorrect api key",
                            "invalid api key",
                            "missing authentication",
                            "no auth credentials",
                            "not authenticated")),
            new Words(ErrorKind.CONTENT_BLOCKED, List.of("blocked by guardrail", "content management policy")),
            new Words(
                    ErrorKind.OVERLOADED,
                    List.of(
                            "service tier capacity exceeded",
                            "currently overloaded",
                            "currently unavailable",
                            "loading model",
                            "deployment is being started")),
            new Words(ErrorKind.UNSUPPORTED_FEATURE, List.of("--enable-auto-tool-choice")),
            new Words(
                    ErrorKind.MODEL_NOT_FOUND,
                    List.of("model not found", "model does not exist", "not supported by any provider")));

    private ErrorKinds() {}

    static ErrorKind of(int status, ErrorBody body, List<ErrorRule> rules) {
        int stated = status < 400 && body.status() != null ? body.status() : status;
        return byRules(stated, body, rules)
                .or(() -> body.flagged() ? Optional.of(ErrorKind.CONTENT_BLOCKED) : Optional.empty())
                .or(() -> stated == 413 ? Optional.of(ErrorKind.CONTEXT_TOO_LONG) : Optional.empty())
                .or(() -> byWords(ErrorKind.CONTEXT_TOO_LONG, body.message()))
                .or(() -> byCodes(body.codes()))
                .or(() -> byWords(null, body.message()))
                .orElseGet(() -> StatusKinds.of(stated));
    }

    private static Optional<ErrorKind> byRules(int status, ErrorBody body, List<ErrorRule> rules) {
        List<String> codes = body.codes().isEmpty() ? List.of("") : body.codes();
        return rules.stream()
                .filter(rule -> codes.stream().anyMatch(code -> rule.fits(status, code, null, body.message())))
                .map(ErrorRule::kind)
                .findFirst();
    }

    private static Optional<ErrorKind> byCodes(List<String> codes) {
        return codes.stream()
                .map(code -> CODES.get(code.toLowerCase(Locale.ROOT)))
                .filter(kind -> kind != null)
                .findFirst();
    }

    private static Optional<ErrorKind> byWords(@Nullable ErrorKind only, @Nullable String message) {
        if (message == null) {
            return Optional.empty();
        }
        String text = message.toLowerCase(Locale.ROOT);
        return WORDS.stream()
                .filter(words -> only == null || words.kind() == only)
                .filter(words -> words.in(text))
                .map(Words::kind)
                .findFirst();
    }
}
