/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import io.github.camelllm.error.ErrorDetails;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A small call whose reply comes whole, such as the one for a token. */
public final class Fetch implements ReplyHandler {

    private final CompletableFuture<Reply> result = new CompletableFuture<>();
    private final ByteChunks.Writer body = ByteChunks.writer();
    private HttpHead head = new HttpHead(200, Headers.NONE);

    private Fetch() {}

    /** What came. */
    public record Reply(int status, Headers headers, ByteChunks body) {}

    /**
     * Sends a call.
     *
     * @return fails with an {@link io.github.camelllm.error.LlmException} that names no target
     */
    public static CompletableFuture<Reply> send(HttpTransport transport, HttpCall call) {
        Fetch fetch = new Fetch();
        transport.send(call, fetch);
        return fetch.result;
    }

    @Override
    public void head(HttpHead arrived) {
        head = arrived;
    }

    @Override
    public void data(ByteBuffer bytes) {
        body.write(bytes);
    }

    @Override
    public void end() {
        result.complete(new Reply(head.status(), head.headers(), body.chunks()));
    }

    @Override
    public void failed(TransportFailure failure) {
        result.completeExceptionally(
                ErrorDetails.of(failure.kind(), failure.message()).attempts(0).exception(failure.cause()));
    }
}
