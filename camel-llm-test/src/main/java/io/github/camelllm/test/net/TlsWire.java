/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** TLS by the JDK's engine; its tasks run on the server's thread, which is enough for tests. */
final class TlsWire implements Wire {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer encryptedIn;
    private ByteBuffer encryptedOut;

    TlsWire(SocketChannel channel, SSLEngine engine) throws IOException {
        this.channel = channel;
        this.engine = engine;
        int size = engine.getSession().getPacketBufferSize();
        this.encryptedIn = ByteBuffer.allocate(size);
        this.encryptedOut = ByteBuffer.allocate(size).flip();
        engine.beginHandshake();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        try {
            return decrypt(into);
        } catch (SSLException e) {
            // The engine has an alert for the client that says why.
            wrap(NOTHING.duplicate());
            throw e;
        }
    }

    private int decrypt(ByteBuffer into) throws IOException {
        int before = into.position();
        boolean ended = false;
        while (into.hasRemaining()) {
            int count = channel.read(encryptedIn);
            ended = count < 0;
            encryptedIn.flip();
            SSLEngineResult.Status status = unwrap(into);
            encryptedIn.compact();
            if (ended || count == 0 || status == SSLEngineResult.Status.CLOSED) {
                ended |= status == SSLEngineResult.Status.CLOSED;
                break;
            }
        }
        return into.position() > before ? into.position() - before : ended ? -1 : 0;
    }

    private SSLEngineResult.Status unwrap(ByteBuffer into) throws IOException {
        while (true) {
            SSLEngineResult result = engine.unwrap(encryptedIn, into);
            boolean progress = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
            progress |= handshake();
            if (result.getStatus() != SSLEngineResult.Status.OK || !progress) {
                return result.getStatus();
            }
        }
    }

    /** Does what the handshake asks of this side; false when there was nothing to do. */
    private boolean handshake() throws IOException {
        boolean worked = false;
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            } else if (status == HandshakeStatus.NEED_WRAP) {
                wrap(NOTHING.duplicate());
            } else {
                return worked;
            }
            worked = true;
        }
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        while (from.hasRemaining() && flush()) {
            int before = from.remaining();
            wrap(from);
            if (from.remaining() == before) {
                return false;
            }
        }
        return flush() && !from.hasRemaining();
    }

    /** Encrypts one record behind what is still to be sent. */
    private void wrap(ByteBuffer from) throws IOException {
        encryptedOut.compact();
        if (encryptedOut.remaining() < engine.getSession().getPacketBufferSize()) {
            ByteBuffer larger = ByteBuffer.allocate(
                    encryptedOut.position() + engine.getSession().getPacketBufferSize());
            larger.put(encryptedOut.flip());
            encryptedOut = larger;
        }
        engine.wrap(from, encryptedOut);
        encryptedOut.flip();
        flush();
    }

    private boolean flush() throws IOException {
        if (encryptedOut.hasRemaining()) {
            channel.write(encryptedOut);
        }
        return !encryptedOut.hasRemaining();
    }

    @Override
    public void goodbye() throws IOException {
        engine.closeOutbound();
        wrap(NOTHING.duplicate());
    }
}
