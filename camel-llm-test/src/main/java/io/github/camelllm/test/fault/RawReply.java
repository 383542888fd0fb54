/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP reply, read byte by byte under two limits: between two bytes, and for the whole. */
final class RawReply {

    /** The whole took too long, although something may have come now and then. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("no end in time");
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final Duration silence;
    private final long end;
    private final int status;
    private final Map<String, String> headers = new HashMap<>();
    /** Bytes of the present chunk or of the body that are to come; -1: until the connection is closed. */
    private long left;

    private boolean over;

    RawReply(Socket socket, Duration silence, Duration whole, long begun) throws IOException {
        this.socket = socket;
        this.silence = silence;
        this.end = begun + whole.toNanos();
        in = new BufferedInputStream(socket.getInputStream());
        String[] start = rawLine().split(" ", 3);
        if (start.length < 2 || !start[0].startsWith("HTTP/1.")) {
            throw new ProtocolException("not an HTTP reply");
        }
        status = Integer.parseInt(start[1]);
        for (String line = rawLine(); !line.isEmpty(); line = rawLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        left = chunked() ? 0 : Long.parseLong(headers.getOrDefault("content-length", "-1"));
        over = left == 0 && !chunked();
    }

    int status() {
        return status;
    }

    /** The whole body. */
    String body() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int b = next(); b >= 0; b = next()) {
            body.write(b);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    /** The next line of the body; null at its proper end. */
    @Nullable
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = next();
        for (; b >= 0 && b != '\n'; b = next()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return b < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    private boolean chunked() {
        return "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
    }

    /** The next byte of the body; -1 at its proper end. */
    private int next() throws IOException {
        if (!over && left == 0) {
            left = Long.parseLong(rawLine().split(";", 2)[0].strip(), 16);
            over = left == 0;
            if (over) {
                rawLine();
            }
        }
        if (over) {
            return -1;
        }
        int b = raw();
        if (b < 0 && left > 0) {
            throw new EOFException("the connection was closed before the end of the body");
        }
        if (b < 0) {
            over = true;
        } else if (left > 0) {
            left--;
            if (left == 0 && chunked()) {
                rawLine();
            }
            over = left == 0 && !chunked();
        }
        return b;
    }

    private String rawLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = raw(); b != '\n'; b = raw()) {
            if (b < 0) {
                throw new EOFException("the connection was closed");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private int raw() throws IOException {
        if (in.available() > 0) {
            return in.read();
        }
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new TooLongException();
        }
        socket.setSoTimeout((int) Math.max(1, Math.min(millis, silence.toMillis())));
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            if (millis <= silence.toMillis()) {
                throw new TooLongException();
            }
            throw e;
        }
    }
}
