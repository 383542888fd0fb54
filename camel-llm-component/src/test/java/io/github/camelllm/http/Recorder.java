/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Keeps what a handler hears, and notices when it hears it wrongly. */
class Recorder implements ReplyHandler {

    private final AtomicBoolean inside = new AtomicBoolean();
    private final AtomicInteger endings = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch headSeen = new CountDownLatch(1);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    final AtomicLong received = new AtomicLong();
    final List<String> wrongs = new CopyOnWriteArrayList<>();
    private volatile @Nullable HttpExchange exchange;
    private volatile @Nullable HttpHead head;
    private volatile @Nullable TransportFailure failure;
    private volatile boolean complete;
    volatile boolean consuming = true;
    volatile boolean cancelled;

    @Override
    public void started(HttpExchange begun) {
        exchange = begun;
    }

    @Override
    public void head(HttpHead received) {
        alone(() -> {
            head = received;
            headSeen.countDown();
        });
    }

    @Override
    public void data(ByteBuffer bytes) {
        alone(() -> {
            int length = bytes.remaining();
            byte[] copy = new byte[length];
            bytes.get(copy);
            synchronized (body) {
                body.writeBytes(copy);
            }
            received.addAndGet(length);
            if (consuming) {
                exchange().consumed(length);
            }
        });
    }

    @Override
    public void end() {
        alone(() -> {
            complete = true;
            ending();
        });
    }

    @Override
    public void failed(TransportFailure reason) {
        alone(() -> {
            failure = reason;
            ending();
        });
    }

    private void ending() {
        if (endings.incrementAndGet() > 1) {
            wrongs.add("a second ending");
        }
        ended.countDown();
    }

    private void alone(Runnable step) {
        if (!inside.compareAndSet(false, true)) {
            wrongs.add("two callbacks at once");
        }
        if (ended.getCount() == 0) {
            wrongs.add("a callback after the ending");
        }
        try {
            step.run();
        } finally {
            inside.set(false);
        }
    }

    HttpExchange exchange() {
        HttpExchange begun = exchange;
        if (begun == null) {
            throw new AssertionError("not started");
        }
        return begun;
    }

    boolean complete() {
        return complete;
    }

    boolean over() {
        return ended.getCount() == 0;
    }

    boolean hasHead() {
        return headSeen.getCount() == 0;
    }

    HttpHead awaitHead() throws InterruptedException {
        assertThat(headSeen.await(20, TimeUnit.SECONDS)).as("the head came").isTrue();
        HttpHead seen = head;
        assertThat(seen).isNotNull();
        return java.util.Objects.requireNonNull(seen);
    }

    void awaitBytes(long count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> received.get() >= count);
    }

    Recorder awaitEnd() throws InterruptedException {
        assertThat(ended.await(20, TimeUnit.SECONDS)).as("the exchange ended").isTrue();
        assertThat(wrongs).isEmpty();
        return this;
    }

    /** The text of an exchange that must have ended well. */
    String text() throws InterruptedException {
        awaitEnd();
        assertThat(failure).isNull();
        assertThat(complete).isTrue();
        return partial();
    }

    String partial() {
        synchronized (body) {
            return body.toString(UTF_8);
        }
    }

    /** The failure of an exchange that must have failed. */
    TransportFailure failure() throws InterruptedException {
        awaitEnd();
        TransportFailure reason = failure;
        assertThat(reason).as("the exchange failed").isNotNull();
        return java.util.Objects.requireNonNull(reason);
    }
}
