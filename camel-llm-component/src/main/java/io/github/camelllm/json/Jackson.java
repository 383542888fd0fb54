/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Jackson as we want it: no limit on the length of a text, for answers are long; limits on depth and numbers. */
final class Jackson {

    static final int MOST_DEPTH = 200;
    static final int MOST_DIGITS = 400;

    /** The parser fetches its text itself, from its beginning. */
    static final long NOT_FED = -1;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(MOST_DIGITS)
                    .maxNameLength(10_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private Jackson() {}

    static JsonException failure(IOException e) {
        return failure(e, NOT_FED);
    }

    /** The failure in a text that began at that byte of all that the parser was fed. */
    static JsonException failure(IOException e, long start) {
        if (!(e instanceof JsonProcessingException json)) {
            return new JsonException("the JSON cannot be read: " + e.getMessage(), e);
        }
        JsonLocation at = json.getLocation();
        return new JsonException(
                "not valid JSON" + place(at, start) + reason(String.valueOf(json.getOriginalMessage())));
    }

    static String place(@Nullable JsonLocation at, long start) {
        if (at == null) {
            return "";
        }
        return start == NOT_FED
                ? " at line " + at.getLineNr() + ", column " + at.getColumnNr()
                : " at byte " + (at.getByteOffset() - start);
    }

    /** Only those of Jackson's words that do not quote the text at length. */
    private static String reason(String words) {
        for (String harmless :
                new String[] {"Unexpected character", "Unexpected end-of-input", "Document nesting depth"}) {
            if (words.startsWith(harmless)) {
                return ": " + words.lines().findFirst().orElse(harmless);
            }
        }
        return "";
    }
}
