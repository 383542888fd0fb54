/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RotatingKeysTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));
    private final AtomicReference<String> list = new AtomicReference<>(" one, two ,three,,two");
    private final RotatingKeys keys = new RotatingKeys(list::get, now::get);

    private String current() {
        return keys.current().map(Secret::reveal).orElse("none");
    }

    private void refused(String key, ErrorKind kind) {
        keys.refused(Secret.of(key), ErrorDetails.of(kind, "no").exception());
    }

    private void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    @Test
    void a_key_is_used_until_it_is_refused() {
        assertThat(current()).isEqualTo("one");
        assertThat(current()).isEqualTo("one");
        refused("one", ErrorKind.AUTHENTICATION_FAILED);
        assertThat(current()).isEqualTo("two");
        refused("two", ErrorKind.RATE_LIMITED);
        assertThat(current()).isEqualTo("three");
    }

    @Test
    void many_calls_that_fail_with_one_key_change_the_key_once() {
        assertThat(current()).isEqualTo("one");
        for (int i = 0; i < 10; i++) {
            refused("one", ErrorKind.RATE_LIMITED);
        }

        assertThat(current()).isEqualTo("two");
    }

    @Test
    void what_is_not_the_keys_fault_changes_nothing() {
        assertThat(current()).isEqualTo("one");
        refused("one", ErrorKind.SERVER_ERROR);
        refused("one", ErrorKind.INVALID_REQUEST);

        assertThat(current()).isEqualTo("one");
    }

    @Test
    void a_key_rests_as_long_as_the_provider_says() {
        list.set("one,two");
        assertThat(current()).isEqualTo("one");
        keys.refused(
                Secret.of("one"),
                ErrorDetails.of(ErrorKind.RATE_LIMITED, "no")
                        .retryAfter(Duration.ofSeconds(7))
                        .exception());
        assertThat(current()).isEqualTo("two");
        refused("two", ErrorKind.RATE_LIMITED);
        assertThat(current()).as("it rests least").isEqualTo("one");
        pass(Duration.ofSeconds(8));
        assertThat(current()).isEqualTo("one");
    }

    @Test
    void a_changed_list_is_taken_up() {
        assertThat(current()).isEqualTo("one");
        list.set("four,two");
        assertThat(current()).isEqualTo("four");
        list.set(null);
        assertThat(current()).isEqualTo("none");
        list.set("two");
        assertThat(current()).isEqualTo("two");
    }

    @Test
    void a_pool_without_keys_is_refused_and_does_not_print_those_it_has() {
        list.set(" , ");
        LoginContext context = new LoginContext(
                source -> Authorizer.NONE,
                () -> {
                    throw new AssertionError("nothing is sent");
                },
                () -> {
                    throw new AssertionError("nothing is sent");
                },
                Deadlines.NONE,
                now::get,
                Runnable::run);

        assertThatThrownBy(() -> new KeyPool(list::get).authorizer(context)).hasMessageContaining("apiKeys");
        list.set("sk-1");
        assertThat(new KeyPool(list::get)).asString().doesNotContain("sk-1");
    }
}
