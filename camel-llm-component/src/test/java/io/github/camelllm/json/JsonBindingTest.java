/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBindingTest {

    interface Shape {}

    abstract static class Half {}

    /** Nobody but its own code can make one. */
    @SuppressWarnings("unused")
    static final class Closed {
        Closed(int width, int height) {}
    }

    @SuppressWarnings("ClassCanBeStatic")
    class Inner {
        Inner() {}
    }

    record Point(int x, int y) {}

    static final class Bean {
        private Bean() {}
    }

    @SuppressWarnings("unused")
    static final class Made {
        @JsonCreator
        Made(@JsonProperty("x") int x, @JsonProperty("y") int y) {}
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes(@JsonSubTypes.Type(Known.class))
    interface Named {}

    record Known(int x) implements Named {}

    enum Mood {
        GOOD
    }

    @ParameterizedTest
    @ValueSource(classes = {Shape.class, Half.class, Closed.class, Inner.class, Runnable.class})
    void what_json_can_never_become_is_refused(Class<?> type) {
        assertThatThrownBy(() -> JsonBinding.check(type))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(type.getName() + " cannot be made from JSON");
        assertThatThrownBy(() -> JsonBinding.read("{}", type)).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Point.class,
                Bean.class,
                Made.class,
                Named.class,
                Mood.class,
                Map.class,
                List.class,
                Object.class,
                Integer.class,
                String.class,
                int[].class,
                Point[].class,
                CharSequence.class
            })
    void what_json_can_become_is_not_refused(Class<?> type) {
        assertThatCode(() -> JsonBinding.check(type)).doesNotThrowAnyException();
    }
}
