/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.profile.Target;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The path of a model's method. (providers/google-ai and vertex-ai, Identity, read 2026-11-25) */
final class ModelPath {

    private static final String ALLOWED = "-._~@/";

    private ModelPath() {}

    /**
     * Such as {@code /models/gemini-x:generateContent}.
     *
     * @throws LlmException INVALID_REQUEST when the name would lead to another path
     */
    static String of(Target target, String method) {
        String id = target.model().id();
        for (String segment : id.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw target.error(
                                ErrorKind.INVALID_REQUEST,
                                "the model '" + id + "' is no name: between its slashes stands nothing, or dots")
                        .attempts(0)
                        .exception();
            }
        }
        return "/" + encoded(resource(target)) + ":" + method;
    }

    /** The model's name among the provider's resources, such as {@code models/gemini-x}. */
    static String resource(Target target) {
        String id = target.model().id();
        return id.indexOf('/') >= 0 ? id : target.quirks().text(GoogleQuirks.MODEL_PREFIX, "models/") + id;
    }

    private static String encoded(String resource) {
        StringBuilder path = new StringBuilder(resource.length());
        for (byte b : resource.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ALLOWED.indexOf(c) >= 0) {
                path.append(c);
            } else {
                path.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return path.toString();
    }
}
