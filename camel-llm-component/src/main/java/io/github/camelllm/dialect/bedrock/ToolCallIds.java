/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelllm.profile.Quirks;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Ids of tool calls as the model takes them. Calls of another provider may have others: those are replaced, the same by the
 * same, so that call and result stay together.
 *
 * @param allowed what may stay as it is
 * @param length of the others
 */
record ToolCallIds(Pattern allowed, int length) {

    private static final int USUAL = 32;
    private static final ToolCallIds ANY = new ToolCallIds(Pattern.compile("[a-zA-Z0-9_.:-]{1,64}"), USUAL);

    static ToolCallIds of(Quirks quirks) {
        int length = Integer.parseInt(quirks.text(BedrockQuirks.TOOL_CALL_ID_LENGTH, "0"));
        return length == 0 ? ANY : new ToolCallIds(Pattern.compile("[a-zA-Z0-9]{" + length + "}"), length);
    }

    String sent(String id) {
        return allowed.matcher(id).matches() ? id : digest(id).substring(0, Math.min(USUAL, length));
    }

    private static String digest(String id) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
