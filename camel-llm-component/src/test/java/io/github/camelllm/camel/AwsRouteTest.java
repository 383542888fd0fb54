/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.test.Reply;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Routes whose calls AWS credentials sign, in the words of camel-aws2. */
class AwsRouteTest extends Routes {

    private void route(String options) throws Exception {
        String uri = "llm:bedrock/amazon.nova-lite-v1:0?region=eu-central-1&" + options;
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to(uri);
            }
        });
    }

    private String ask() {
        return template().requestBody("direct:ask", "Name a prime.", String.class);
    }

    private String address() {
        return "&baseUrl=" + simulator.provider("bedrock").baseUrl();
    }

    @Test
    void keys_that_are_written_down_sign() throws Exception {
        simulator.provider("bedrock").acceptKeys("AKID:a/secret+key:token").enqueue(Reply.text("Two."));
        route("accessKey=AKID&secretKey=RAW(a/secret+key)&sessionToken=token" + address());

        assertThat(ask()).isEqualTo("Two.");

        assertThat(simulator.lastRequest().header("Authorization")).contains("AKID", "eu-central-1/bedrock");
    }

    @Test
    void the_default_chain_signs() throws Exception {
        System.setProperty("aws.accessKeyId", "AKID2");
        System.setProperty("aws.secretAccessKey", "secret2");
        try {
            simulator.provider("bedrock").acceptKeys("AKID2:secret2").enqueue(Reply.text("Two."));
            route("useDefaultCredentialsProvider=true" + address());

            assertThat(ask()).isEqualTo("Two.");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void half_a_key_and_two_logins_are_refused_when_the_route_starts() {
        assertThatThrownBy(() -> route("accessKey=AKID" + address()))
                .rootCause()
                .hasMessageContaining("secretKey");
        assertThatThrownBy(() -> route("accessKey=AKID&secretKey=s&useProfileCredentialsProvider=true" + address()))
                .rootCause()
                .hasMessageContaining("more than one login");
    }
}
