/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    private static final String SECRET = "sk-very-secret";

    private static HttpCall call(String uri) {
        return new HttpCall(
                "POST",
                URI.create(uri),
                List.of(new HttpHeader("Authorization", "Bearer " + SECRET)),
                ByteChunks.utf8("{\"prompt\":\"" + SECRET + "\"}"),
                Deadlines.NONE,
                10,
                false);
    }

    @Test
    void a_call_shows_neither_headers_nor_body_nor_query() {
        assertThat(call("https://api.example:8443/v1/chat?key=" + SECRET).toString())
                .startsWith("POST https://api.example:8443/v1/chat")
                .doesNotContain(SECRET);
        assertThat(call("https://user:" + SECRET + "@api.example/v1").toString())
                .doesNotContain(SECRET);
        assertThat(new HttpHeader("x-api-key", SECRET).toString())
                .contains("x-api-key")
                .doesNotContain(SECRET);
        assertThat(Headers.of("x-api-key", SECRET).toString()).doesNotContain(SECRET);
    }

    @Test
    void a_call_that_cannot_be_sent_is_refused_with_what_is_allowed() {
        assertThatThrownBy(() -> call("ftp://x/")).hasMessageContaining("'ftp'").hasMessageContaining("http and https");
        assertThatThrownBy(() -> call("/v1/chat")).hasMessageContaining("http and https");
        assertThatThrownBy(() -> call("http:///v1")).hasMessageContaining("no host");
        assertThatThrownBy(() -> new HttpCall(
                        "GET", URI.create("http://x"), List.of(), ByteChunks.EMPTY, Deadlines.NONE, 0, false))
                .hasMessageContaining("maxReplyBytes");
    }

    @Test
    void header_names_are_compared_without_case() {
        Headers headers = Headers.of("Set-A", "1", "set-a", "2", "B", "3");

        assertThat(headers.first("SET-A")).contains("1");
        assertThat(headers.first("c")).isEmpty();
        assertThat(headers.all("set-A")).containsExactly("1", "2");
        assertThat(headers.names()).containsExactly("B", "Set-A");
        assertThat(headers)
                .isEqualTo(Headers.of("Set-A", "1", "set-a", "2", "B", "3"))
                .hasSameHashCodeAs(Headers.of("Set-A", "1", "set-a", "2", "B", "3"))
                .isNotEqualTo(Headers.NONE)
                .isNotEqualTo("x");
        assertThatThrownBy(() -> Headers.of("a")).hasMessageContaining("without a value");
    }

    @Test
    void a_header_cannot_smuggle_a_line_and_the_message_does_not_show_its_value() {
        assertThatThrownBy(() -> new HttpHeader("X-A", SECRET + "\r\nX-B: 1"))
                .hasMessageContaining("X-A")
                .hasMessageContaining("U+000D")
                .hasMessageContaining("position " + SECRET.length())
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> new HttpHeader("X A", "1")).hasMessageContaining("'X A'");
        assertThatThrownBy(() -> new HttpHeader("", "1")).hasMessageContaining("''");
        assertThat(new HttpHeader("X", "a\tb é").value()).isEqualTo("a\tb é");
    }

    @Test
    void equal_configurations_are_equal_so_that_they_can_share_a_transport() {
        Supplier<String> password = () -> SECRET;
        ProxyAddress proxy = new ProxyAddress("http", "p", 3128, "u", password, List.of("localhost"));
        TransportConfig one = TransportConfig.builder().proxy(proxy).build();
        TransportConfig other = TransportConfig.builder()
                .proxy(new ProxyAddress("http", "p", 3128, "u", password, List.of("localhost")))
                .build();

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(TransportConfig.STANDARD);
        assertThat(one.toString()).contains("p:3128").doesNotContain(SECRET);
    }

    @Test
    void a_configuration_that_cannot_be_is_refused_by_name() {
        assertThatThrownBy(
                        () -> TransportConfig.builder().connectionsPerRoute(0).build())
                .hasMessageContaining("connectionsPerRoute is 0");
        assertThatThrownBy(() -> TransportConfig.builder()
                        .connectionIdleTimeout(Duration.ofSeconds(-1))
                        .build())
                .hasMessageContaining("connectionIdleTimeout");
        assertThatThrownBy(() -> new ProxyAddress("socks", "p", 1, null, null, List.of()))
                .hasMessageContaining("'socks'");
        assertThatThrownBy(() -> ProxyAddress.of(" ", 1)).hasMessageContaining("host");
        assertThatThrownBy(() -> ProxyAddress.of("p", 70_000)).hasMessageContaining("70000");
        assertThatThrownBy(() -> new ProxyAddress("http", "p", 1, "u", null, List.of()))
                .hasMessageContaining("no password");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost, false",
        "LOCALHOST, localhost, false",
        "*.example.com, api.example.com, false",
        "*.example.com, example.com, true",
        "10.*, 10.1.2.3, false",
        "10.*, 110.1.2.3, true",
        "*, anything, false",
        "*internal*, my.internal.host, false",
        "*internal*, other, true",
        "other.host, api.example.com, true"
    })
    void hosts_that_need_no_proxy_are_named_as_the_jdk_does(String pattern, String host, boolean proxied) {
        assertThat(new ProxyAddress("http", "p", 1, null, null, List.of(pattern)).serves(host))
                .isEqualTo(proxied);
    }
}
