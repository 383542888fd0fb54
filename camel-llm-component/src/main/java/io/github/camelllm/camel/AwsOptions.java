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

    @UriParam(
            label = "security",
            description = "ARN of the AWS role that is assumed at the Security Token Service: with the credentials of "
                    + "accessKey, of the profile or of the default chain, or with the token of webIdentityTokenFile.")
    private @Nullable String roleArn;

    @UriParam(
            label = "security",
            defaultValue = "camel-llm",
            description = "Name of the session in the role of roleArn, as AWS's logs show it.")
    private @Nullable String roleSessionName;

    @UriParam(
            label = "security",
            description = "File with the token of another authority that is exchanged for the role of roleArn; read "
                    + "again each time.")
    private @Nullable String webIdentityTokenFile;

    @UriParam(
            label = "security",
            description = "URL of the Security Token Service, such as that of a private endpoint. Without it: the one "
                    + "of the region. It is trusted as it is.")
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

    /** Forgets the login: an endpoint's copy of the component's options says only what the endpoint itself says. */
    void clearLogin() {
        accessKey = null;
        secretKey = null;
        sessionToken = null;
        useDefaultCredentialsProvider = false;
        useProfileCredentialsProvider = false;
        profileCredentialsName = null;
        roleArn = null;
        roleSessionName = null;
        webIdentityTokenFile = null;
        stsEndpoint = null;
    }
}
