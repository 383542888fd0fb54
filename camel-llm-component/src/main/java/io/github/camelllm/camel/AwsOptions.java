/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of a login with AWS credentials; their names are those of camel-aws2. */
@UriParams
public abstract class AwsOptions implements Cloneable {

    @SuppressWarnings("deprecation") // of secret: what replaces it came after Camel 4.18
    @UriParam(
            label = "security",
            secret = true,
            description =
                    "AWS access key, with secretKey, instead of apiKey: the AWS SDK, which must be on the class path "
                            + "(software.amazon.awssdk:auth), signs each call.")
    private @Nullable String accessKey;

    @SuppressWarnings("deprecation") // as above
    @UriParam(label = "security", secret = true, description = "AWS secret key of accessKey.")
    private @Nullable String secretKey;

    @SuppressWarnings("deprecation") // as above
    @UriParam(
            label = "security",
            secret = true,
            description = "AWS session token of accessKey, where the credentials are of a session.")
    private @Nullable String sessionToken;

    @UriParam(
            label = "security",
            defaultValue = "false",
            description =
                    "Let the default chain of the AWS SDK find the credentials: environment, web identity, profile, "
                            + "container, instance.")
    private boolean useDefaultCredentialsProvider;

    @UriParam(
            label = "security",
            defaultValue = "false",
            description = "Take the credentials of a profile of the AWS files: the one of profileCredentialsName.")
    private boolean useProfileCredentialsProvider;

    @UriParam(
            label = "security",
            description = "Name of the AWS profile; without it what AWS_PROFILE says, else default.")
    private @Nullable String profileCredentialsName;

    public @Nullable String getAccessKey() {
        return accessKey;
    }

    public void setAccessKey(@Nullable String accessKey) {
        this.accessKey = accessKey;
    }

    public @Nullable String getSecretKey() {
        return secretKey;
    }

    public void setSecretKey(@Nullable String secretKey) {
        this.secretKey = secretKey;
    }

    public @Nullable String getSessionToken() {
        return sessionToken;
    }

    public void setSessionToken(@Nullable String sessionToken) {
        this.sessionToken = sessionToken;
    }

    public boolean isUseDefaultCredentialsProvider() {
        return useDefaultCredentialsProvider;
    }

    public void setUseDefaultCredentialsProvider(boolean useDefaultCredentialsProvider) {
        this.useDefaultCredentialsProvider = useDefaultCredentialsProvider;
    }

    public boolean isUseProfileCredentialsProvider() {
        return useProfileCredentialsProvider;
    }

    public void setUseProfileCredentialsProvider(boolean useProfileCredentialsProvider) {
        this.useProfileCredentialsProvider = useProfileCredentialsProvider;
    }

    public @Nullable String getProfileCredentialsName() {
        return profileCredentialsName;
    }

    public void setProfileCredentialsName(@Nullable String profileCredentialsName) {
        this.profileCredentialsName = profileCredentialsName;
    }

    /** Forgets the login: an endpoint's copy of the component's options says only what the endpoint itself says. */
    void clearLogin() {
        accessKey = null;
        secretKey = null;
        sessionToken = null;
        useDefaultCredentialsProvider = false;
        useProfileCredentialsProvider = false;
        profileCredentialsName = null;
    }
}
