/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.util.Arrays;

/** How sure we are that a provider is served as its table says, the surest first. */
enum Grade {
    /** A call to the provider itself. */
    LIVE("live", "live"),
    /** Traffic of the provider, recorded by others, is decoded. */
    RECORDED("recorded", "recorded"),
    /** The vendor's own SDK and we understand the same bytes. */
    VENDOR_SDK("vendor SDK", "SDK"),
    /** Our requests obey the vendor's machine-readable document. */
    VENDOR_DOCUMENT("vendor document", "document"),
    /** What the provider's pages say. */
    DOCUMENTATION("documentation", "docs");

    private final String words;
    private final String shortly;

    Grade(String words, String shortly) {
        this.words = words;
        this.shortly = shortly;
    }

    /** As a cell of the table. */
    String shortly() {
        return shortly;
    }

    static Grade of(String words) {
        return Arrays.stream(values())
                .filter(grade -> grade.words.equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown grade '" + words + "'; there are "
                        + Arrays.stream(values()).map(grade -> grade.words).toList()));
    }
}
