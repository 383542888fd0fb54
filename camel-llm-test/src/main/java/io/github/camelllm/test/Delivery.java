/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an answer travels: when, in which pieces, and what breaks on the way. Part of a {@link Reply}; never changed later. */
final class Delivery implements Cloneable {

    static final Delivery PLAIN = new Delivery();

    /** How an answer breaks. */
    enum Break {
        CUT,
        RESET,
        STALL
    }

    /** Where an answer breaks. */
    enum Unit {
        HEAD_BYTES,
        BODY_BYTES,
        CHUNKS
    }

    /** Silence until a test opens the hold, after so many content chunks; -1 is before the first byte. */
    record Gate(Hold hold, int chunks) {}

    /** A break of the connection at a place. */
    record Breakage(Break kind, Unit unit, long at) {}

    /** An error event after so many content chunks. */
    record InnerError(ErrorCase error, int chunks) {}

    Duration latency = Duration.ZERO;
    Duration firstToken = Duration.ZERO;
    Duration chunkPause = Duration.ZERO;
    Duration dripPause = Duration.ZERO;
    int dripBytes;

    @Nullable
    Gate gate;

    @Nullable
    Breakage breakage;

    @Nullable
    InnerError innerError;

    int malformedAfter = -1;
    long lengthOff;
    int status;
    boolean endsTwice;
    boolean withoutDone;
    boolean withoutFinish;
    boolean withoutUsage;
    boolean gzip;
    boolean closing;
    boolean closingUnannounced;
    Map<String, String> headers = Map.of();

    Delivery copy() {
        try {
            return (Delivery) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether frames are left out, repeated or slipped in. */
    boolean changesFrames() {
        return innerError != null || malformedAfter >= 0 || endsTwice || withoutDone || withoutFinish || withoutUsage;
    }

    void header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        headers = Map.copyOf(all);
    }
}
