/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.LlmStreamInterruptedException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a recorded stream, framed as its provider frames them. It can be read in any pieces, which must change
 * nothing, and it can end anywhere, which must be an error that hands on exactly what the events say that had come whole.
 * Only where the answer has its finish reason and no further event has begun, an end is an end.
 */
final class RecordedStream {

    private final String name;
    private final Target target;
    private final byte[] stream;
    private final List<Told> after;
    private final List<Event> events = new ArrayList<>();
    private final byte[] buffer;

    /** Where an event's line begins and ends, without its line break. */
    record Event(int start, int end) {}

    /**
     * @param name for messages
     * @param after what the events have said: before the first, after the first, and so on
     */
    RecordedStream(String name, Target target, String stream, List<Told> after) {
        this.name = name;
        this.target = target;
        this.stream = stream.getBytes(UTF_8);
        this.after = after;
        buffer = new byte[this.stream.length];
        findEvents();
        assertThat(events).as("events of " + name).hasSizeBetween(after.size() - 1, after.size());
    }

    private void findEvents() {
        int start = 0;
        for (int at = 0; at < stream.length; at++) {
            if (stream[at] == '\n') {
                int end = at > start && stream[at - 1] == '\r' ? at - 1 : at;
                if (end > start && stream[start] != ':') {
                    events.add(new Event(start, end));
                }
                start = at + 1;
            }
        }
    }

    int length() {
        return stream.length;
    }

    List<Event> events() {
        return events;
    }

    Told told() {
        return after.get(after.size() - 1);
    }

    /** Reads of these sizes, the last one again and again, all through one buffer as a transport would. */
    ChatResponse read(List<Integer> sizes) {
        return read(sizes, (at, partial) -> {});
    }

    /** The same; after each read, what has been handed on is what the events say that have come with their blank line. */
    ChatResponse watched(List<Integer> sizes, int bytesOfBlankLine) {
        return read(sizes, (at, partial) -> said(at, after.get(came(at - bytesOfBlankLine)), partial));
    }

    private interface Watch {
        void read(int upTo, ChatAssembler partial);
    }

    private ChatResponse read(List<Integer> sizes, Watch watch) {
        ChatAssembler assembler = new ChatAssembler(target, Streams.REQUEST, null);
        StreamDecoder decoder = decoder();
        int at = 0;
        for (int read = 0; at < stream.length; read++) {
            int size = Math.min(sizes.get(Math.min(read, sizes.size() - 1)), stream.length - at);
            feed(decoder, assembler, at, size);
            at += size;
            watch.read(at, assembler);
        }
        decoder.end(assembler::accept);
        return assembler.response();
    }

    /** How many payloads have come whole. */
    private int came(int at) {
        int came = 0;
        while (came < after.size() - 1 && events.get(came).end() <= at) {
            came++;
        }
        return came;
    }

    private void said(int at, Told expected, ChatAssembler partial) {
        Told told = partial.partial().map(Told::by).orElse(Told.NOTHING);
        if (!told.equals(expected)) {
            assertThat(told).as(name + " up to " + at).isEqualTo(expected);
        }
    }

    private StreamDecoder decoder() {
        return Streams.DIALECT.chatStream(Headers.NONE, Streams.REQUEST, target);
    }

    private void feed(StreamDecoder decoder, ChatAssembler assembler, int from, int size) {
        System.arraycopy(stream, from, buffer, 0, size);
        decoder.feed(ByteBuffer.wrap(buffer, 0, size), assembler::accept);
    }

    /** Cuts it there: into two reads, and off. */
    void cut(int at, ChatResponse whole) {
        if (at > 0 && !read(List.of(at, stream.length)).equals(whole)) {
            fail(name + " says something else in two reads, cut at " + at);
        }
        Told expected = after.get(came(at));
        boolean half = events.stream().anyMatch(event -> event.start() < at && at < event.end());
        end(at, expected, expected.finished() && !half);
    }

    private void end(int at, Told expected, boolean whole) {
        ChatAssembler assembler = new ChatAssembler(target, Streams.REQUEST, null);
        StreamDecoder decoder = decoder();
        feed(decoder, assembler, 0, at);
        boolean interrupted = false;
        try {
            decoder.end(assembler::accept);
        } catch (LlmStreamInterruptedException e) {
            interrupted = true;
        }
        if (interrupted == whole) {
            fail(name + " that ends at " + at + (whole ? " is not taken for whole" : " is taken for whole"));
        }
        said(at, expected, assembler);
    }
}
