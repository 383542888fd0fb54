/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.google;

import io.github.camelllm.test.RecordedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What a path asks for.
 *
 * @param folder what stands before the model's resource, without a slash at the end
 * @param resource such as {@code models/gemini-x}
 * @param method such as {@code generateContent}; empty: the path has none
 */
record Asked(String folder, String resource, String method) {

    static Asked of(RecordedRequest request) {
        String path = URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
        int colon = path.lastIndexOf(':');
        String plain = colon < 0 ? path : path.substring(0, colon);
        int models = plain.lastIndexOf("/models/");
        int at = models < 0 ? plain.lastIndexOf('/', Math.max(0, plain.lastIndexOf('/') - 1)) : models;
        return new Asked(
                at < 0 ? "" : plain.substring(0, at),
                plain.substring(at + 1),
                colon < 0 ? "" : path.substring(colon + 1));
    }

    /** The model's own name. */
    String model() {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    boolean streams() {
        return method.equals("streamGenerateContent");
    }
}
