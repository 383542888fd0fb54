/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * The credentials of a role, kept until shortly before their end. However many calls wait, there is one request. When a renewal
 * fails, the old ones serve as long as they are good. Thread-safe; blocks.
 */
final class RoleCredentials {

    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final TokenService service;
    private final InstantSource clock;
    private RoleReply.@Nullable Credentials known;
    private Instant renewal = Instant.MIN;

    RoleCredentials(TokenService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    synchronized AwsCredentialsIdentity get(String region) {
        Instant now = clock.instant();
        RoleReply.Credentials old = known != null && now.isBefore(known.end().minus(MARGIN)) ? known : null;
        if (old != null && now.isBefore(renewal)) {
            return old.identity();
        }
        try {
            RoleReply.Credentials fresh = service.ask(region);
            known = fresh;
            renewal = fresh.end().minus(EARLY);
            return fresh.identity();
        } catch (RuntimeException e) {
            if (old == null) {
                throw e;
            }
            renewal = now.plus(PATIENCE);
            return old.identity();
        }
    }

    /** Forgets credentials that were refused. */
    synchronized void refused(AwsCredentialsIdentity used) {
        if (known != null && known.identity().equals(used)) {
            known = null;
        }
    }
}
