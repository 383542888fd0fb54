/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"object\"}",
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"object\"}}}",
                "{\"anyOf\":[{\"type\":\"object\"},true]}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"string\",\"null\"],\"enum\":[\"x\"]},"
                        + "\"b\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}},\"required\":[\"a\",\"b\"],"
                        + "\"additionalProperties\":false}"
            })
    void a_sound_schema_passes(String schema) {
        assertThatCode(() -> JsonSchemaCheck.check(JsonTree.readObject(schema))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | the schema is empty",
                "{\"type\":\"array\"} | the root has the type array; it must be object",
                "{\"properties\":{}} | the root has the type null; it must be object",
                "{\"type\":\"object\",\"properties\":[]} | $.properties is a list; it must be an object of schemas",
                "{\"type\":\"object\",\"properties\":{\"a\":\"string\"}} | $.properties.a is a text; a schema is an object",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"text\"}}} | $.properties.a.type is text; allowed are [array,",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"string\",5]}}} | $.properties.a.type is 5; allowed",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":5}}} | $.properties.a.items is a number",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":\"x\"}}} | $.properties.a.enum is a text; it must be a list",
                "{\"type\":\"object\",\"anyOf\":[]} | $.anyOf is a list; it must be a list of schemas",
                "{\"type\":\"object\",\"anyOf\":[null]} | $.anyOf[0] is null",
                "{\"type\":\"object\",\"oneOf\":true} | $.oneOf is a boolean; it must be a list of schemas",
                "{\"type\":\"object\",\"required\":\"a\"} | $.required is a text; it must be a list of names",
                "{\"type\":\"object\",\"properties\":{\"b\":{}},\"required\":[\"a\"]} | $.required names a, which is not among the properties [b]"
            })
    void a_malformed_schema_is_named_with_its_place(String schema, String message) {
        assertThatThrownBy(() -> JsonSchemaCheck.check(JsonTree.readObject(schema)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(message);
    }
}
