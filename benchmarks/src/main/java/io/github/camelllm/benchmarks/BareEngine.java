/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import com.fasterxml.jackson.core.*;
import java.io.*;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.*;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.impl.async.*;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.*;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;

/** The yardstick: what one writes by hand on HttpClient 5's asynchronous engine and Jackson's streaming parser. */
final class BareEngine implements Candidate {
    private static final JsonFactory JSON = new JsonFactory();
    private final CloseableHttpAsyncClient client;
    private final String uri;
    BareEngine(Setting setting) {
        client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(setting.connections()).setMaxConnTotal(setting.connections()).build())
                .disableCookieManagement().disableRedirectHandling().disableAutomaticRetries().disableAuthCaching().build();
        client.start();
        uri = setting.baseUrl() + "/chat/completions";
    }
    @Override public void ask(Done done) { send(false, piece -> {}, done); }
    @Override public void stream(Consumer<String> piece, Done done) { send(true, piece, done); }
    private void send(boolean stream, Consumer<String> piece, Done done) {
        var request = AsyncRequestBuilder.post(uri).addHeader("Authorization", "Bearer " + Work.KEY)
                .setEntity(question(stream), ContentType.APPLICATION_JSON).build();
        client.execute(request, new Reply(piece), null, new FutureCallback<>() {
            @Override public void completed(Answer answer) { done.got(answer); }
            @Override public void failed(Exception problem) { done.failed(problem); }
            @Override public void cancelled() { done.failed(new InterruptedIOException()); }
        });
    }
    private static byte[] question(boolean stream) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", Work.MODEL);
            json.writeArrayFieldStart("messages");
            message(json, "system", Work.SYSTEM);
            message(json, "user", Work.QUESTION);
            json.writeEndArray();
            json.writeNumberField("temperature", Work.TEMPERATURE);
            json.writeNumberField("max_completion_tokens", Work.MAX_TOKENS);
            json.writeBooleanField("stream", stream);
            json.writeEndObject();
        } catch (IOException e) { throw new UncheckedIOException(e); }
        return bytes.toByteArray();
    }
    private static void message(JsonGenerator json, String role, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeStringField("content", text);
        json.writeEndObject();
    }
    @Override public void close() throws IOException { client.close(); }
    /** Reads the reply as it comes: an object, or server-sent events with an object each. */
    private static final class Reply extends AbstractBinResponseConsumer<Answer> {
        private final Consumer<String> piece;
        private final StringBuilder text = new StringBuilder(256);
        private byte[] bytes = new byte[1024];
        private boolean events;
        private int length;
        private String model = "", finish = "";
        private long input, output;
        Reply(Consumer<String> piece) { this.piece = piece; }
        @Override protected void start(HttpResponse response, ContentType type) throws HttpException {
            if (response.getCode() != 200) { throw new HttpException("HTTP " + response.getCode()); }
            events = type.getMimeType().equals("text/event-stream");
        }
        @Override protected int capacityIncrement() { return Integer.MAX_VALUE; }
        @Override protected void data(ByteBuffer more, boolean end) throws IOException {
            int seen = length, line = 0;
            length += more.remaining();
            if (length > bytes.length) { bytes = Arrays.copyOf(bytes, 2 * length); }
            more.get(bytes, seen, length - seen);
            for (int i = seen; events && i < length; i++) {
                if (bytes[i] == '\n') {
                    if (i > line && bytes[line + 6] == '{') { read(line + 6, i); }
                    line = i + 1;
                }
            }
            if (end && !events) { read(0, length); }
            System.arraycopy(bytes, line, bytes, 0, length -= line);
        }
        private void read(int from, int to) throws IOException {
            try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    if (token == JsonToken.FIELD_NAME) { member(json.currentName(), json); }
                }
            }
        }
        private void member(String name, JsonParser json) throws IOException {
            switch (name) {
                case "model" -> model = model.isEmpty() ? json.nextTextValue() : model;
                case "finish_reason" -> finish = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : finish;
                case "prompt_tokens" -> input = json.nextLongValue(0);
                case "completion_tokens" -> output = json.nextLongValue(0);
                case "content" -> {
                    String words = json.nextTextValue();
                    text.append(words);
                    piece.accept(words);
                }
            }
        }
        @Override protected Answer buildResult() { return new Answer(text.toString(), model, finish, input, output); }
        @Override public void releaseResources() { }
    }
}
