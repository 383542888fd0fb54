/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The company's own customer directory: a small HTTP service on the loopback address, read from a JSON file. */
final class CustomerDirectory implements AutoCloseable {

    private static final String PATH = "/customers";

    private final Map<String, Object> customers;
    private final HttpServer server;

    private CustomerDirectory(Map<String, Object> customers, HttpServer server) {
        this.customers = customers;
        this.server = server;
    }

    /** Serves the customers of this file on a free port. */
    static CustomerDirectory start(Path file) throws IOException {
        Map<String, Object> customers = read(file);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CustomerDirectory directory = new CustomerDirectory(customers, server);
        server.createContext(PATH + "/", directory::answer);
        server.start();
        return directory;
    }

    private static Map<String, Object> read(Path file) throws IOException {
        try {
            return Json.map(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Where the customers are: add a slash and a customer's number. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    private void answer(HttpExchange http) throws IOException {
        try (http) {
            String id = http.getRequestURI().getPath().substring(PATH.length() + 1);
            Object customer = customers.get(id);
            byte[] body = Json.text(customer == null ? Map.of("error", "no customer " + id) : customer)
                    .getBytes(StandardCharsets.UTF_8);
            http.getResponseHeaders().set("Content-Type", "application/json");
            http.sendResponseHeaders(customer == null ? 404 : 200, body.length);
            http.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
