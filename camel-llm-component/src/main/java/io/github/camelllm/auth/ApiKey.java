/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.HttpHeader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A key in a header or in the query.
 *
 * @param place where it goes
 * @param name of the header or the query parameter
 * @param source where it comes from
 * @param required whether a call without a key is refused before it is sent
 * @param remedy tells how to set the key; ends the message of the refusal
 */
public record ApiKey(Place place, String name, SecretSource source, boolean required, String remedy)
        implements Authorizer {

    public ApiKey {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(remedy, "remedy");
    }

    @Override
    public CompletionStage<Outgoing> authorize(Outgoing call) {
        try {
            return CompletableFuture.completedFuture(
                    key().map(key -> place.put(call, name, key)).orElse(call));
        } catch (LlmException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /**
     * The key of this moment; empty when there is none and none is required.
     *
     * @throws LlmException AUTHENTICATION_FAILED when one is required and there is none, or it cannot be sent
     */
    public Optional<Secret> key() {
        Optional<Secret> key;
        try {
            key = source.current();
        } catch (IllegalArgumentException unusable) {
            throw refusal(unusable.getMessage());
        }
        if (key.isEmpty() && required) {
            throw refusal("there is no key");
        }
        return key;
    }

    private LlmException refusal(@Nullable String what) {
        return ErrorDetails.of(ErrorKind.AUTHENTICATION_FAILED, what + ". " + remedy)
                .attempts(0)
                .exception();
    }

    /** Where a key goes. */
    public enum Place {
        /** {@code Authorization: Bearer <key>}. */
        BEARER {
            @Override
            Outgoing put(Outgoing call, String name, Secret key) {
                return call.with(new HttpHeader("Authorization", "Bearer " + key.reveal()));
            }
        },
        /** A header that holds the key alone. */
        HEADER {
            @Override
            Outgoing put(Outgoing call, String name, Secret key) {
                return call.with(new HttpHeader(name, key.reveal()));
            }
        },
        /** A query parameter. */
        QUERY {
            @Override
            Outgoing put(Outgoing call, String name, Secret key) {
                String query = name + "=" + URLEncoder.encode(key.reveal(), StandardCharsets.UTF_8);
                String uri = call.uri().toString();
                return call.to(URI.create(uri + (call.uri().getRawQuery() == null ? "?" : "&") + query));
            }
        };

        abstract Outgoing put(Outgoing call, String name, Secret key);
    }
}
