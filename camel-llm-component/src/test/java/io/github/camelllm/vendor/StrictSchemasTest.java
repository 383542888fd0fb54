/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A schema that lets errors through proves nothing. */
class StrictSchemasTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            paths:
              /v1/asks/{id}:
                post: {}
              /v1/asks:
                post:
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}}
                  responses: {'400': {$ref: '#/components/responses/Refused'}}
            components:
              responses:
                Refused: {content: {application/json: {schema: {type: object, properties: {code: {type: integer}}}}}}
              schemas:
                Base: {type: object, properties: {user: {type: string}}}
                Ask:
                  allOf:
                    - $ref: '#/components/schemas/Base'
                    - type: object
                      required: [parts]
                      properties:
                        parts: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Text'}, {$ref: '#/components/schemas/Picture'}]}}
                        effort: {type: string, enum: [low, high], nullable: true}
                        labels: {type: object, additionalProperties: {type: string}}
                        anything: {type: object}
                        inner: {$ref: '#/components/schemas/Ask'}
                Text: {type: object, required: [type], properties: {type: {type: string, enum: [text]}, text: {type: string}}}
                Picture: {type: object, required: [type], properties: {type: {const: picture}, url: {type: string}}}
            """;

    private final VendorDocument.Form ask = document(DOCUMENT).request("/asks");

    @Test
    void what_obeys_the_document_passes() {
        assertThat(problems(
                        "{user: me, parts: [{type: text, text: hi}, {type: picture, url: 'http://x'}], effort: low}"))
                .isEmpty();
        assertThat(problems("{parts: [], effort: null, labels: {a: b}, anything: {at: [all]}, inner: {parts: []}}"))
                .isEmpty();
    }

    @Test
    void an_unknown_member_is_found_at_every_depth() {
        assertThat(problems("{parts: [], usr: me}")).singleElement().asString().contains("usr");
        assertThat(problems("{parts: [{type: text, txt: hi}]}")).isNotEmpty();
        assertThat(problems("{parts: [{type: picture, url: u, text: hi}]}")).isNotEmpty();
        assertThat(problems("{parts: [], inner: {parts: [], usr: me}}")).isNotEmpty();
    }

    @Test
    void a_wrong_type_an_unknown_word_and_a_missing_member_are_found() {
        assertThat(problems("{parts: [], user: 7}")).isNotEmpty();
        assertThat(problems("{parts: [], labels: {a: 7}}")).isNotEmpty();
        assertThat(problems("{parts: [], user: null}")).isNotEmpty();
        assertThat(problems("{parts: [], effort: enormous}")).isNotEmpty();
        assertThat(problems("{parts: [{type: sound}]}")).isNotEmpty();
        assertThat(problems("{}")).isNotEmpty();
    }

    @Test
    void an_answer_told_elsewhere_in_the_document_is_found() {
        VendorDocument.Form refusal = document(DOCUMENT).answer("/asks", 400, "application/json");

        assertThat(refusal.problems(Yaml.text("{code: 7}"))).isEmpty();
        assertThat(refusal.problems(Yaml.text("{cod: 7}"))).isNotEmpty();
        assertThat(document(DOCUMENT).tells("/asks", 500)).isFalse();
    }

    @Test
    void a_word_that_nobody_knows_is_not_passed_over() {
        String strange = DOCUMENT.replace("{type: object, properties: {user:", "{iff: {}, properties: {user:");

        assertThatThrownBy(() -> document(strange).request("/asks")).hasMessageContaining("'iff'");
    }

    @Test
    void a_document_of_another_version_is_refused() {
        assertThatThrownBy(() -> document("openapi: 3.0.3")).hasMessageContaining("3.0.3");
    }

    @Test
    void a_deviation_puts_the_document_right() {
        JsonNode root = Yaml.text(DOCUMENT);

        deviation("/components/schemas/Base/properties/team", "{type: string}").mend(root);
        deviation("/components/schemas/Ask/allOf/1/properties/effort/enum/-", "huge")
                .mend(root);
        new Deviation("asks", "/components/schemas/Ask/allOf/1/required", null, "a reason", "a source").mend(root);

        assertThat(new VendorDocument("asks", root).request("/asks").problems(Yaml.text("{team: a, effort: huge}")))
                .isEmpty();
        assertThatThrownBy(() -> deviation("/components/nowhere/at", "all").mend(root))
                .hasMessageContaining("/components/nowhere/at");
    }

    private List<String> problems(String body) {
        return ask.problems(Yaml.text(body));
    }

    private static VendorDocument document(String yaml) {
        return new VendorDocument("asks", Yaml.text(yaml));
    }

    private static Deviation deviation(String at, String say) {
        return new Deviation("asks", at, Yaml.text(say), "a reason", "a source");
    }
}
