/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client connection: reads a request, performs the steps of its answer, reads the next. Server's thread only. */
final class Connection {

    private static final int STEPS_IN_A_TURN = 64;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final LoopbackServer server;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Wire wire;
    private final long number;
    private final RequestParser parser = new RequestParser();
    private ByteBuffer outgoing = NOTHING;
    private ByteBuffer early = NOTHING;
    private @Nullable Answering answering;
    private @Nullable RequestHead head;
    private int waits;
    private boolean waiting;
    private @Nullable Runnable cancelPause;
    private boolean closed;

    Connection(LoopbackServer server, SocketChannel channel, SelectionKey key, Wire wire, long number) {
        this.server = server;
        this.channel = channel;
        this.key = key;
        this.wire = wire;
        this.number = number;
    }

    /** The selector says that the socket can be read or written. */
    void ready(ByteBuffer scratch) {
        try {
            if (key.isReadable()) {
                read(scratch);
            }
            if (!closed && key.isWritable()) {
                advance();
            }
        } catch (MalformedRequestException e) {
            refuse(e);
        } catch (IOException e) {
            clientGone();
        }
    }

    /** Reads until nothing is there: a full buffer may hide what TLS has already taken from the socket. */
    private void read(ByteBuffer scratch) throws IOException {
        int count;
        do {
            scratch.clear();
            count = wire.read(scratch);
            scratch.flip();
            if (count > 0) {
                take(scratch);
            } else if (count < 0) {
                clientGone();
            }
        } while (!closed && count > scratch.capacity() / 2);
    }

    private void take(ByteBuffer bytes) throws IOException {
        if (answering != null) {
            early = join(early, bytes);
            return;
        }
        RequestHead complete = parser.feed(bytes);
        if (parser.takeContinue()) {
            wire.write(ByteBuffer.wrap(CONTINUE));
        }
        if (complete != null) {
            early = join(NOTHING, bytes);
            begin(complete);
        }
    }

    private void begin(RequestHead complete) {
        head = complete;
        answering = server.handler()
                .answer(new WireRequest(
                        number, complete.method(), complete.target(), complete.headers(), parser.takeBody()));
        advance();
    }

    /**
     * Performs steps until one has to wait: for the socket, for time, for a gate, for the next request. After some steps
     * the other connections have their turn, so that an endless answer does not keep the only thread to itself.
     */
    private void advance() {
        try {
            for (int steps = 0; !closed && !waiting && answering != null; steps++) {
                if (!wire.write(outgoing) || steps == STEPS_IN_A_TURN) {
                    listen(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
                outgoing = NOTHING;
                perform(answering);
            }
            if (!closed) {
                listen(wire.write(outgoing) ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            clientGone();
        }
    }

    private void perform(Answering current) throws IOException {
        Act act = next(current);
        if (act instanceof Act.Send send) {
            outgoing = ByteBuffer.wrap(send.bytes());
            current.watcher().sent(send.bytes().length);
        } else if (act instanceof Act.Pause pause) {
            int ticket = park();
            cancelPause = server.timer().after(pause.duration(), () -> resume(ticket));
        } else if (act instanceof Act.Park gate) {
            int ticket = park();
            gate.gate().accept(() -> resume(ticket));
        } else if (act instanceof Act.Complete complete) {
            complete(current, complete.close());
        } else {
            answering = null;
            close(act instanceof Act.Reset);
            current.watcher().ended();
        }
    }

    private Act next(Answering current) {
        try {
            return current.acts().hasNext() ? current.acts().next() : new Act.Complete(false);
        } catch (RuntimeException e) {
            current.watcher().failed(e);
            return new Act.Reset();
        }
    }

    private void complete(Answering current, boolean close) throws IOException {
        answering = null;
        if (close || (head != null && head.wantsClose())) {
            wire.goodbye();
            close(false);
        }
        current.watcher().ended();
        if (!closed && early.hasRemaining()) {
            ByteBuffer bytes = early;
            early = NOTHING;
            take(bytes);
        }
    }

    private int park() {
        waiting = true;
        return ++waits;
    }

    private void resume(int ticket) {
        server.execute(() -> {
            if (waiting && ticket == waits && !closed) {
                waiting = false;
                cancelPause = null;
                advance();
            }
        });
    }

    private void refuse(MalformedRequestException problem) {
        byte[] text = String.valueOf(problem.getMessage()).getBytes(StandardCharsets.UTF_8);
        String start = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + text.length + "\r\nConnection: close\r\n\r\n";
        try {
            wire.write(ByteBuffer.wrap(start.getBytes(StandardCharsets.US_ASCII)));
            wire.write(ByteBuffer.wrap(text));
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        server.failed(problem);
        close(false);
    }

    private void clientGone() {
        Answering current = answering;
        answering = null;
        close(false);
        server.closedByClient();
        if (current != null) {
            current.watcher().closedByClient();
        }
    }

    private void listen(int operations) {
        if (key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    boolean idle() {
        return answering == null && !parser.midRequest();
    }

    /** Closes the socket: with FIN, or with RST. */
    void close(boolean reset) {
        if (closed) {
            return;
        }
        closed = true;
        if (cancelPause != null) {
            cancelPause.run();
        }
        try {
            if (reset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            server.failed(e);
        }
        server.forget(this);
    }

    private static ByteBuffer join(ByteBuffer first, ByteBuffer second) {
        if (!first.hasRemaining() && !second.hasRemaining()) {
            return NOTHING;
        }
        ByteBuffer joined = ByteBuffer.allocate(first.remaining() + second.remaining());
        joined.put(first).put(second);
        return joined.flip();
    }
}
