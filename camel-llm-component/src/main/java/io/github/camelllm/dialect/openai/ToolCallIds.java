/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Rewrites the ids of tool calls for providers that take only ids of their own form, alike in call and result. */
final class ToolCallIds {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final int length;

    /** @param length how many letters and digits an id has; 0: any id is taken */
    ToolCallIds(int length) {
        this.length = length;
    }

    String of(String id) {
        if (length == 0 || fits(id)) {
            return id;
        }
        byte[] hash = hash(id);
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(LETTERS.charAt((hash[i % hash.length] & 0xFF) % LETTERS.length()));
        }
        return letters.toString();
    }

    private boolean fits(String id) {
        return id.length() == length && id.chars().allMatch(c -> LETTERS.indexOf(c) >= 0);
    }

    private static byte[] hash(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
