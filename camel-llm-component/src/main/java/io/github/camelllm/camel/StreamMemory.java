/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.io.IOException;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * Remembers what was read from streams that can be read once. The legs of a failover load balancer all start from the same
 * message: without this the second leg would find the stream that the first one has emptied.
 */
final class StreamMemory {

    private final Map<Object, StreamCache> caches = new WeakHashMap<>();

    /**
     * A copy of what the stream holds, or held when it was first read.
     *
     * @throws io.github.camelllm.error.LlmException INVALID_REQUEST when it cannot be read
     */
    StreamCache of(Object stream, Exchange exchange) {
        StreamCache known;
        synchronized (caches) {
            known = caches.get(stream);
        }
        return known == null ? read(stream, exchange) : copy(known, exchange);
    }

    private StreamCache read(Object stream, Exchange exchange) {
        StreamCache cache = exchange.getContext().getTypeConverter().tryConvertTo(StreamCache.class, exchange, stream);
        if (cache == null) {
            throw InHeaders.wrong("the body, a " + stream.getClass().getName() + ", cannot be read");
        }
        if (cache.inMemory()) {
            synchronized (caches) {
                caches.put(stream, cache);
            }
        }
        return cache;
    }

    private static StreamCache copy(StreamCache cache, Exchange exchange) {
        StreamCache copy;
        try {
            copy = cache.copy(exchange);
        } catch (IOException e) {
            throw InHeaders.wrong("the body cannot be read again: " + e.getMessage());
        }
        if (copy == null) {
            throw InHeaders.wrong("the body, a " + cache.getClass().getName() + ", cannot be read again");
        }
        return copy;
    }
}
