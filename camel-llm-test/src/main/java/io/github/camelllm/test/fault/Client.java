/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A client's connection, byte by byte. Requests are read whole before anything breaks: unread bytes would turn FIN into RST. */
final class Client {

    private static final int IDLE_MILLIS = 75_000;
    private static final int HEAD_BYTES = 64 * 1024;

    private final Socket socket;
    private final PushbackInputStream in;
    private final OutputStream out;

    Client(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new PushbackInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    int port() {
        return socket.getPort();
    }

    /** The next request; empty when the client has gone or was silent for too long. */
    Optional<HttpAsk> next() throws IOException {
        socket.setSoTimeout(IDLE_MILLIS);
        try {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            in.unread(first);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
        String[] start = line().split(" ", 3);
        if (start.length < 3) {
            throw new ProtocolException("not an HTTP request: " + String.join(" ", start));
        }
        Map<String, String> headers = headers();
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        return Optional.of(new HttpAsk(start[0], start[1], headers, new String(body(headers), StandardCharsets.UTF_8)));
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** As one chunk of a chunked body. */
    void chunk(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /**
     * Does nothing for a while.
     *
     * @throws HungUpException as soon as the client closes the connection
     */
    void idle(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            socket.setSoTimeout((int) left);
            try {
                int early = in.read();
                if (early < 0) {
                    throw new HungUpException();
                }
                in.unread(early);
                LockSupport.parkNanos(1_000_000);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    /** Closes with RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("not a header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(); size > 0; size = size()) {
            body.write(exactly(size));
            line();
        }
        while (!line().isEmpty()) {
            // trailers say nothing here
        }
        return body.toByteArray();
    }

    private int size() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the request ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() > HEAD_BYTES) {
                throw new EOFException("the request's head is not whole");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** The client closed the connection. */
    static final class HungUpException extends IOException {
        private static final long serialVersionUID = 1L;

        HungUpException() {
            super("the client hung up");
        }
    }
}
