/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A signature that botocore and independent code computed. (providers/bedrock, Authentication, read 2026-11-25) */
class SignatureTest {

    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "application/json",
            "host", "bedrock-runtime.us-east-1.amazonaws.com",
            "x-amz-date", "20261120T120000Z");

    @Test
    void a_request_is_signed_as_the_vendors_own_clients_do() {
        String canonical = Signature.canonical(
                "POST",
                "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse",
                HEADERS::get,
                List.of("content-type", "host", "x-amz-date"),
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}".getBytes(UTF_8));

        assertThat(canonical)
                .startsWith("POST\n/model/us.anthropic.claude-sonnet-4-5-20250929-v1%253A0/converse\n\ncontent-type:")
                .endsWith("45e583fed2564dc00e823303d7609f8587af7f685b993cb0f998afc0d480b01d");
        assertThat(Signature.signature(
                        "test-key", "20261120T120000Z", "20261120/us-east-1/bedrock/aws4_request", canonical))
                .isEqualTo("581aee55ffdfbb3b70033fae5a177c18ff525c42a75b2703073c360732540228");
    }
}
