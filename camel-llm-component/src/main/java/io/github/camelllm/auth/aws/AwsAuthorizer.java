/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.aws;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.AwsLogin;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.auth.Outgoing;
import io.github.camelllm.auth.Secret;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.HttpHeader;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs calls with credentials that the AWS SDK finds. Thread-safe. */
public final class AwsAuthorizer implements Authorizer {

    private static final String REMEDY =
            ". Set accessKey and secretKey, a profile, or what the default chain of the AWS SDK looks for";

    private final Function<String, AwsCredentialsIdentity> credentials;
    private final Consumer<AwsCredentialsIdentity> refused;
    private final boolean blocks;
    private final LoginContext context;
    private final Region region;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    private AwsAuthorizer(
            Function<String, AwsCredentialsIdentity> credentials,
            Consumer<AwsCredentialsIdentity> refused,
            boolean blocks,
            LoginContext context) {
        this.credentials = credentials;
        this.refused = refused;
        this.blocks = blocks;
        this.context = context;
        this.region = new Region(context.region());
    }

    /**
     * Gets ready; asks nobody for credentials yet, unless they are written down.
     *
     * @throws IllegalArgumentException when written ones are missing or a profile cannot be read
     */
    public static Authorizer of(AwsLogin.Source source, LoginContext context) {
        if (source instanceof AwsLogin.Role role) {
            AwsLogin.Source by = role.by();
            AwsAuthorizer assuming = by == null ? null : found(by, context);
            TokenService service = new TokenService(
                    role, context, (call, region) -> assuming == null ? call : assuming.signed(call, "sts", region));
            service.check();
            RoleCredentials credentials = new RoleCredentials(service, context.clock());
            return new AwsAuthorizer(credentials::get, credentials::refused, true, context);
        }
        return found(source, context);
    }

    private static AwsAuthorizer found(AwsLogin.Source source, LoginContext context) {
        if (source instanceof AwsLogin.Static written) {
            written(written);
            return new AwsAuthorizer(region -> written(written), used -> {}, false, context);
        }
        AwsCredentialsProvider provider = source instanceof AwsLogin.Profile profile
                ? ProfileCredentialsProvider.builder()
                        .profileName(profile.name())
                        .build()
                : DefaultCredentialsProvider.builder().build();
        return new AwsAuthorizer(region -> provider.resolveCredentials(), used -> {}, true, context);
    }

    private static AwsCredentialsIdentity written(AwsLogin.Static written) {
        String id = text("accessKey", written.accessKey());
        String secret = text("secretKey", written.secretKey());
        return written.sessionToken() == null
                ? AwsBasicCredentials.create(id, secret)
                : AwsSessionCredentials.create(id, secret, text("sessionToken", written.sessionToken()));
    }

    private static String text(String option, Supplier<@Nullable String> source) {
        String value = source.get();
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the option " + option + " is empty");
        }
        return Secret.of(value).reveal();
    }

    @Override
    public CompletionStage<Outgoing> authorize(Outgoing call) {
        return blocks || !region.known(call.uri())
                ? CompletableFuture.supplyAsync(() -> signed(call), context.blocking())
                : CompletableFuture.completedFuture(signed(call));
    }

    private Outgoing signed(Outgoing call) {
        return signed(call, Objects.requireNonNull(context.signingName()), region.of(call.uri()));
    }

    private Outgoing signed(Outgoing call, String service, String place) {
        SdkHttpRequest.Builder draft = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(call.method()))
                .uri(call.uri());
        call.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
                .forEach(header -> draft.putHeader(header.name(), header.value()));
        SdkHttpRequest request = draft.build();
        AwsCredentialsIdentity identity = identity(place);
        Map<String, List<String>> headers = signer.sign(sign -> sign.identity(identity)
                        .request(request)
                        .payload(ContentStreamProvider.fromInputStreamSupplier(call.body()::stream))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, place)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock()))
                .request()
                .headers();
        return with(call, headers).whenRefused(why -> {
            if (why.kind() == ErrorKind.AUTHENTICATION_FAILED) {
                refused.accept(identity);
            }
        });
    }

    /** What the signature added; the transport writes {@code Host} itself, with the same value. */
    private static Outgoing with(Outgoing call, Map<String, List<String>> headers) {
        Outgoing signed = call;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            boolean added = !header.getKey().equalsIgnoreCase("Host")
                    && call.headers().stream().noneMatch(known -> known.name().equalsIgnoreCase(header.getKey()));
            if (added) {
                for (String value : header.getValue()) {
                    signed = signed.with(new HttpHeader(header.getKey(), value));
                }
            }
        }
        return signed;
    }

    private AwsCredentialsIdentity identity(String place) {
        try {
            return credentials.apply(place);
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            throw refusal(e);
        }
    }

    private static LlmException refusal(RuntimeException why) {
        return ErrorDetails.of(
                        ErrorKind.AUTHENTICATION_FAILED, "there are no AWS credentials: " + why.getMessage() + REMEDY)
                .attempts(0)
                .exception(why);
    }

    private Clock clock() {
        return Clock.fixed(context.clock().instant(), ZoneOffset.UTC);
    }
}
