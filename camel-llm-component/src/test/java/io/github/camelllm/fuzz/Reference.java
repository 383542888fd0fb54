/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jackson's own reading of a text, in the forms of ours. Like ours it takes control characters within texts. */
final class Reference {

    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactory())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final ObjectMapper UNAMBIGUOUS = JsonMapper.builder(new JsonFactory())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Reference() {}

    /** The value of a text that must be JSON. */
    static @Nullable Object read(String json) {
        try {
            return ours(MAPPER.readValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Jackson does not read what we read: " + e.getOriginalMessage(), e);
        }
    }

    /** That a text is one JSON value, whatever its numbers come to. */
    static void assertIsJson(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            assertThat(parser.nextToken()).isNotNull();
            parser.skipChildren();
            assertThat(parser.nextToken()).isNull();
        } catch (IOException e) {
            throw new AssertionError("Jackson does not read what we read: " + e.getMessage(), e);
        }
    }

    /** The tree of a text in which no name stands twice in an object; null when it is not such a text. */
    static @Nullable JsonNode unambiguous(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return UNAMBIGUOUS.readTree(json);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable Object ours(@Nullable Object theirs) {
        if (theirs instanceof Map<?, ?> map) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((name, value) -> all.put((String) name, ours(value)));
            return all;
        }
        if (theirs instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(value -> all.add(ours(value)));
            return all;
        }
        if (theirs instanceof Integer whole) {
            return whole.longValue();
        }
        return theirs instanceof BigInteger whole ? new BigDecimal(whole) : theirs;
    }
}
