/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Project and location stand in the address of Vertex AI. Source: providers/vertex-ai, Identity, read 2026-11-25. */
class VertexAddressTest {

    private static TargetSettings at(String region) {
        TargetSettings all = TargetSettings.STANDARD;
        return new TargetSettings(
                SecretSource.of("token"),
                null,
                region,
                all.headers(),
                all.transport(),
                all.deadlines(),
                all.maxResponseBytes(),
                all.readerTimeout(),
                all.strict());
    }

    private static LlmClient client() {
        return LlmClient.builder()
                .placeholders(url -> url.replace("{{GOOGLE_CLOUD_PROJECT}}", "my-project"))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        ", https://aiplatform.googleapis.com/v1/projects/my-project/locations/global",
        "global, https://aiplatform.googleapis.com/v1/projects/my-project/locations/global",
        "eu, https://aiplatform.eu.rep.googleapis.com/v1/projects/my-project/locations/eu",
        "us-central1, https://us-central1-aiplatform.googleapis.com/v1/projects/my-project/locations/us-central1"
    })
    void project_and_location_stand_in_the_address(String region, String address) {
        try (LlmClient client = client()) {
            assertThat(client.load("vertex", null, at(region)).baseUrl()).isEqualTo(address);
        }
    }

    @Test
    void an_unknown_location_is_refused_with_those_that_are_known() {
        try (LlmClient client = client()) {
            assertThatThrownBy(() -> client.load("vertex-ai", null, at("moon-1")))
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_REQUEST))
                    .hasMessageContaining("moon-1")
                    .hasMessageContaining("europe-west4");
        }
    }
}
