/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A provider that does next to nothing: one thread, one answer, no TLS. How it answers stands in the path: {@code
 * /think/200/pieces/20/gap/50/v1/chat/completions} thinks for 200 ms and streams 20 pieces, 50 ms apart.
 */
final class MockServer {

    private final Selector selector = Selector.open();
    private final ServerSocketChannel acceptor = ServerSocketChannel.open();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 * 1024);
    private final PriorityQueue<Due> later = new PriorityQueue<>();
    private final Map<String, Script> scripts = new HashMap<>();

    /** When a connection has something to send. */
    private record Due(long nanos, Connection connection) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(nanos - other.nanos, 0);
        }
    }

    private MockServer() throws IOException {
        acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8192);
        acceptor.configureBlocking(false);
        acceptor.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Tells its port on the standard output and serves until the standard input ends. */
    public static void main(String[] args) throws IOException {
        MockServer server = new MockServer();
        Child.endWithParent();
        System.out.println(server.acceptor.socket().getLocalPort());
        server.serve();
    }

    private void serve() throws IOException {
        while (true) {
            long left = later.isEmpty() ? 0 : later.peek().nanos - System.nanoTime();
            if (left < 0) {
                selector.selectNow(this::ready);
            } else {
                selector.select(this::ready, left / 1_000_000 + (later.isEmpty() ? 0 : 1));
            }
            long now = System.nanoTime();
            while (!later.isEmpty() && later.peek().nanos - now <= 0) {
                later.poll().connection.advance();
            }
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.isValid()) {
            ((Connection) key.attachment()).ready();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = acceptor.accept(); channel != null; channel = acceptor.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Connection(channel, key));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot accept connections", e);
        }
    }

    private final class Connection {

        private final SocketChannel channel;
        private final SelectionKey key;
        private String begun = "";
        private Script script = Script.NONE;
        private int step;
        private ByteBuffer rest = ByteBuffer.allocate(0);

        Connection(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        void ready() {
            try {
                if (key.isReadable()) {
                    read();
                }
                if (key.isValid() && key.isWritable()) {
                    flush();
                }
            } catch (IOException gone) {
                close();
            }
        }

        void advance() {
            try {
                flush();
            } catch (IOException gone) {
                close();
            }
        }

        private void read() throws IOException {
            scratch.clear();
            if (channel.read(scratch) < 0) {
                close();
                return;
            }
            scratch.flip();
            byte[] bytes = new byte[scratch.remaining()];
            scratch.get(bytes);
            String request = begun + new String(bytes, ISO_8859_1);
            begun = Requests.whole(request) ? "" : request;
            if (begun.isEmpty()) {
                script = scripts.computeIfAbsent(Requests.script(request), Script::parse);
                step = 0;
                wait(script.thinkMillis());
            }
        }

        private void wait(int millis) throws IOException {
            if (millis > 0) {
                later.add(new Due(System.nanoTime() + millis * 1_000_000L, this));
            } else {
                flush();
            }
        }

        /** Sends what is due, as far as the socket takes it. */
        private void flush() throws IOException {
            if (!rest.hasRemaining() && step < script.sends().size()) {
                rest = ByteBuffer.wrap(script.sends().get(step++));
            }
            channel.write(rest);
            key.interestOps(rest.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            if (!rest.hasRemaining() && step < script.sends().size()) {
                wait(script.gapMillis());
            }
        }

        private void close() {
            step = script.sends().size();
            rest.position(rest.limit());
            key.cancel();
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException("cannot close a connection", e);
            }
        }
    }
}
