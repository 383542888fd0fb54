/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import io.github.camelllm.test.fault.WireAttempt.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came since the last reset. Thread-safe. */
final class FaultLog {

    /** A call that may still go on. Its fields change under the lock of the log. */
    final class Entry {

        private WireAttempt attempt;

        private Entry(WireAttempt attempt) {
            this.attempt = attempt;
        }

        int number() {
            synchronized (FaultLog.this) {
                return attempt.number();
            }
        }

        void status(int status) {
            change(status, attempt.ending(), null);
        }

        void ended(Ending ending) {
            change(attempt.status(), ending, now());
        }

        private void change(int status, Ending ending, @Nullable Duration endedAt) {
            synchronized (FaultLog.this) {
                WireAttempt a = attempt;
                attempt = new WireAttempt(
                        a.at(),
                        a.model(),
                        a.fault(),
                        a.number(),
                        a.streamed(),
                        a.promptTokens(),
                        a.prefilled(),
                        a.requestId(),
                        a.authorized(),
                        a.client(),
                        status,
                        ending,
                        endedAt);
            }
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private long begun = System.nanoTime();

    synchronized void reset() {
        entries.clear();
        begun = System.nanoTime();
    }

    synchronized Duration now() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    synchronized List<WireAttempt> attempts() {
        return entries.stream().map(entry -> entry.attempt).toList();
    }

    synchronized Entry begin(ChatAsk ask, int client) {
        String name = Fault.lastPart(ask.model());
        int number = 1
                + (int) entries.stream()
                        .filter(entry -> Fault.lastPart(entry.attempt.model()).equals(name))
                        .count();
        Entry entry = new Entry(new WireAttempt(
                now(),
                ask.model(),
                Fault.of(ask.model()).orElse(null),
                number,
                ask.streamed(),
                ask.promptTokens(),
                ask.prefilled(),
                ask.requestId(),
                ask.authorized(),
                client,
                0,
                Ending.RUNNING,
                null));
        entries.add(entry);
        return entry;
    }
}
