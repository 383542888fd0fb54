/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionValueTest {

    @Test
    void a_map_in_the_form_in_which_camel_hands_it_on_is_a_map() {
        assertThat(OptionValue.of("{depth=3}")).isEqualTo(Map.of("depth", 3L));
        assertThat(OptionValue.of("{a={b=true, c=x}, d=[1, 2]}"))
                .isEqualTo(Map.of("a", Map.of("b", true, "c", "x"), "d", List.of(1L, 2L)));
    }

    @Test
    void json_with_an_equals_sign_in_it_is_json() {
        assertThat(OptionValue.of("{\"a\": \"b=c\"}")).isEqualTo(Map.of("a", "b=c"));
        assertThat(OptionValue.of("{}")).isEqualTo(Map.of());
    }

    @Test
    void what_begins_like_a_map_and_is_none_is_refused() {
        assertThatThrownBy(() -> OptionValue.of("{a: \"b=c\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> OptionValue.of("{a=b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it ends early");
    }

    @Test
    void a_text_with_an_equals_sign_is_a_text() {
        assertThat(OptionValue.of("a=b")).isEqualTo("a=b");
    }

    @Test
    void maps_nested_without_end_are_refused_before_the_stack_ends() {
        String deep = "{a=".repeat(100_000);

        assertThatThrownBy(() -> OptionValue.map(deep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested deeper than");
    }
}
