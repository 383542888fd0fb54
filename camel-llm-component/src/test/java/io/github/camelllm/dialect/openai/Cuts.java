/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.profile.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Feeds a recorded stream whole, one byte per read and cut in two; cut means two reads as well as an end there.
 *
 * <p>One of up to 32 kB is cut at every position. A longer one is cut at every position within 16 bytes of an event's end
 * and at 2,000 seeded ones, which takes minutes where each cut reads hundreds of thousands of bytes. So each of these cuts
 * is made where it is, but in a stream without the events that are far from it; the whole stream is read in pieces that
 * are cut at all of those positions by turns, and after each of them has told what had come; and every twentieth seeded cut is made in the whole stream.
 */
final class Cuts {

    private static final int SHORT = 32 * 1024;
    private static final int AROUND = 16;
    private static final int SEEDED = 2_000;
    private static final int IN_FULL = 20;
    private static final int SEED = 42;

    private final String name;
    private final Target target;
    private final Framing framing;
    private final List<String> payloads;
    private final boolean billsRequests;
    private final RecordedStream full;
    private final ChatResponse whole;

    Cuts(String name, Target target, Framing framing, List<String> payloads, boolean billsRequests) {
        this.name = name;
        this.target = target;
        this.framing = framing;
        this.payloads = payloads;
        this.billsRequests = billsRequests;
        full = of(name, payloads);
        whole = full.read(List.of(full.length()));
    }

    private RecordedStream of(String title, List<String> some) {
        return new RecordedStream(title, target, framing.stream(some), Recorded.stream(some, billsRequests));
    }

    /** Makes all of them; what the answer says. */
    Told check() {
        assertThat(Told.by(whole)).as(name).isEqualTo(full.told());
        assertThat(full.read(List.of(1))).as(name + " in single bytes").isEqualTo(whole);
        if (full.length() <= SHORT) {
            IntStream.range(0, full.length()).forEach(at -> full.cut(at, whole));
        } else {
            checkLong();
        }
        return full.told();
    }

    private void checkLong() {
        Map<Integer, SortedSet<Integer>> cuts = new TreeMap<>();
        for (int event = 0; event < payloads.size(); event++) {
            int line = full.events().get(event).end() - full.events().get(event).start();
            cuts.put(
                    event,
                    new TreeSet<>(IntStream.rangeClosed(
                                    -AROUND, AROUND + 2 * framing.lineEnd().length())
                            .mapToObj(distance -> line + distance)
                            .toList()));
        }
        int[] seeded = new Random(SEED).ints(SEEDED, 0, full.length()).toArray();
        for (int i = 0; i < seeded.length; i++) {
            int event = eventAt(seeded[i]);
            cuts.get(event).add(seeded[i] - full.events().get(event).start());
            if (i % IN_FULL == 0) {
                full.cut(seeded[i], whole);
            }
        }
        cuts.forEach(this::cutNear);
        readInPieces(cuts);
    }

    private int eventAt(int position) {
        int event = payloads.size() - 1;
        while (event > 0 && full.events().get(event).start() > position) {
            event--;
        }
        return event;
    }

    /** Cuts a stream that has the first event, those around the given one, and those from the finish reason on. */
    private void cutNear(int event, SortedSet<Integer> distances) {
        List<String> near = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < payloads.size(); i++) {
            if (i == 0 || Math.abs(i - event) < 2 || i >= payloads.size() - 3) {
                place = i == event ? near.size() : place;
                near.add(payloads.get(i));
            }
        }
        RecordedStream few = of(name + ", events around " + event, near);
        ChatResponse answer = few.read(List.of(few.length()));
        int start = few.events().get(place).start();
        distances.forEach(distance -> few.cut(Math.min(start + distance, few.length()), answer));
    }

    /** Each pass cuts each event at one position, so that all positions have had their turn after the last pass. */
    private void readInPieces(Map<Integer, SortedSet<Integer>> cuts) {
        List<List<Integer>> byEvent = new ArrayList<>();
        cuts.forEach((event, distances) -> byEvent.add(distances.stream()
                .map(distance -> full.events().get(event).start() + distance)
                .toList()));
        int passes = byEvent.stream().mapToInt(List::size).max().orElse(0);
        for (int pass = 0; pass < passes; pass++) {
            List<Integer> sizes = new ArrayList<>();
            int from = 0;
            for (List<Integer> positions : byEvent) {
                int to = positions.get(pass % positions.size());
                if (to > from) {
                    sizes.add(to - from);
                    from = to;
                }
            }
            sizes.add(full.length());
            assertThat(full.watched(sizes, framing.lineEnd().length() + 1))
                    .as(name + " in pieces, pass " + pass)
                    .isEqualTo(whole);
        }
    }
}
