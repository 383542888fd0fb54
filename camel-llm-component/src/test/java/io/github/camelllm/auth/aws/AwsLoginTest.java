/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelllm.auth.AwsLogin;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are signed with AWS credentials. The simulator computes the signature again with code of its own. */
@ResourceLock("system properties")
class AwsLoginTest {

    private static final String PROVIDER = "bedrock";
    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final List<String> PROPERTIES = List.of(
            "aws.accessKeyId",
            "aws.secretAccessKey",
            "aws.sessionToken",
            "aws.sharedCredentialsFile",
            "aws.configFile");

    private final ProviderSimulator simulator = ProviderSimulator.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void noFilesOfTheMachine() {
        System.setProperty(
                "aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        System.setProperty("aws.configFile", folder.resolve("config").toString());
    }

    @AfterEach
    void close() {
        simulator.close();
        PROPERTIES.forEach(System::clearProperty);
    }

    private static AwsLogin written(String accessKey, String secretKey, @Nullable String token) {
        return new AwsLogin(new AwsLogin.Static(() -> accessKey, () -> secretKey, token == null ? null : () -> token));
    }

    private TargetSettings settings(AwsLogin login, @Nullable String region) {
        TargetSettings standard = TargetSettings.STANDARD;
        return new TargetSettings(
                        null,
                        simulator.provider(PROVIDER).baseUrl(),
                        region,
                        standard.headers(),
                        standard.transport(),
                        standard.deadlines(),
                        standard.maxResponseBytes(),
                        standard.readerTimeout(),
                        false)
                .withLogin(login);
    }

    private ChatResponse ask(AwsLogin login, String model, InstantSource clock) {
        try (LlmClient client = LlmClient.builder().clock(clock).build()) {
            return client.load(PROVIDER, model, settings(login, "eu-central-1"))
                    .complete(ChatRequest.of("Hi"))
                    .result()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
    }

    private LlmException refusal(AwsLogin login, InstantSource clock) {
        Throwable thrown = catchThrowable(() -> ask(login, MODEL, clock));
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        assertThat(cause).isInstanceOf(LlmException.class);
        return (LlmException) cause;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MODEL,
                "a.plain-model",
                "arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3",
                "with space and ~tilde"
            })
    void the_signature_is_the_one_that_the_provider_computes(String model) {
        simulator.provider(PROVIDER).acceptKeys("AKID:a/secret+key").enqueue(Reply.text("Hello."));

        assertThat(ask(written("AKID", "a/secret+key", null), model, InstantSource.system())
                        .text())
                .isEqualTo("Hello.");

        RecordedRequest sent = simulator.lastRequest();
        assertThat(sent.header("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                .contains("/eu-central-1/bedrock/aws4_request")
                .doesNotContain("secret");
        assertThat(sent.headers().all("Host")).hasSize(1);
        assertThat(sent.headers().all("Authorization")).hasSize(1);
    }

    @Test
    void a_session_sends_and_signs_its_token() {
        simulator.provider(PROVIDER).acceptKeys("AKID:secret:token-1").enqueue(Reply.text("Hello."));

        assertThat(ask(written("AKID", "secret", "token-1"), MODEL, InstantSource.system())
                        .text())
                .isEqualTo("Hello.");

        assertThat(simulator.lastRequest().header("X-Amz-Security-Token")).isEqualTo("token-1");
        assertThat(refusal(written("AKID", "secret", "token-2"), InstantSource.system())
                        .kind())
                .isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
    }

    @Test
    void a_wrong_key_or_secret_is_refused_in_the_providers_words() {
        simulator.provider(PROVIDER).acceptKeys("AKID:secret");

        LlmException secret = refusal(written("AKID", "another", null), InstantSource.system());
        LlmException key = refusal(written("OTHER", "secret", null), InstantSource.system());

        assertThat(secret.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(secret.details().providerCode()).isEqualTo("InvalidSignatureException");
        assertThat(secret.toString()).doesNotContain("another");
        assertThat(key.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(key.details().providerCode()).isEqualTo("UnrecognizedClientException");
    }

    @Test
    void a_clock_that_is_wrong_is_refused_in_the_providers_words() {
        simulator.provider(PROVIDER).acceptKeys("AKID:secret");
        InstantSource late = () -> Instant.now().minus(Duration.ofMinutes(6));

        LlmException refused = refusal(written("AKID", "secret", null), late);

        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(refused.details().providerMessage()).contains("Signature expired");
    }

    @Test
    void a_profile_of_the_shared_files_signs() throws IOException {
        Files.writeString(
                folder.resolve("credentials"),
                "[default]\naws_access_key_id=AKID0\naws_secret_access_key=secret0\n\n"
                        + "[work]\naws_access_key_id=AKID1\naws_secret_access_key=secret1\naws_session_token=token1\n");
        simulator
                .provider(PROVIDER)
                .acceptKeys("AKID0:secret0", "AKID1:secret1:token1")
                .always(Reply.text("Hello."));

        ask(new AwsLogin(new AwsLogin.Profile("work")), MODEL, InstantSource.system());
        ask(new AwsLogin(new AwsLogin.Profile(null)), MODEL, InstantSource.system());

        assertThat(simulator.requests().get(0).header("Authorization")).contains("=AKID1/");
        assertThat(simulator.requests().get(1).header("Authorization")).contains("=AKID0/");
    }

    @Test
    void the_default_chain_finds_what_the_sdk_finds() {
        System.setProperty("aws.accessKeyId", "AKID2");
        System.setProperty("aws.secretAccessKey", "secret2");
        simulator.provider(PROVIDER).acceptKeys("AKID2:secret2").enqueue(Reply.text("Hello."));

        assertThat(ask(new AwsLogin(new AwsLogin.DefaultChain()), MODEL, InstantSource.system())
                        .text())
                .isEqualTo("Hello.");
    }

    @Test
    void credentials_that_are_nowhere_are_an_authentication_failure_before_anything_is_sent() {
        LlmException refused = refusal(new AwsLogin(new AwsLogin.Profile("nobody")), InstantSource.system());

        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(refused).hasMessageContaining("nobody").hasMessageContaining("accessKey");
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_secret_that_is_missing_is_said_when_the_target_is_made_ready() {
        LlmException refused = refusal(written("AKID", " ", null), InstantSource.system());

        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(refused).hasMessageContaining("secretKey");
    }

    @Test
    void a_provider_that_takes_no_signature_is_said() {
        try (LlmClient client = LlmClient.builder().build()) {
            assertThatThrownBy(() -> client.load("mistral", "m", settings(written("AKID", "secret", null), null)))
                    .isInstanceOf(LlmException.class)
                    .hasMessageContaining("takes no signature of AWS");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, https://example.org/, eu-west-1",
        "fips-us-east-1, https://bedrock-runtime-fips.us-east-1.amazonaws.com/, us-east-1",
        ", https://bedrock-runtime.eu-central-1.amazonaws.com/model, eu-central-1",
        ", https://bedrock-runtime.us-gov-west-1.amazonaws.com/, us-gov-west-1",
        ", https://bedrock-runtime.cn-north-1.amazonaws.com.cn/, cn-north-1",
        ", https://bedrock-runtime.eusc-de-east-1.amazonaws.eu/, eusc-de-east-1",
        ", https://vpce-1a2b-3c.bedrock-runtime.ap-southeast-2.vpce.amazonaws.com/, ap-southeast-2",
    })
    void the_region_is_the_one_that_is_set_or_stands_in_the_address(String set, String address, String region) {
        assertThat(new Region(set).of(URI.create(address))).isEqualTo(region);
    }

    @Test
    void a_region_that_only_the_environment_knows_is_looked_up_once() {
        URI nowhere = URI.create("https://example.org/");
        Region region = new Region(null);
        System.setProperty("aws.region", "eu-north-1");
        try {
            assertThat(region.known(nowhere)).isFalse();
            assertThat(region.of(nowhere)).isEqualTo("eu-north-1");
            System.setProperty("aws.region", "eu-south-1");
            assertThat(region.known(nowhere)).isTrue();
            assertThat(region.of(nowhere)).isEqualTo("eu-north-1");
        } finally {
            System.clearProperty("aws.region");
        }
    }

    /** The classes of the component without those of the SDK, as an application that does not use it has them. */
    @Test
    void a_missing_library_is_named() throws Exception {
        URL classes = AwsLogin.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader rest = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("software.amazon.awssdk") || name.startsWith("io.github.camelllm.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        try (URLClassLoader bare = new URLClassLoader(new URL[] {classes}, rest)) {
            Class<?> login = bare.loadClass(AwsLogin.class.getName());
            Class<?> context = bare.loadClass(LoginContext.class.getName());
            Object chain = bare.loadClass(AwsLogin.DefaultChain.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            Object here = context.getDeclaredConstructors()[0].getParameterCount() == 8
                    ? context.getDeclaredConstructors()[0].newInstance(null, null, null, null, null, null, "name", null)
                    : context.getDeclaredConstructors()[1].newInstance(
                            null, null, null, null, null, null, "name", null);
            Object made = login.getDeclaredConstructors()[0].newInstance(chain);

            assertThatThrownBy(() -> login.getMethod("authorizer", context).invoke(made, here))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("software.amazon.awssdk:auth");
        }
    }
}
