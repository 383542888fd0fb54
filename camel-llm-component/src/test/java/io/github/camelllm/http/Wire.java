/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

/** One connection that a peer has accepted, byte by byte. */
final class Wire {

    final Socket socket;
    final InputStream in;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** The request: its head as text, then its body. */
    record Request(String head, byte[] body) {

        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return new String(body, ISO_8859_1);
        }
    }

    /** @throws java.io.EOFException when the client closes before a whole request has come */
    Request request() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new java.io.EOFException("closed after " + head.size() + " bytes of a request head");
            }
            head.write(b);
        }
        Request request = new Request(head.toString(ISO_8859_1), new byte[0]);
        String length = request.header("Content-Length");
        return length.isEmpty() ? request : new Request(request.head(), in.readNBytes(Integer.parseInt(length)));
    }

    Wire write(String text) throws IOException {
        return write(text.getBytes(ISO_8859_1));
    }

    Wire write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    Wire answer(String body) throws IOException {
        return write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** The head of a streamed answer. */
    Wire stream() throws IOException {
        return write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    Wire chunk(String text) throws IOException {
        return chunk(text.getBytes(ISO_8859_1));
    }

    Wire chunk(byte[] bytes) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
        whole.writeBytes(bytes);
        whole.writeBytes("\r\n".getBytes(ISO_8859_1));
        return write(whole.toByteArray());
    }

    Wire lastChunk() throws IOException {
        return write("0\r\n\r\n");
    }

    /** Closes so that the client gets a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
