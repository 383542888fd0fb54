/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The frames of a stream with what the delivery leaves out, repeats and slips in. */
final class FaultyFrames implements Iterator<Frame> {

    private final Iterator<Frame> frames;
    private final Delivery delivery;
    private final WireCall call;
    private final SimulatedWire wire;
    private final Deque<Frame> ready = new ArrayDeque<>();
    private final List<Frame> ending = new ArrayList<>();
    private int content;
    private boolean malformedDue;
    private boolean over;

    FaultyFrames(Iterator<Frame> frames, Delivery delivery, SimulatedWire wire, WireCall call) {
        this.frames = frames;
        this.delivery = delivery;
        this.wire = wire;
        this.call = call;
        this.malformedDue = delivery.malformedAfter >= 0;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !over) {
            refill();
        }
        return !ready.isEmpty();
    }

    @Override
    public Frame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void refill() {
        if (!frames.hasNext()) {
            over = true;
            if (delivery.endsTwice) {
                ready.addAll(ending);
            }
            return;
        }
        Frame frame = frames.next();
        boolean carries = frame.kind() == Frame.Kind.CONTENT;
        boolean ends = frame.kind() == Frame.Kind.FINISH || frame.kind() == Frame.Kind.DONE;
        if ((carries || ends) && malformedDue && content >= delivery.malformedAfter) {
            malformedDue = false;
            ready.add(wire.malformedEvent(call));
        }
        if ((carries || ends) && delivery.innerError != null && content >= delivery.innerError.chunks()) {
            ready.addAll(wire.errorInStream(call, delivery.innerError.error()));
            over = true;
            return;
        }
        if (carries) {
            content++;
        } else if (frame.kind() != Frame.Kind.COMMENT && frame.kind() != Frame.Kind.OPENING) {
            ending.add(frame);
        }
        if (!leftOut(frame)) {
            ready.add(frame);
        }
    }

    private boolean leftOut(Frame frame) {
        return switch (frame.kind()) {
            case FINISH -> delivery.withoutFinish;
            case USAGE -> delivery.withoutUsage;
            case DONE -> delivery.withoutDone;
            default -> false;
        };
    }
}
