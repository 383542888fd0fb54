/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import io.github.camelllm.auth.aws.AwsAuthorizer;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * AWS credentials, which sign each call (Signature Version 4). The AWS SDK finds and renews them and makes the signature: it
 * is an optional library, {@value #ARTIFACT}.
 *
 * @param source where the credentials come from
 */
public record AwsLogin(Source source) implements Login {

    /** What must be on the class path. */
    public static final String ARTIFACT = "software.amazon.awssdk:auth";

    /** Where credentials come from. */
    public sealed interface Source {}

    /**
     * Written down; asked before each call, so that changed ones are taken up.
     *
     * @param sessionToken null: the credentials are not of a session
     */
    public record Static(
            Supplier<@Nullable String> accessKey,
            Supplier<@Nullable String> secretKey,
            @Nullable Supplier<@Nullable String> sessionToken)
            implements Source {

        public Static {
            Objects.requireNonNull(accessKey, "accessKey");
            Objects.requireNonNull(secretKey, "secretKey");
        }

        /** Without the credentials. */
        @Override
        public String toString() {
            return "Static[******]";
        }
    }

    /**
     * A profile of the files {@code ~/.aws/config} and {@code ~/.aws/credentials}; one that assumes a role needs
     * {@code software.amazon.awssdk:sts} as well.
     *
     * @param name null: what {@code AWS_PROFILE} says, else {@code default}
     */
    public record Profile(@Nullable String name) implements Source {}

    /**
     * The SDK's default chain: system properties, environment, web identity (with {@code software.amazon.awssdk:sts}), profile,
     * container, instance.
     */
    public record DefaultChain() implements Source {}

    /**
     * A role, whose credentials the Security Token Service gives for an hour at a time.
     *
     * @param arn of the role
     * @param session its name in AWS's logs; null: {@value #SESSION}
     * @param by whose credentials assume it; null: the token in the file
     * @param tokenFile with the token of another authority; null: there is none
     * @param endpoint of the service; null: that of the region
     */
    public record Role(
            String arn,
            @Nullable String session,
            @Nullable Source by,
            @Nullable String tokenFile,
            @Nullable String endpoint)
            implements Source {

        /** The name of a session that has none. */
        public static final String SESSION = "camel-llm";

        public Role {
            if (!arn.startsWith("arn:") || !arn.contains(":role/")) {
                throw new IllegalArgumentException(
                        "the option roleArn is '" + arn + "'; it must be like arn:aws:iam::123456789012:role/name");
            }
            if ((by == null) == (tokenFile == null)) {
                throw new IllegalArgumentException("a role is assumed either by credentials or by a token of a file");
            }
            if (by instanceof Role) {
                throw new IllegalArgumentException("a role is not assumed by another role");
            }
            if (endpoint != null && !endpoint.matches("https?://[^/?#@]+/?")) {
                throw new IllegalArgumentException("the option stsEndpoint must be https://host, without a path");
            }
        }
    }

    public AwsLogin {
        Objects.requireNonNull(source, "source");
    }

    @Override
    public Set<String> headers(String keyed) {
        return Set.of("Authorization", "X-Amz-Date", "X-Amz-Security-Token", "x-amz-content-sha256");
    }

    @Override
    public Authorizer authorizer(LoginContext context) {
        if (context.signingName() == null) {
            throw new IllegalArgumentException(
                    "the provider takes no signature of AWS; use the option apiKey, or another provider");
        }
        try {
            return AwsAuthorizer.of(source, context);
        } catch (NoClassDefFoundError missing) {
            throw new IllegalArgumentException(
                    "AWS credentials need a library that is not on the class path: add " + ARTIFACT
                            + " to the dependencies (missing is " + missing.getMessage() + ")",
                    missing);
        }
    }
}
