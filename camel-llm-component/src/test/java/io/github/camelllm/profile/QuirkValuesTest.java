/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuirkValuesTest {

    @Test
    void values_of_each_form_are_read() {
        Quirks quirks = Profiles.acme("""
                        quirks:
                          imageForm: string
                          toolCallIdLength: 9
                          billUnit: 0.0000000001
                          mergeMessages: true
                          requestFields: [model]
                          efforts: {low: default}
                          finishReasons: {eos: STOP}
                        """).quirks();

        assertThat(quirks.values())
                .isEqualTo(Map.of(
                        "imageForm",
                        "string",
                        "toolCallIdLength",
                        "9",
                        "billUnit",
                        "0.0000000001",
                        "mergeMessages",
                        true,
                        "requestFields",
                        java.util.List.of("model"),
                        "efforts",
                        Map.of("low", "default"),
                        "finishReasons",
                        Map.of("eos", "STOP")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imageForm: strng | unknown value 'strng'; did you mean 'string'? Allowed: object, string",
                "reasoningReplay: yes | Allowed: none, reasoning, reasoning_content, reasoning_details, chunks",
                "efforts: {lo: low} | unknown key 'lo'; did you mean 'low'?",
                "finishReasons: {eos: DONE} | unknown value 'DONE'",
                "billUnit: tick | expected a",
                "toolCallIdLength: nine | expected a"
            })
    void a_value_that_is_not_allowed_is_named_with_file_line_and_what_is(String quirk, String message) {
        assertThatThrownBy(() -> Profiles.acme("quirks:\n  " + quirk + "\n"))
                .hasMessageContaining("acme.yaml")
                .hasMessageContaining("6")
                .hasMessageContaining(message);
    }
}
