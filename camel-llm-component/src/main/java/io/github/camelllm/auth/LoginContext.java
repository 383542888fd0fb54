/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import io.github.camelllm.http.Deadlines;
import io.github.camelllm.http.HttpTransport;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a login may use.
 *
 * @param keyed carries a secret as the provider's profile says: in which header, under which name
 * @param transport the one of the target's own calls, so that proxy and trust are the same; made when first asked for
 * @param direct the same without a proxy, for services of the machine itself
 * @param deadlines of the target's own calls
 * @param clock the time of day
 * @param blocking runs what waits for a library that blocks
 * @param signingName the name of the service in signatures of AWS; null: the provider takes none
 * @param region that the user set; null: none
 */
public record LoginContext(
        Function<SecretSource, Authorizer> keyed,
        Supplier<HttpTransport> transport,
        Supplier<HttpTransport> direct,
        Deadlines deadlines,
        InstantSource clock,
        Executor blocking,
        @Nullable String signingName,
        @Nullable String region) {

    /** For a provider that takes no signatures of AWS. */
    public LoginContext(
            Function<SecretSource, Authorizer> keyed,
            Supplier<HttpTransport> transport,
            Supplier<HttpTransport> direct,
            Deadlines deadlines,
            InstantSource clock,
            Executor blocking) {
        this(keyed, transport, direct, deadlines, clock, blocking, null, null);
    }
}
