/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** A server on loopback whose every byte a test writes. The last script serves all further connections. */
final class Peer implements AutoCloseable {

    /** What to do with one connection; at its end it is closed. */
    @FunctionalInterface
    interface Script {
        void run(Wire wire) throws Exception;
    }

    private final ServerSocket server;
    private final boolean tls;
    private final List<Script> scripts;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger closedByClient = new AtomicInteger();
    final List<Throwable> problems = new CopyOnWriteArrayList<>();

    Peer(Script... scripts) throws IOException {
        this(new ServerSocket(0, 4096, InetAddress.getLoopbackAddress()), scripts);
    }

    Peer(ServerSocket server, Script... scripts) {
        this.server = server;
        this.tls = server instanceof SSLServerSocket;
        this.scripts = List.of(scripts);
        start("accept", this::accept);
    }

    static Peer tls(SSLContext context, boolean wantsClientCertificate, Script... scripts) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(wantsClientCertificate);
        return new Peer(server, scripts);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                Script script = scripts.get(Math.min(accepted.getAndIncrement(), scripts.size() - 1));
                start("serve", () -> serve(socket, script));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            script.run(new Wire(socket));
        } catch (java.io.EOFException e) {
            closedByClient.incrementAndGet();
        } catch (IOException e) {
            closedByClient.incrementAndGet();
        } catch (Exception | Error e) {
            problems.add(e);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "peer-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    URI uri(String path) {
        return URI.create((tls ? "https" : "http") + "://localhost:" + port() + path);
    }

    int connections() {
        return accepted.get();
    }

    /** How many connections ended because the client closed or reset them while the script still used them. */
    int closedByClient() {
        return closedByClient.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** For a script: reads until the client closes. */
    static void awaitClose(@Nullable Wire wire) throws IOException {
        if (wire != null) {
            while (wire.in.read() >= 0) {
                // Whatever it still says.
            }
            throw new java.io.EOFException("closed by the client");
        }
    }
}
