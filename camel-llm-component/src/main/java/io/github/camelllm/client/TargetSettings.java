/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.http.Deadlines;
import io.github.camelllm.http.TransportConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user sets for a target, on top of its profile.
 *
 * @param apiKey asked before the environment; null: only the environment
 * @param baseUrl instead of the profile's; null: the profile's
 * @param region picks one of the profile's base URLs; null: the standard one
 * @param headers sent with every call, beside the profile's
 * @param transport how connections are made
 * @param deadlines how long each part may take
 * @param maxResponseBytes the most bytes of an answer, unzipped
 * @param readerTimeout how long a stream waits for a reader that asks for nothing before it is cancelled; zero: for ever
 * @param choice which of the provider's APIs and resources is meant
 * @param strict a setting that cannot be sent is an error, not a notice
 * @param login instead of a key; null: the key, as the profile says
 */
public record TargetSettings(
        @Nullable SecretSource apiKey,
        @Nullable String baseUrl,
        @Nullable String region,
        Map<String, String> headers,
        TransportConfig transport,
        Deadlines deadlines,
        long maxResponseBytes,
        Duration readerTimeout,
        ApiChoice choice,
        boolean strict,
        @Nullable Login login) {

    /** Five seconds to connect, ten minutes for the whole, one minute of silence, 64 MiB, a minute for a reader. */
    public static final TargetSettings STANDARD = new TargetSettings(
            null,
            null,
            null,
            Map.of(),
            TransportConfig.STANDARD,
            new Deadlines(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10)),
            64L * 1024 * 1024,
            Duration.ofMinutes(1),
            ApiChoice.USUAL,
            false,
            null);

    public TargetSettings {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(deadlines, "deadlines");
        Objects.requireNonNull(readerTimeout, "readerTimeout");
        Objects.requireNonNull(choice, "choice");
    }

    /** Settings whose login is a key, with the provider's usual API. */
    public TargetSettings(
            @Nullable SecretSource apiKey,
            @Nullable String baseUrl,
            @Nullable String region,
            Map<String, String> headers,
            TransportConfig transport,
            Deadlines deadlines,
            long maxResponseBytes,
            Duration readerTimeout,
            boolean strict) {
        this(
                apiKey,
                baseUrl,
                region,
                headers,
                transport,
                deadlines,
                maxResponseBytes,
                readerTimeout,
                ApiChoice.USUAL,
                strict,
                null);
    }

    /** Without the key, and without the headers, which may hold one. */
    @Override
    public String toString() {
        return "TargetSettings[baseUrl=" + baseUrl + ", region=" + region + ", " + choice + ", " + deadlines
                + ", maxResponseBytes=" + maxResponseBytes + ", readerTimeout=" + readerTimeout + ", strict=" + strict
                + "]";
    }

    /** The same with a key. */
    public TargetSettings withApiKey(SecretSource key) {
        return new TargetSettings(
                key,
                baseUrl,
                region,
                headers,
                transport,
                deadlines,
                maxResponseBytes,
                readerTimeout,
                choice,
                strict,
                login);
    }

    /** The same with a base URL. */
    public TargetSettings withBaseUrl(String url) {
        return new TargetSettings(
                apiKey,
                url,
                region,
                headers,
                transport,
                deadlines,
                maxResponseBytes,
                readerTimeout,
                choice,
                strict,
                login);
    }

    /** The same with deadlines. */
    public TargetSettings withDeadlines(Deadlines limits) {
        return new TargetSettings(
                apiKey,
                baseUrl,
                region,
                headers,
                transport,
                limits,
                maxResponseBytes,
                readerTimeout,
                choice,
                strict,
                login);
    }

    /** The same with a time for readers. */
    public TargetSettings withReaderTimeout(Duration limit) {
        return new TargetSettings(
                apiKey, baseUrl, region, headers, transport, deadlines, maxResponseBytes, limit, choice, strict, login);
    }

    /** The same with another API or resource. */
    public TargetSettings withChoice(ApiChoice other) {
        return new TargetSettings(
                apiKey,
                baseUrl,
                region,
                headers,
                transport,
                deadlines,
                maxResponseBytes,
                readerTimeout,
                other,
                strict,
                login);
    }

    /** The same, strict or not. */
    public TargetSettings withStrict(boolean on) {
        return new TargetSettings(
                apiKey,
                baseUrl,
                region,
                headers,
                transport,
                deadlines,
                maxResponseBytes,
                readerTimeout,
                choice,
                on,
                login);
    }

    /** The same with a login instead of a key. */
    public TargetSettings withLogin(Login other) {
        return new TargetSettings(
                apiKey,
                baseUrl,
                region,
                headers,
                transport,
                deadlines,
                maxResponseBytes,
                readerTimeout,
                choice,
                strict,
                other);
    }

    /** The same with other connections. */
    public TargetSettings withTransport(TransportConfig connections) {
        return new TargetSettings(
                apiKey,
                baseUrl,
                region,
                headers,
                connections,
                deadlines,
                maxResponseBytes,
                readerTimeout,
                choice,
                strict,
                login);
    }
}
