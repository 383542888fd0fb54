/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with one thread for thousands of connections, which answers all requests it has got when a test says so. */
final class SlowServer implements AutoCloseable {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final Queue<SocketChannel> waiting = new ConcurrentLinkedQueue<>();
    private final List<SocketChannel> channels = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    SlowServer() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8192);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Thread thread = new Thread(this::run, "slow-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException closed) {
            // The test is over.
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = server.accept();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
                channels.add(channel);
            } else {
                read((SocketChannel) key.channel());
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    /** A request of the tests fits into one read. */
    private void read(SocketChannel channel) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            channel.close();
        } else {
            waiting.add(channel);
            requests.incrementAndGet();
        }
    }

    int requests() {
        return requests.get();
    }

    void answerAll() throws IOException {
        for (SocketChannel channel = waiting.poll(); channel != null; channel = waiting.poll()) {
            channel.write(ByteBuffer.wrap(ANSWER.getBytes(ISO_8859_1)));
        }
    }

    URI uri() throws IOException {
        return URI.create("http://localhost:" + ((InetSocketAddress) server.getLocalAddress()).getPort() + "/");
    }

    @Override
    public void close() throws IOException {
        selector.close();
        server.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
