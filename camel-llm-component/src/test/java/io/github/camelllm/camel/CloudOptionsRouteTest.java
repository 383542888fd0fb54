/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.TokenAuthority;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Options of the clouds, as a route sets them. */
class CloudOptionsRouteTest extends Routes {

    private static final String MISTRAL = "llm:mistral/mistral-small-latest?";
    private static final String ROLE = "arn:aws:iam::123456789012:role/asker";
    private static final String BEDROCK = "llm:bedrock/amazon.nova-lite-v1:0?region=eu-central-1&roleArn=" + ROLE;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        Properties properties = new Properties();
        properties.setProperty("hmac.secret", "s3cret");
        context.getPropertiesComponent().setInitialProperties(properties);
        return context;
    }

    private void route(String uri) throws Exception {
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to(uri);
            }
        });
    }

    /** The simulator's own key is a login, too. */
    private void withoutKey(String provider) {
        context()
                .getComponent("llm", LlmComponent.class)
                .getProviders()
                .get(provider)
                .setApiKey(null);
    }

    private LlmEndpoint endpoint() {
        return (LlmEndpoint) context().getEndpoints().stream()
                .filter(LlmEndpoint.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_role_is_assumed_by_options() throws Exception {
        try (TokenAuthority service = TokenAuthority.start()) {
            service.enqueue(
                    200,
                    "text/xml",
                    "<r><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                            + "<Expiration>" + Instant.now().plusSeconds(3600) + "</Expiration></r>");
            provider("bedrock").acceptKeys("ASIA:s:t").enqueue(Reply.text("Two."));
            route(BEDROCK + "&baseUrl=" + provider("bedrock").baseUrl()
                    + "&accessKey=AKID&secretKey=s3cret&roleSessionName=night-shift&stsEndpoint=" + service.url());

            assertThat(send("direct:ask", "x").getException()).isNull();

            assertThat(service.requests().get(0).field("RoleSessionName")).isEqualTo("night-shift");
            assertThat(service.requests().get(0).field("RoleArn")).isEqualTo(ROLE);
        }
    }

    @Test
    void a_role_without_anybody_to_assume_it_and_a_token_without_a_role_are_refused_at_start() {
        withoutKey("bedrock");

        assertThatThrownBy(() -> route(BEDROCK)).rootCause().hasMessageContaining("who assumes the role");
        assertThatThrownBy(() -> route("llm:bedrock/m?webIdentityTokenFile=/run/token"))
                .rootCause()
                .hasMessageContaining("roleArn is not");
        assertThatThrownBy(() -> route(BEDROCK + "&webIdentityTokenFile=no-such-token"))
                .rootCause()
                .hasMessageContaining("no-such-token");
    }

    @Test
    void a_credential_of_ones_own_logs_in_at_entra() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        TokenCredential own = request -> {
            assertThat(request.getScopes()).containsExactly("https://cognitiveservices.azure.com/.default");
            return Mono.just(new AccessToken(
                    "token-" + asked.incrementAndGet(), OffsetDateTime.now().plusHours(1)));
        };
        context().getRegistry().bind("own", own);
        route(MISTRAL + "tokenCredential=#bean:own");
        assertThat(asked).as("nothing is asked at the start").hasValue(0);

        send("direct:ask", "x");
        send("direct:ask", "x");

        assertThat(simulator.requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEqualTo("Bearer token-1"));
    }

    @Test
    void a_reference_that_was_set_from_outside_is_looked_up() throws Exception {
        TokenCredential own = request ->
                Mono.just(new AccessToken("token-1", OffsetDateTime.now().plusHours(1)));
        context().getRegistry().bind("own", own);
        LlmComponent llm = context().getComponent("llm", LlmComponent.class);
        llm.getConfiguration().setTokenCredential("#bean:own");
        llm.getProviders().get("mistral").setApiKey(null);
        route("llm:mistral/mistral-small-latest");

        send("direct:ask", "x");

        assertThat(simulator.lastRequest().header("Authorization")).isEqualTo("Bearer token-1");
        llm.getConfiguration().setTokenCredential("#bean:nobody");
        assertThatThrownBy(() -> route("llm:mistral/open-mistral-nemo"))
                .rootCause()
                .hasMessageContaining("'nobody'");
    }

    @Test
    void what_is_no_credential_is_refused_and_a_credential_that_fails_is_told() throws Exception {
        context().getRegistry().bind("text", "no credential");
        context().getRegistry().bind("broken", (TokenCredential)
                request -> Mono.error(new IllegalStateException("locked")));

        assertThatThrownBy(() -> route(MISTRAL + "tokenCredential=#bean:text"))
                .rootCause()
                .hasMessageContaining("com.azure.core.credential.TokenCredential");
        route(MISTRAL + "tokenCredential=#bean:broken");
        assertThat(send("direct:ask", "x").getException())
                .hasMessageContaining("tokenCredential gave no token")
                .hasMessageContaining("locked");
    }

    @Test
    void calls_are_signed_with_a_secret() throws Exception {
        route(MISTRAL + "hmacSecret={{hmac.secret}}&hmacKeyId=me&hmacHeader=X-Gateway-Signature");

        assertThat(send("direct:ask", "x").getException()).isNotNull();

        assertThat(simulator.lastRequest().header("X-Gateway-Signature")).matches("[0-9a-f]{64}");
        assertThat(simulator.lastRequest().header("X-Key-Id")).isEqualTo("me");
        assertThat(simulator.lastRequest().header("X-Timestamp")).matches("\\d{10}");
        assertThat(endpoint().toString() + endpoint().link()).doesNotContain("s3cret");
    }

    @Test
    void the_project_stands_in_the_address() throws Exception {
        route("llm:vertex-ai/gemini-2.5-flash?apiKey=k&projectId=my-project&region=europe-west3&residency=eu");

        assertThat(endpoint().link().loaded().orElseThrow().baseUrl())
                .isEqualTo(
                        "https://europe-west3-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west3");
    }

    @Test
    void a_project_that_is_none_and_a_provider_without_projects_are_refused() {
        assertThatThrownBy(() -> route("llm:vertex-ai/gemini-2.5-flash?apiKey=k&region=eu&projectId=a/b"))
                .rootCause()
                .hasMessageContaining("projectId is 'a/b'");
        assertThatThrownBy(() -> route(MISTRAL + "apiKey=k&region=eu&projectId=p"))
                .rootCause()
                .hasMessageContaining("leave the option projectId out");
    }
}
