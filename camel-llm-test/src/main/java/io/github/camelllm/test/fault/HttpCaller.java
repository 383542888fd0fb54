/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.wire.Nodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A gateway as the system under test: calls its OpenAI-compatible API over a plain socket and believes nothing. A stream is
 * an answer only with a proper end of HTTP; an event with an {@code error} is an error; the fallbacks go along as {@code
 * fallbacks}.
 */
public final class HttpCaller implements SystemUnderTest {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final URI baseUrl;
    private final String key;
    private final Duration grace;

    /**
     * @param baseUrl such as {@code http://127.0.0.1:8080/v1}
     * @param key the bearer token
     */
    public HttpCaller(String baseUrl, String key) {
        this(baseUrl, key, GRACE);
    }

    HttpCaller(String baseUrl, String key, Duration grace) {
        this.baseUrl = URI.create(baseUrl);
        this.key = key;
        this.grace = grace;
    }

    @Override
    public Outcome call(Ask ask) {
        long begun = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(baseUrl.getHost()), baseUrl.getPort()), 10_000);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request(ask));
            RawReply reply = new RawReply(socket, ask.limit(), ask.limit().plus(grace), begun);
            return ask.streamed() ? streamed(reply, begun) : whole(reply, begun);
        } catch (RawReply.TooLongException e) {
            return Outcome.hang(since(begun));
        } catch (SocketTimeoutException e) {
            return Outcome.error(null, null, "nothing came for " + ask.limit(), since(begun));
        } catch (IOException | UncheckedIOException e) {
            return Outcome.error(null, null, String.valueOf(e.getMessage()), since(begun));
        }
    }

    private byte[] request(Ask ask) {
        ObjectNode body = Nodes.object().put("model", ask.model());
        body.putArray("messages").addObject().put("role", "user").put("content", ask.prompt());
        body.put("stream", ask.streamed());
        if (ask.streamed()) {
            body.putObject("stream_options").put("include_usage", true);
        }
        ask.fallbacks().forEach(body.putArray("fallbacks")::add);
        byte[] json = Nodes.bytes(body);
        String head = "POST " + baseUrl.getPath() + "/chat/completions HTTP/1.1\r\nHost: " + baseUrl.getAuthority()
                + "\r\nAuthorization: Bearer " + key
                + "\r\nAccept: */*\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + json.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + json.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(json, 0, all, start.length, json.length);
        return all;
    }

    private static Outcome whole(RawReply reply, long begun) throws IOException {
        JsonNode body = Nodes.text(reply.body());
        if (reply.status() != 200) {
            return failed(reply.status(), body.path("error"), begun);
        }
        JsonNode choice = body.path("choices").path(0);
        if (!choice.path("message").path("content").isTextual()) {
            return Outcome.error(200, null, "there is no content in the answer", since(begun));
        }
        JsonNode usage = body.path("usage");
        return Outcome.answer(
                choice.path("message").path("content").asText(),
                body.path("model").textValue(),
                count(usage, "prompt_tokens"),
                count(usage, "completion_tokens"),
                since(begun));
    }

    private static Outcome streamed(RawReply reply, long begun) throws IOException {
        if (reply.status() != 200) {
            return failed(reply.status(), Nodes.text(reply.body()).path("error"), begun);
        }
        StringBuilder text = new StringBuilder();
        String model = null;
        JsonNode usage = Nodes.object();
        for (String line = reply.line(); line != null && !line.equals("data: [DONE]"); line = reply.line()) {
            if (!line.startsWith("data:")) {
                continue;
            }
            JsonNode event = Nodes.text(line.substring(5).strip());
            if (!event.path("error").isMissingNode() && !event.path("error").isNull()) {
                return failed(200, event.path("error"), begun);
            }
            event.path("choices")
                    .forEach(choice ->
                            text.append(choice.path("delta").path("content").asText("")));
            model = event.path("model").asText("").isEmpty()
                    ? model
                    : event.path("model").asText();
            usage = event.path("usage").isObject() ? event.path("usage") : usage;
        }
        return Outcome.answer(
                text.toString(), model, count(usage, "prompt_tokens"), count(usage, "completion_tokens"), since(begun));
    }

    private static Outcome failed(int status, JsonNode error, long begun) {
        return Outcome.error(
                status, error.path("code").textValue(), error.path("message").asText("no message"), since(begun));
    }

    private static @Nullable Long count(JsonNode usage, String name) {
        return usage.path(name).isNumber() ? usage.path(name).asLong() : null;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
