/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** gzip by RFC 1952 (read 2026-11-25), also several members one after the other; padding after the last is ignored. */
final class Gunzip implements Unpacker {

    private static final int BUFFER = 4096;
    private static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private enum Part {
        START,
        FIXED,
        EXTRA_LENGTH,
        EXTRA_BYTES,
        TEXT,
        CRC,
        BODY,
        TRAILER
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] out = new byte[BUFFER];
    private Part part = Part.START;
    private int flags;
    private int seen;
    private long number;
    private int members;

    @Override
    public void feed(ByteBuffer packed, Sink sink) throws DataFormatException {
        boolean more = true;
        while (more && packed.hasRemaining()) {
            if (part == Part.BODY) {
                more = inflate(packed, sink);
            } else {
                frame(packed.get() & 0xff);
            }
        }
    }

    private void frame(int b) throws DataFormatException {
        switch (part) {
            case START -> {
                if (b == MAGIC >> 8) {
                    begin(Part.FIXED);
                    fixed(b);
                } else if (b != 0 || members == 0) {
                    throw new DataFormatException("the body says it is gzip but does not begin so");
                }
            }
            case FIXED -> fixed(b);
            case EXTRA_LENGTH -> {
                number |= (long) b << 8 * seen;
                if (++seen == 2) {
                    long length = number;
                    begin(Part.EXTRA_BYTES);
                    number = length;
                    if (length == 0) {
                        optional(EXTRA);
                    }
                }
            }
            case EXTRA_BYTES -> {
                if (++seen == number) {
                    optional(EXTRA);
                }
            }
            case TEXT -> {
                if (b == 0) {
                    optional(flags & (NAME | COMMENT));
                }
            }
            case CRC -> {
                if (++seen == 2) {
                    optional(HEADER_CRC);
                }
            }
            case TRAILER -> trailer(b);
            default -> throw new IllegalStateException("gzip part " + part + " has no frame");
        }
    }

    private void begin(Part next) {
        part = next;
        seen = 0;
        number = 0;
    }

    private void fixed(int b) throws DataFormatException {
        boolean right = switch (seen) {
            case 0 -> b == MAGIC >> 8;
            case 1 -> b == (MAGIC & 0xff);
            case 2 -> b == DEFLATE;
            default -> true;
        };
        if (!right) {
            throw new DataFormatException("the body says it is gzip but has a wrong header");
        }
        if (seen == 3) {
            flags = b;
        }
        if (++seen == 10) {
            optional(0);
        }
    }

    /** Goes to the next optional part of the header that the flags announce. */
    private void optional(int done) {
        boolean nameDone = (done & NAME) != 0;
        flags &= nameDone ? ~NAME : ~done;
        if ((flags & EXTRA) != 0) {
            begin(Part.EXTRA_LENGTH);
        } else if ((flags & (NAME | COMMENT)) != 0) {
            begin(Part.TEXT);
        } else if ((flags & HEADER_CRC) != 0) {
            begin(Part.CRC);
        } else {
            begin(Part.BODY);
        }
    }

    private boolean inflate(ByteBuffer packed, Sink sink) throws DataFormatException {
        inflater.setInput(packed);
        boolean more = true;
        while (more) {
            int n = inflater.inflate(out);
            if (n == 0) {
                break;
            }
            crc.update(out, 0, n);
            more = sink.accept(ByteBuffer.wrap(out, 0, n));
        }
        inflater.setInput(NOTHING);
        if (inflater.needsDictionary()) {
            throw new DataFormatException("the gzip data wants a dictionary");
        }
        if (inflater.finished()) {
            begin(Part.TRAILER);
        }
        return more;
    }

    private void trailer(int b) throws DataFormatException {
        number |= (long) b << 8 * seen;
        if (++seen < Long.BYTES) {
            return;
        }
        if (number != (crc.getValue() | (inflater.getBytesWritten() & 0xffff_ffffL) << 32)) {
            throw new DataFormatException("the gzip data is damaged: its checksum or its length is wrong");
        }
        inflater.reset();
        crc.reset();
        members++;
        begin(Part.START);
    }

    @Override
    public boolean whole() {
        return part == Part.START;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
