/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on the loopback address that tunnels by CONNECT, with or without a user and a password, and remembers what went
 * through. Two threads for each tunnel: for tests of proxies, not of load. Thread-safe.
 */
public final class SimulatedProxy implements AutoCloseable {

    /**
     * One CONNECT.
     *
     * @param target host and port, as asked
     * @param status what the proxy answered
     * @param authorization the header Proxy-Authorization, if any
     */
    public record Tunnel(String target, int status, Optional<String> authorization) {}

    private final ServerSocket acceptor;
    private final @Nullable String expected;
    private final List<Tunnel> tunnels = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private SimulatedProxy(@Nullable String expected) {
        this.expected = expected;
        try {
            acceptor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy cannot listen on the loopback address", e);
        }
        daemon("simulated-proxy", this::accept);
    }

    /** A proxy for everybody. */
    public static SimulatedProxy start() {
        return new SimulatedProxy(null);
    }

    /** A proxy that wants basic authentication. */
    public static SimulatedProxy start(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new SimulatedProxy("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return acceptor.getLocalPort();
    }

    /** Every CONNECT so far, refused ones included. */
    public List<Tunnel> tunnels() {
        return List.copyOf(tunnels);
    }

    /** Sockets that are open now, two for each tunnel. */
    public int openSockets() {
        return sockets.size();
    }

    private void accept() {
        while (!acceptor.isClosed()) {
            try {
                Socket client = acceptor.accept();
                sockets.add(client);
                daemon("simulated-proxy-tunnel", () -> serve(client));
            } catch (IOException e) {
                closeQuietlyOnShutdown(e);
            }
        }
    }

    private void closeQuietlyOnShutdown(IOException e) {
        if (!acceptor.isClosed()) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket client) {
        try {
            InputStream in = client.getInputStream();
            boolean open = false;
            while (!open) {
                String head = head(in);
                if (head.isEmpty()) {
                    drop(client);
                    return;
                }
                open = connect(client, head);
            }
        } catch (IOException e) {
            drop(client);
        }
    }

    /** Answers one CONNECT; true when the tunnel stands. A refused client may try again on the same connection. */
    private boolean connect(Socket client, String head) throws IOException {
        String[] words = head.split("\r\n", 2)[0].split(" ", -1);
        Optional<String> authorization = header(head, "Proxy-Authorization");
        if (!words[0].equals("CONNECT")) {
            answer(client, words[1], 405, "Method Not Allowed", authorization);
            return false;
        }
        if (expected != null && !expected.equals(authorization.orElse(""))) {
            answer(client, words[1], 407, "Proxy Authentication Required", authorization);
            return false;
        }
        int colon = words[1].lastIndexOf(':');
        Socket server;
        try {
            server = new Socket(words[1].substring(0, colon), Integer.parseInt(words[1].substring(colon + 1)));
        } catch (IOException e) {
            answer(client, words[1], 502, "Bad Gateway", authorization);
            return false;
        }
        sockets.add(server);
        answer(client, words[1], 200, "Connection established", authorization);
        daemon("simulated-proxy-back", () -> pump(server, client));
        pump(client, server);
        return true;
    }

    private void answer(Socket client, String target, int status, String reason, Optional<String> authorization)
            throws IOException {
        tunnels.add(new Tunnel(target, status, authorization));
        String more = status == 407 ? "Proxy-Authenticate: Basic realm=\"simulated\"\r\n" : "";
        String length = status == 200 ? "" : "Content-Length: 0\r\n";
        write(client, "HTTP/1.1 " + status + " " + reason + "\r\n" + more + length + "\r\n");
    }

    private static void write(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone, and so has the tunnel.
            return;
        } finally {
            drop(from);
            drop(to);
        }
    }

    private void drop(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            acceptor.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set.copyOf(sockets).forEach(this::drop);
    }
}
