/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A gate in an answer: silence until the test opens it, so that no test has to sleep. One hold may stand in many answers;
 * opening it lets all of them go on, and later ones pass. Thread-safe.
 */
public final class Hold {

    private final Monitor monitor = new Monitor();
    private final List<Runnable> waiting = new ArrayList<>();
    private int reached;
    private boolean open;

    /** Lets every answer go on that waits here, now and later. */
    public void release() {
        List<Runnable> resumes;
        synchronized (waiting) {
            open = true;
            resumes = List.copyOf(waiting);
            waiting.clear();
        }
        resumes.forEach(Runnable::run);
    }

    /** Waits until an answer has come to this hold. Fails after ten seconds. */
    public void awaitReached() {
        awaitReached(1);
    }

    /** Waits until so many answers have come to this hold. Fails after ten seconds. */
    public void awaitReached(int answers) {
        monitor.await(
                "that " + answers + " answers reach the hold", Duration.ofSeconds(10), () -> reached() >= answers);
    }

    private int reached() {
        synchronized (waiting) {
            return reached;
        }
    }

    void arrive(Runnable resume) {
        boolean pass;
        synchronized (waiting) {
            reached++;
            pass = open;
            if (!pass) {
                waiting.add(resume);
            }
        }
        monitor.changed();
        if (pass) {
            resume.run();
        }
    }
}
