/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.net.Headers;
import io.github.camelllm.test.net.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One request as it arrived, and what became of its answer. Thread-safe. */
public final class RecordedRequest {

    /** What became of the answer. */
    public enum Outcome {
        /** Still being answered, or silent. */
        RUNNING,
        /** The simulator did all it meant to do, faults included. */
        ENDED,
        /** The client closed the connection before the answer was complete. */
        CLOSED_BY_CLIENT
    }

    private final @Nullable SimulatedProvider to;
    private final String provider;
    private final int number;
    private final Instant time;
    private final String path;
    private volatile WireRequest wire;
    private final Monitor monitor;
    private volatile Outcome outcome = Outcome.RUNNING;
    private final AtomicLong bytesSent = new AtomicLong();
    private volatile List<String> ignored = List.of();
    private volatile String refusal = "";

    RecordedRequest(
            @Nullable SimulatedProvider to,
            String provider,
            int number,
            Instant time,
            String path,
            WireRequest wire,
            Monitor monitor) {
        this.to = to;
        this.provider = provider;
        this.number = number;
        this.time = time;
        this.path = path;
        this.wire = wire;
        this.monitor = monitor;
    }

    /** The id of the provider that was called. */
    public String provider() {
        return provider;
    }

    /** Number of this request among those to its provider, from 1. */
    public int number() {
        return number;
    }

    public Instant time() {
        return time;
    }

    public String method() {
        return wire.method();
    }

    /** The path below the provider's base URL, with a leading slash, without query. */
    public String path() {
        return path;
    }

    /** The request target as sent: whole path and query. */
    public String target() {
        return wire.target();
    }

    public Headers headers() {
        return wire.headers();
    }

    /** The first value of a header, or an empty string. */
    public String header(String name) {
        return wire.headers().first(name).orElse("");
    }

    public byte[] body() {
        return wire.body();
    }

    public String bodyText() {
        return new String(wire.body(), StandardCharsets.UTF_8);
    }

    /** The body as JSON. Fails when it is not JSON. */
    public JsonNode json() {
        try {
            return Json.MAPPER.readTree(wire.body());
        } catch (IOException e) {
            throw new UncheckedIOException("the request body is not JSON: " + bodyText(), e);
        }
    }

    /** The text of the last user message, or an empty string. */
    public String prompt() {
        return to == null ? "" : to.wire().prompt(json());
    }

    /** The asked model, wherever the provider wants it: in the body or in the path. Otherwise an empty string. */
    public String model() {
        return to == null ? json().path("model").asText("") : to.wire().model(this);
    }

    /** Number of the connection that carried the request, from 1. */
    public long connection() {
        return wire.connection();
    }

    public Outcome outcome() {
        return outcome;
    }

    public boolean closedByClient() {
        return outcome == Outcome.CLOSED_BY_CLIENT;
    }

    /** Bytes of the response that went to the socket, head and framing included. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Top-level members of the request that the provider would silently ignore. */
    public List<String> ignored() {
        return ignored;
    }

    /** Why the provider refused the request by itself, in its own words; empty when it did not. */
    public String refusal() {
        return refusal;
    }

    /** Waits until the answer is no longer running. Fails after ten seconds. */
    public RecordedRequest awaitEnd() {
        monitor.await("that request " + this + " ends", Duration.ofSeconds(10), () -> outcome != Outcome.RUNNING);
        return this;
    }

    /** Waits until the client has closed the connection in the middle. Fails after ten seconds. */
    public RecordedRequest awaitClosedByClient() {
        monitor.await("that the client closes request " + this, Duration.ofSeconds(10), this::closedByClient);
        return this;
    }

    /** Waits until so many bytes of the response went to the socket. Fails after ten seconds. */
    public RecordedRequest awaitBytesSent(long bytes) {
        monitor.await(
                bytes + " bytes sent for request " + this, Duration.ofSeconds(10), () -> bytesSent.get() >= bytes);
        return this;
    }

    /** For wires: members that the provider does not know and does not refuse. */
    public void ignored(List<String> members) {
        ignored = List.copyOf(members);
    }

    void forgetBody() {
        wire = new WireRequest(wire.connection(), wire.method(), wire.target(), wire.headers(), new byte[0]);
    }

    void refused(String why) {
        refusal = why;
    }

    void sent(int bytes) {
        bytesSent.addAndGet(bytes);
        monitor.changed();
    }

    void ended(Outcome how) {
        outcome = how;
        monitor.changed();
    }

    @Override
    public String toString() {
        return "#" + number + " to " + provider + ": " + method() + " " + target() + " (" + outcome + ")";
    }
}
