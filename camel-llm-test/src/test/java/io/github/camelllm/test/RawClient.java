/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client of bytes: what it reads is what was on the wire. */
final class RawClient implements AutoCloseable {

    /** What came until the connection ended, and how it ended. */
    record Read(String text, @Nullable IOException failure) {

        boolean reset() {
            return failure != null;
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient(Socket socket) {
        this.socket = socket;
    }

    void send(String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void post(String path, String json, String... headers) {
        send("POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test-key\r\n"
                + "Content-Type: application/json\r\n" + String.join("", headers) + "Content-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
    }

    /** Reads until the connection ends, whichever way. */
    Read readToEnd() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IOException failure = null;
        try {
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection stays open; read so far: " + bytes, e);
        } catch (IOException e) {
            failure = e;
        }
        return new Read(bytes.toString(StandardCharsets.UTF_8), failure);
    }

    /** Reads until this text has come. */
    String readUntil(String end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            while (!bytes.toString(StandardCharsets.UTF_8).endsWith(end)) {
                int b = in.read();
                if (b < 0) {
                    throw new AssertionError("the connection ended before '" + end + "' came: " + bytes);
                }
                bytes.write(b);
            }
        } catch (IOException e) {
            throw new AssertionError("reading failed before '" + end + "' came: " + bytes, e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Whether nothing can be read now, although the connection is open. */
    boolean silent() {
        try {
            socket.setSoTimeout(50);
            int b = socket.getInputStream().read();
            throw new AssertionError(b < 0 ? "the connection has ended" : "a byte came: " + b);
        } catch (SocketTimeoutException e) {
            return patientAgain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean patientAgain() {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
