/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.http.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

class UnpackerFuzzTest {

    @FuzzTest(maxDuration = "")
    void packed_bodies_give_the_same_bytes_however_they_are_cut(byte[] input) {
        boolean gzip = Utf8.choice(input, 0, 2) == 0;
        byte[] packed = Utf8.after(1, input);
        String coding = gzip ? "gzip" : "deflate";

        byte @Nullable [] whole = Received.unpack(coding, packed, false);
        byte @Nullable [] pieces = Received.unpack(coding, packed, true);

        if (!Arrays.equals(whole, pieces)) {
            assertThat(pieces).isEqualTo(whole);
        }
        if (gzip && whole != null && packed.length > 0) {
            byte @Nullable [] theirs = gunzip(packed);
            if (theirs != null && !startsWith(whole, theirs)) {
                assertThat(whole).startsWith(theirs);
            }
        }
    }

    /** Ours goes on behind padding, where the JDK ends. */
    private static boolean startsWith(byte[] ours, byte[] theirs) {
        return ours.length >= theirs.length && Arrays.equals(ours, 0, theirs.length, theirs, 0, theirs.length);
    }

    /** By the JDK; null when it refuses. */
    private static byte @Nullable [] gunzip(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException refused) {
            return null;
        }
    }
}
