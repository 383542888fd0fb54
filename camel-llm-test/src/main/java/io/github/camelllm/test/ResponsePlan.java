/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import io.github.camelllm.test.Delivery.Break;
import io.github.camelllm.test.Delivery.Breakage;
import io.github.camelllm.test.Delivery.Gate;
import io.github.camelllm.test.Delivery.Unit;
import io.github.camelllm.test.net.Act;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The steps of one response: a payload, cut into writes and broken as the delivery says. Made step by step. */
final class ResponsePlan implements Iterator<Act> {

    private final Payload payload;
    private final Delivery delivery;
    private final Deque<Act> ready = new ArrayDeque<>();
    private final BodyBytes body;
    private int stage;
    private long bodySent;
    private int chunksSent;
    private boolean over;

    ResponsePlan(Payload payload, Delivery delivery, Iterator<Frame> frames) {
        this.payload = payload;
        this.delivery = delivery;
        this.body = new BodyBytes(frames, delivery.gzip);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !over) {
            refill();
        }
        return !ready.isEmpty();
    }

    @Override
    public Act next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void refill() {
        switch (stage++) {
            case 0 -> silence();
            case 1 -> head();
            default -> bodyPart();
        }
    }

    private void silence() {
        pause(delivery.latency);
        gate(-1);
        Breakage breakage = breakage(Unit.HEAD_BYTES);
        if (breakage != null && breakage.at() == 0) {
            breakNow(breakage);
        }
    }

    private void head() {
        byte[] whole = payload.streamed() ? new byte[0] : body.rest();
        byte[] head = headBytes(whole.length);
        Breakage breakage = breakage(Unit.HEAD_BYTES);
        if (breakage != null) {
            send(Arrays.copyOf(head, (int) Math.min(breakage.at(), head.length)));
            breakNow(breakage);
            return;
        }
        boolean joined = !payload.streamed()
                && delivery.firstToken.isZero()
                && breakage(Unit.CHUNKS) == null
                && gateAt(0) == null;
        if (!joined) {
            send(head);
            pause(delivery.firstToken);
            gate(0);
            breakAfterChunks();
        }
        if (!payload.streamed() && !over) {
            wholeBody(joined ? head : new byte[0], whole);
        }
    }

    /** A body that is not streamed has no chunks: a break after one or more of them is a break in its middle. */
    private void wholeBody(byte[] before, byte[] whole) {
        Breakage breakage = breakage(Unit.CHUNKS);
        if (breakage != null) {
            send(join(before, Arrays.copyOf(whole, whole.length / 2), new byte[0]));
            breakNow(breakage);
            return;
        }
        sendBody(before, whole, new byte[0]);
        finish();
    }

    private void bodyPart() {
        if (!body.hasNext()) {
            send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            finish();
            return;
        }
        if (bodySent > 0) {
            pause(delivery.chunkPause);
        }
        BodyBytes.Part part = body.next();
        byte[] size = (Integer.toHexString(part.bytes().length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        sendBody(size, part.bytes(), "\r\n".getBytes(StandardCharsets.US_ASCII));
        if (part.content() && !over) {
            chunksSent++;
            gate(chunksSent);
            breakAfterChunks();
        }
    }

    /** Sends body bytes between their framing; breaks where the delivery says, in the middle of a frame if need be. */
    private void sendBody(byte[] before, byte[] bytes, byte[] after) {
        Breakage breakage = breakage(Unit.BODY_BYTES);
        if (breakage != null && bodySent + bytes.length >= breakage.at()) {
            int kept = (int) (breakage.at() - bodySent);
            send(join(before, Arrays.copyOf(bytes, kept), new byte[0]));
            breakNow(breakage);
            return;
        }
        bodySent += bytes.length;
        send(join(before, bytes, after));
    }

    private void breakAfterChunks() {
        Breakage breakage = breakage(Unit.CHUNKS);
        if (breakage != null && chunksSent >= breakage.at()) {
            breakNow(breakage);
        }
    }

    /** The break that is still to come in such a place. */
    private @Nullable Breakage breakage(Unit unit) {
        Breakage breakage = delivery.breakage;
        return !over && breakage != null && breakage.unit() == unit ? breakage : null;
    }

    private void breakNow(Breakage breakage) {
        over = true;
        Break kind = breakage.kind();
        ready.add(
                kind == Break.CUT ? new Act.Cut() : kind == Break.RESET ? new Act.Reset() : new Act.Park(resume -> {}));
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        ready.add(
                delivery.lengthOff != 0 || delivery.closingUnannounced
                        ? new Act.Cut()
                        : new Act.Complete(delivery.closing));
    }

    private @Nullable Gate gateAt(int chunks) {
        Gate gate = delivery.gate;
        return gate != null && gate.chunks() == chunks ? gate : null;
    }

    private void gate(int chunks) {
        Gate gate = gateAt(chunks);
        if (gate != null) {
            ready.add(new Act.Park(gate.hold()::arrive));
        }
    }

    private void pause(Duration time) {
        if (!time.isZero()) {
            ready.add(new Act.Pause(time));
        }
    }

    private void send(byte[] bytes) {
        int step = delivery.dripBytes > 0 ? delivery.dripBytes : Math.max(1, bytes.length);
        for (int at = 0; at < bytes.length; at += step) {
            ready.add(new Act.Send(
                    step >= bytes.length ? bytes : Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step))));
            if (delivery.dripBytes > 0) {
                pause(delivery.dripPause);
            }
        }
    }

    private byte[] headBytes(int length) {
        Map<String, String> headers = new LinkedHashMap<>(payload.headers());
        delivery.headers.forEach((name, value) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        });
        if (delivery.gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        if (payload.streamed()) {
            headers.put("Transfer-Encoding", "chunked");
        } else {
            headers.put("Content-Length", Long.toString(length + delivery.lengthOff));
        }
        if (delivery.closing) {
            headers.put("Connection", "close");
        }
        int status = delivery.status > 0 ? delivery.status : payload.status();
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + Reasons.of(status) + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[] a, byte[] b, byte[] c) {
        byte[] all = Arrays.copyOf(a, a.length + b.length + c.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        System.arraycopy(c, 0, all, a.length + b.length, c.length);
        return all;
    }
}
