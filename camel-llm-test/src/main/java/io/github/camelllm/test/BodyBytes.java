/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The body's bytes frame by frame, compressed if wanted. */
final class BodyBytes implements Iterator<BodyBytes.Part> {

    /** Bytes of one frame; whether it carried content. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Part(byte[] bytes, boolean content) {}

    private final Iterator<Frame> frames;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private final @Nullable GZIPOutputStream zip;
    private boolean trailerDue;

    BodyBytes(Iterator<Frame> frames, boolean gzip) {
        this.frames = frames;
        this.zip = gzip ? zip(out) : null;
        this.trailerDue = gzip;
    }

    private static GZIPOutputStream zip(ByteArrayOutputStream out) {
        try {
            return new GZIPOutputStream(out, 512, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        return frames.hasNext() || trailerDue;
    }

    @Override
    public Part next() {
        if (zip != null && !frames.hasNext()) {
            return new Part(compressed(zip, new byte[0], true), false);
        }
        Frame frame = frames.next();
        byte[] bytes = zip == null ? frame.bytes() : compressed(zip, frame.bytes(), false);
        return new Part(bytes, frame.kind() == Frame.Kind.CONTENT);
    }

    /** All that is left, in one piece. */
    byte[] rest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] first = hasNext() ? next().bytes() : new byte[0];
        if (!hasNext()) {
            return first;
        }
        all.writeBytes(first);
        while (hasNext()) {
            all.writeBytes(next().bytes());
        }
        return all.toByteArray();
    }

    private byte[] compressed(GZIPOutputStream zip, byte[] bytes, boolean last) {
        try {
            zip.write(bytes);
            if (last) {
                zip.finish();
                trailerDue = false;
            } else {
                zip.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] done = out.toByteArray();
        out.reset();
        return done;
    }
}
