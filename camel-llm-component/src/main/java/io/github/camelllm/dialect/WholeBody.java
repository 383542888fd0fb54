/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import java.util.function.Predicate;

/** Reads an answer of JSON that came whole. */
public final class WholeBody {

    private static final long LONG_BODY = 256 * 1024;

    private WholeBody() {}

    /**
     * Lets {@code reader} read the body, behind which nothing may follow. A long body is let go while it is read, so that it and the answer are not in
     * memory at the same time.
     *
     * @return what {@code reader} says: whether it is an answer
     * @throws LlmException RESPONSE_INVALID when the body is not JSON
     */
    public static boolean read(ByteChunks body, Failures failures, Predicate<JsonReader> reader) {
        String look = body.length() > LONG_BODY ? look(body) : null;
        try (JsonReader in = open(body)) {
            boolean read = reader.test(in);
            if (read) {
                in.end();
            }
            return read;
        } catch (JsonException e) {
            throw failures.invalid("the answer is " + (look == null ? look(body) : look) + ": " + e.getMessage(), e);
        }
    }

    private static JsonReader open(ByteChunks body) {
        if (body.length() > LONG_BODY) {
            return JsonReader.of(body.drain());
        }
        byte[] bytes = body.toArray();
        return JsonReader.of(bytes, 0, bytes.length);
    }

    private static String look(ByteChunks body) {
        if (body.length() == 0) {
            return "empty";
        }
        for (byte b : body.chunks().get(0)) {
            if (b == '<') {
                return "a web page, not JSON; check the base URL";
            }
            if (b > ' ') {
                break;
            }
        }
        return "malformed";
    }
}
