/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.model.Notice;
import java.util.List;

/**
 * An encoded request, without login. Sent by POST.
 *
 * @param path appended to the base URL; begins with a slash
 * @param headers beside the profile's and the login's
 * @param body the bytes
 * @param notices what could not be sent as asked
 */
public record WireRequest(String path, List<HttpHeader> headers, ByteChunks body, List<Notice> notices) {

    private static final HttpHeader JSON = new HttpHeader("Content-Type", "application/json");
    private static final List<HttpHeader> WHOLE = List.of(JSON);
    private static final List<HttpHeader> STREAMED = List.of(JSON, new HttpHeader("Accept", "text/event-stream"));

    public WireRequest {
        headers = List.copyOf(headers);
        notices = List.copyOf(notices);
    }

    /** A body of JSON. */
    public static WireRequest json(String path, ByteChunks body, List<Notice> notices) {
        return new WireRequest(path, WHOLE, body, notices);
    }

    /** A body of JSON that asks for server-sent events. */
    public static WireRequest streamed(String path, ByteChunks body, List<Notice> notices) {
        return new WireRequest(path, STREAMED, body, notices);
    }
}
