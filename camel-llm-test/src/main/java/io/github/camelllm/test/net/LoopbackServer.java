/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;

/**
 * An HTTP/1.1 server on the loopback address and a free port. One thread serves all connections: an answer that waits
 * costs no thread.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 8192;
    private static final int SCRATCH = 64 * 1024;

    private final ServerConfig config;
    private final Selector selector;
    private final ServerSocketChannel acceptor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong closedByClient = new AtomicLong();
    private final Thread loop;
    private volatile boolean closing;

    public LoopbackServer(ServerConfig config) {
        this.config = config;
        try {
            selector = Selector.open();
            acceptor = ServerSocketChannel.open();
            acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            acceptor.configureBlocking(false);
            acceptor.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator cannot listen on the loopback address", e);
        }
        loop = new Thread(this::serve, "provider-simulator-" + port());
        loop.setDaemon(true);
        loop.start();
    }

    public int port() {
        return acceptor.socket().getLocalPort();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return connections.size();
    }

    /** Connections accepted since the start. */
    public long acceptedConnections() {
        return accepted.get();
    }

    /** Connections that the client closed or reset, idle ones included. */
    public long connectionsClosedByClient() {
        return closedByClient.get();
    }

    /** Closes the connections that carry no call now: with FIN, or with RST. */
    public void closeIdleConnections(boolean reset) {
        closeWhere(Connection::idle, reset);
    }

    /** Closes every connection, whatever it is doing. */
    public void closeAllConnections(boolean reset) {
        closeWhere(connection -> true, reset);
    }

    private void closeWhere(Predicate<Connection> which, boolean reset) {
        execute(() -> connections.stream().filter(which).toList().forEach(connection -> connection.close(reset)));
    }

    /** Runs a task on the server's thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            loop.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    RequestHandler handler() {
        return config.handler();
    }

    Timer timer() {
        return config.timer();
    }

    void failed(Exception problem) {
        config.problems().accept(problem);
    }

    void closedByClient() {
        closedByClient.incrementAndGet();
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    private void serve() {
        ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
        Consumer<SelectionKey> ready = key -> ready(key, scratch);
        try (selector;
                acceptor) {
            while (!closing) {
                selector.select(ready);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            new ArrayList<>(connections).forEach(connection -> connection.close(false));
            selector.selectNow();
        } catch (IOException e) {
            failed(e);
        }
    }

    private void ready(SelectionKey key, ByteBuffer scratch) {
        try {
            if (!key.isValid()) {
                return;
            }
            if (key.isAcceptable()) {
                accept();
            } else {
                ((Connection) key.attachment()).ready(scratch);
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void accept() throws IOException {
        List<SocketChannel> channels = new ArrayList<>();
        for (SocketChannel channel = acceptor.accept(); channel != null; channel = acceptor.accept()) {
            channels.add(channel);
        }
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (config.sendBufferBytes() > 0) {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, config.sendBufferBytes());
            }
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Connection connection = new Connection(this, channel, key, wire(channel), accepted.incrementAndGet());
            key.attach(connection);
            connections.add(connection);
        }
    }

    private Wire wire(SocketChannel channel) throws IOException {
        if (config.sslContext() == null) {
            return new PlainWire(channel);
        }
        SSLEngine engine = config.sslContext().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(config.clientCertificateRequired());
        return new TlsWire(channel, engine);
    }
}
