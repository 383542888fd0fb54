/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The path of an operation on a model. The id, an ARN perhaps, is one segment: all but the unreserved characters of RFC 3986
 * are percent-encoded, as AWS's own clients do. (providers/bedrock, Identity, read 2026-11-25)
 */
final class ModelPath {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String DIGITS = "0123456789ABCDEF";

    private ModelPath() {}

    static String of(String modelId, String operation) {
        return "/model/" + encoded(modelId) + "/" + operation;
    }

    private static String encoded(String segment) {
        StringBuilder text = new StringBuilder(segment.length() + 16);
        for (byte b : segment.getBytes(UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                text.append((char) b);
            } else {
                text.append('%').append(DIGITS.charAt((b & 0xff) >> 4)).append(DIGITS.charAt(b & 0xf));
            }
        }
        return text.toString();
    }
}
