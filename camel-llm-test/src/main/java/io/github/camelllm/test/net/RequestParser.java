/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 requests from bytes as they come (RFC 9112, read 2026-11-25): Content-Length and chunked bodies.
 * Not thread-safe: one parser, one connection, the server's thread. Between requests it holds no buffer.
 */
final class RequestParser {

    private static final int HEAD_LIMIT = 256 * 1024;

    private enum Phase {
        HEAD,
        FIXED_BODY,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILER
    }

    private Phase phase = Phase.HEAD;
    private @Nullable ByteArrayOutputStream line;
    private @Nullable ByteArrayOutputStream chunks;
    private byte @Nullable [] fixed;
    private @Nullable RequestHead head;
    private int filled;
    private int chunkLeft;
    private boolean continueDue;

    /** A complete request, or null when more bytes are needed. Bytes of the next request stay in the buffer. */
    @Nullable
    RequestHead feed(ByteBuffer in) throws MalformedRequestException {
        while (in.hasRemaining()) {
            if (step(in)) {
                phase = Phase.HEAD;
                return head;
            }
        }
        return null;
    }

    /** The body of the request that {@link #feed} just returned; the parser lets go of it. */
    byte[] takeBody() {
        byte[] body = chunks != null ? chunks.toByteArray() : fixed != null ? fixed : new byte[0];
        chunks = null;
        fixed = null;
        head = null;
        return body;
    }

    /** True once for each request that waits for "100 Continue". */
    boolean takeContinue() {
        boolean due = continueDue;
        continueDue = false;
        return due;
    }

    /** Whether a request has begun and is not complete. */
    boolean midRequest() {
        return phase != Phase.HEAD || (line != null && line.size() > 0);
    }

    private boolean step(ByteBuffer in) throws MalformedRequestException {
        return switch (phase) {
            case HEAD -> readHead(in);
            case FIXED_BODY -> readFixed(in);
            case CHUNK_SIZE -> readChunkSize(in);
            case CHUNK_DATA -> readChunkData(in);
            case CHUNK_END -> readChunkEnd(in);
            case TRAILER -> readTrailer(in);
        };
    }

    private boolean readHead(ByteBuffer in) throws MalformedRequestException {
        String text = until(in, "\r\n\r\n");
        if (text == null) {
            return false;
        }
        head = RequestHead.parse(text);
        continueDue = head.expectsContinue();
        if (head.chunked()) {
            chunks = new ByteArrayOutputStream(512);
            phase = Phase.CHUNK_SIZE;
            return false;
        }
        int length = head.contentLength();
        fixed = new byte[length];
        filled = 0;
        phase = Phase.FIXED_BODY;
        return length == 0;
    }

    private boolean readFixed(ByteBuffer in) {
        byte[] fixed = Objects.requireNonNull(this.fixed);
        int count = Math.min(in.remaining(), fixed.length - filled);
        in.get(fixed, filled, count);
        filled += count;
        return filled == fixed.length;
    }

    private boolean readChunkSize(ByteBuffer in) throws MalformedRequestException {
        String text = until(in, "\r\n");
        if (text == null) {
            return false;
        }
        String digits = text.split(";", 2)[0].strip();
        try {
            chunkLeft = Integer.parseInt(digits, 16);
        } catch (NumberFormatException e) {
            throw new MalformedRequestException("the chunk size is not hexadecimal: " + digits);
        }
        phase = chunkLeft == 0 ? Phase.TRAILER : Phase.CHUNK_DATA;
        return false;
    }

    private boolean readChunkData(ByteBuffer in) {
        byte[] part = new byte[Math.min(in.remaining(), chunkLeft)];
        in.get(part);
        Objects.requireNonNull(chunks).writeBytes(part);
        chunkLeft -= part.length;
        if (chunkLeft == 0) {
            phase = Phase.CHUNK_END;
        }
        return false;
    }

    private boolean readChunkEnd(ByteBuffer in) throws MalformedRequestException {
        if (until(in, "\r\n") != null) {
            phase = Phase.CHUNK_SIZE;
        }
        return false;
    }

    private boolean readTrailer(ByteBuffer in) throws MalformedRequestException {
        String text = until(in, "\r\n");
        return text != null && text.equals("\r\n");
    }

    /** Text up to and including the end mark, or null when it has not come yet. */
    private @Nullable String until(ByteBuffer in, String end) throws MalformedRequestException {
        ByteArrayOutputStream line = this.line == null ? new ByteArrayOutputStream(512) : this.line;
        this.line = line;
        while (in.hasRemaining()) {
            byte b = in.get();
            line.write(b);
            if (b == '\n' && line.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                this.line = null;
                return text;
            }
            if (line.size() > HEAD_LIMIT) {
                throw new MalformedRequestException("a head or chunk line is longer than " + HEAD_LIMIT + " bytes");
            }
        }
        return null;
    }
}
