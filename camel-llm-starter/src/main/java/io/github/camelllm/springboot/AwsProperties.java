/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.jspecify.annotations.Nullable;

/** Options of a login with AWS credentials, as {@code camel.component.llm.*}. */
public abstract class AwsProperties extends ComponentConfigurationPropertiesCommon {

    /**
     * AWS access key, with secretKey, instead of apiKey: the AWS SDK, which must be on the class path
     * (software.amazon.awssdk:auth), signs each call.
     */
    private @Nullable String accessKey;

    /**
     * AWS secret key of accessKey.
     */
    private @Nullable String secretKey;

    /**
     * AWS session token of accessKey, where the credentials are of a session.
     */
    private @Nullable String sessionToken;

    /**
     * Let the default chain of the AWS SDK find the credentials: environment, web identity, profile, container, instance.
     */
    private boolean useDefaultCredentialsProvider;

    /**
     * Take the credentials of a profile of the AWS files: the one of profileCredentialsName.
     */
    private boolean useProfileCredentialsProvider;

    /**
     * Name of the AWS profile; without it what AWS_PROFILE says, else default.
     */
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
}
