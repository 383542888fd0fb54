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

    /**
     * ARN of the AWS role that is assumed at the Security Token Service: with the credentials of accessKey, of the
     * profile or of the default chain, or with the token of webIdentityTokenFile.
     */
    private @Nullable String roleArn;

    /** Name of the session in the role of roleArn, as AWS's logs show it. */
    private @Nullable String roleSessionName;

    /** File with the token of another authority that is exchanged for the role of roleArn; read again each time. */
    private @Nullable String webIdentityTokenFile;

    /**
     * URL of the Security Token Service, such as that of a private endpoint. Without it: the one of the region. It is
     * trusted as it is.
     */
    private @Nullable String stsEndpoint;

    public @Nullable String getRoleArn() {
        return roleArn;
    }

    public void setRoleArn(@Nullable String roleArn) {
        this.roleArn = roleArn;
    }

    public @Nullable String getRoleSessionName() {
        return roleSessionName;
    }

    public void setRoleSessionName(@Nullable String roleSessionName) {
        this.roleSessionName = roleSessionName;
    }

    public @Nullable String getWebIdentityTokenFile() {
        return webIdentityTokenFile;
    }

    public void setWebIdentityTokenFile(@Nullable String webIdentityTokenFile) {
        this.webIdentityTokenFile = webIdentityTokenFile;
    }

    public @Nullable String getStsEndpoint() {
        return stsEndpoint;
    }

    public void setStsEndpoint(@Nullable String stsEndpoint) {
        this.stsEndpoint = stsEndpoint;
    }

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
