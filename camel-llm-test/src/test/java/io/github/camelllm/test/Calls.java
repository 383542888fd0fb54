/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Calls of the JDK's client, and the plainest reading of event streams. */
final class Calls {

    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Calls() {}

    static HttpResponse<String> post(SimulatedProvider provider, String path, String json) {
        return send(provider, path, json, "Bearer test-key-of-some-length");
    }

    static HttpResponse<String> send(SimulatedProvider provider, String path, String json, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(provider.baseUrl() + path))
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String chat(String model, boolean stream, String... more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"What is it?\"}]"
                + (stream ? ",\"stream\":true" : "") + String.join("", more) + "}";
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** The JSON of each data line; the end mark is left out. */
    static List<JsonNode> events(String body) {
        List<JsonNode> events = new ArrayList<>();
        body.lines()
                .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
                .forEach(line -> events.add(json(line.substring(6))));
        return events;
    }

    /** All text of a stream, whichever of the two forms its content has. */
    static String text(List<JsonNode> events) {
        StringBuilder text = new StringBuilder();
        for (JsonNode event : events) {
            JsonNode content = event.at("/choices/0/delta/content");
            if (content.isArray()) {
                content.forEach(part -> text.append(part.path("text").asText("")));
            } else if (!content.isNull()) {
                text.append(content.asText(""));
            }
        }
        return text.toString();
    }
}
