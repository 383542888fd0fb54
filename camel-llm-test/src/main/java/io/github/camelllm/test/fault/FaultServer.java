/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.fault.WireAttempt.Ending;
import io.github.camelllm.test.wire.Nodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenAI-compatible provider on the loopback address that fails on purpose. The name of the model picks the fault, see
 * {@link Fault}; primary and fallback are two models of the same host and port, as behind a real gateway. Every healthy
 * answer is {@link #ANSWER}, so that a lost, doubled or invented word is seen. A thread serves each connection; all end with
 * {@link #close()}.
 */
public final class FaultServer implements AutoCloseable {

    /** What a healthy model answers: sixty words, no phrase twice. */
    public static final String ANSWER =
            "A lighthouse keeper counted seven ships before sunrise, wrote their names into a"
                    + " worn ledger, trimmed the lamp, boiled water for tea, and listened while distant engines faded beyond grey"
                    + " hills. Later the wind turned north, gulls settled on cold rails, and someone from the harbour rang to ask"
                    + " whether any vessel had asked about shelter, fuel, pilots or mail.";

    private final FaultProfile profile;
    private final ServerSocket socket;
    private final FaultLog log = new FaultLog();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-server");
        thread.setDaemon(true);
        return thread;
    });

    private FaultServer(FaultProfile profile) {
        this.profile = profile;
        try {
            socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("the fault server cannot listen on the loopback address", e);
        }
        threads.execute(this::accept);
    }

    /** Starts one on a free port. */
    public static FaultServer start(FaultProfile profile) {
        return new FaultServer(profile);
    }

    /** How long the faults last. */
    public FaultProfile profile() {
        return profile;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The base URL for clients, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /** Forgets what came and begins to count attempts and time anew. */
    public void reset() {
        log.reset();
    }

    /** The chat calls since the last reset, in the order in which they came. */
    public List<WireAttempt> log() {
        return log.attempts();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return open.size();
    }

    /** Connections since the start. */
    public long acceptedConnections() {
        return accepted.get();
    }

    @Override
    public void close() {
        close(socket);
        open.forEach(FaultServer::close);
        threads.shutdownNow();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                accepted.incrementAndGet();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try {
            Client client = new Client(connection);
            boolean goesOn = true;
            while (goesOn) {
                goesOn = exchange(client);
            }
        } catch (IOException e) {
            // the client is gone: there is nobody to tell
        } finally {
            close(connection);
            open.remove(connection);
        }
    }

    private boolean exchange(Client client) throws IOException {
        try {
            HttpAsk ask = client.next().orElse(null);
            return ask != null && answer(client, ask) && ask.keepsAlive();
        } catch (ProtocolException | UncheckedIOException e) {
            refuse(client, 400, "The request cannot be read: " + e.getMessage());
            return false;
        }
    }

    private boolean answer(Client client, HttpAsk ask) throws IOException {
        String path = ask.path().split("\\?", 2)[0];
        if (ask.method().equals("POST") && path.endsWith("/chat/completions")) {
            return chat(client, ChatAsk.of(ask));
        }
        if (ask.method().equals("GET") && path.endsWith("/models")) {
            return json(client, 200, models());
        }
        return refuse(client, 404, "There is no " + ask.method() + " " + path);
    }

    private boolean chat(Client client, ChatAsk ask) throws IOException {
        FaultLog.Entry entry = log.begin(ask, client.port());
        SpokenAnswer answer = new SpokenAnswer("chatcmpl-fb-" + ids.incrementAndGet(), ask);
        try {
            return new FaultyAnswer(client, profile, ask, answer, log, entry).give();
        } catch (IOException e) {
            entry.ended(Ending.HUNG_UP);
            throw e;
        }
    }

    private static ObjectNode models() {
        ObjectNode list = Nodes.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (Fault fault : Fault.values()) {
            data.addObject().put("id", fault.model()).put("object", "model").put("owned_by", "fault-server");
        }
        return list;
    }

    private static boolean refuse(Client client, int status, String message) throws IOException {
        ObjectNode body = Nodes.object();
        body.putObject("error").put("message", message).put("type", "invalid_request_error");
        return json(client, status, body);
    }

    private static boolean json(Client client, int status, ObjectNode body) throws IOException {
        byte[] bytes = Nodes.bytes(body);
        client.send("HTTP/1.1 " + status + " " + (status == 200 ? "OK" : "Refused")
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n");
        client.send(bytes);
        return true;
    }

    private static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }
}
