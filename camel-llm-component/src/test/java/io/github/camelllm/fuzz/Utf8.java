/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a fuzzer as text. */
final class Utf8 {

    private Utf8() {}

    /** As text; what is not UTF-8 becomes a replacement character. */
    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    /** As text; null when they are not UTF-8. */
    static @Nullable String strict(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    /** All but the first bytes, which choose something. */
    static byte[] after(int first, byte[] bytes) {
        return Arrays.copyOfRange(bytes, Math.min(first, bytes.length), bytes.length);
    }

    /** Which of so many the byte at that place chooses; written as a digit in the inputs that are kept. */
    static int choice(byte[] bytes, int at, int many) {
        return at < bytes.length ? Math.floorMod(bytes[at] - '0', many) : 0;
    }
}
