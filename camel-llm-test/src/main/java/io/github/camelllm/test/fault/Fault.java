/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a {@link FaultServer} does to a call; the model's name picks it. */
public enum Fault {
    /** None: it answers, and goes on from a partial answer that it is given as the last message. */
    NONE("fb-ok"),
    /** It answers, but refuses a last message of the assistant with 400. */
    NONE_WITHOUT_PREFILL("fb-ok-noprefill"),
    /** The first attempt: 429 with {@code Retry-After}. */
    RATE_LIMITED_ONCE("fb-s01-429-retry-after", "s01"),
    /** Every attempt: 429 without a hint. */
    RATE_LIMITED("fb-s02-429-persistent", "s02"),
    /** The first attempt: 500. */
    FAILS_ONCE("fb-s03-500-then-200", "s03"),
    /** Every attempt: 503. */
    OVERLOADED("fb-s04-503-persistent", "s04", "s16"),
    /** The first attempt: the connection is reset instead of an answer. */
    RESET_ONCE("fb-s05-reset", "s05"),
    /** Every attempt: not a byte, and the connection closed in the end. */
    SILENT("fb-s06-no-response", "s06"),
    /** Every attempt: headers at once, the first event late. */
    SLOW_FIRST_TOKEN("fb-s07-slow-ttft", "s07"),
    /** Every attempt: the connection is closed after forty words. */
    CUT("fb-s08-stream-cut", "s08", "s14"),
    /** Every attempt: silence after twenty words, and the connection closed in the end. */
    STALLED("fb-s09-stream-stall", "s09"),
    /** Every attempt: an event in between that is broken JSON. */
    MALFORMED_EVENT("fb-s10-malformed-chunk", "s10"),
    /** Every attempt: all that belongs to an answer but {@code [DONE]}. */
    NO_DONE("fb-s11-no-done", "s11"),
    /** Every attempt: 400, the prompt is too long. */
    CONTEXT_TOO_LONG("fb-s12-context-length", "s12"),
    /** Every attempt: 400, the content is refused. */
    CONTENT_BLOCKED("fb-s13-content-filter", "s13"),
    /** 503 for some time after the reset, then healthy. */
    FLAPPING("fb-s15-flap", "s15");

    private final String model;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> tags;

    Fault(String model, String... tags) {
        this.model = model;
        this.tags = List.of(tags);
    }

    /** The model to ask for. */
    public String model() {
        return model;
    }

    /**
     * The fault of a model: by the last part of its name, in any case. {@code fb-s04} and whatever follows a further dash is
     * the fault of the fourth scenario. Empty when no fault has that name.
     */
    public static Optional<Fault> of(String model) {
        String name = lastPart(model);
        String[] parts = name.split("-", 3);
        return Arrays.stream(values())
                .filter(fault -> fault.model.equals(name)
                        || parts.length > 1 && parts[0].equals("fb") && fault.tags.contains(parts[1]))
                .findFirst();
    }

    /** What stands behind the last slash of a model's name, in lower case. */
    static String lastPart(String model) {
        return model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
