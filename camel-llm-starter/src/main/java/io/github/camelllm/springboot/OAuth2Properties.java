/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import org.jspecify.annotations.Nullable;

/** Properties of a login with tokens of an OAuth 2.0 authority. A property that is not set changes nothing. */
public abstract class OAuth2Properties extends AwsProperties {

    /**
     * URL where an OAuth 2.0 authority gives tokens, which are then sent instead of an apiKey: kept, and renewed
     * before they expire.
     */
    private @Nullable String oauth2TokenEndpoint;

    /**
     * By what right a token is asked for: client_credentials, refresh_token (oauth2RefreshToken), jwt_bearer (an
     * assertion signed with oauth2JwtKey, RFC 7523) or token_exchange (oauth2SubjectToken, RFC 8693).
     */
    private @Nullable String oauth2GrantType;

    /** Id of the client at the authority. */
    private @Nullable String oauth2ClientId;

    /** Secret of the client. Write a placeholder: it is read again for each token. */
    private @Nullable String oauth2ClientSecret;

    /** Scopes of the token, separated by spaces. */
    private @Nullable String oauth2Scope;

    /** The resource that the token is for (RFC 8707). */
    private @Nullable String oauth2ResourceIndicator;

    /** The audience that the token is for, where the authority asks for one. */
    private @Nullable String oauth2Audience;

    /** Send client id and secret in the body of the request instead of in a Basic header. */
    private @Nullable Boolean oauth2BodyAuthentication;

    /** How many seconds a token is good when the authority does not say. */
    private @Nullable Long oauth2CachedTokensDefaultExpirySeconds;

    /**
     * How many seconds before its end a token is no longer used. It is renewed earlier, without a call having to wait,
     * after four fifths of its life and at most five minutes before its end.
     */
    private @Nullable Long oauth2CachedTokensExpirationMarginSeconds;

    /**
     * The refresh token, for oauth2GrantType=refresh_token. When the authority gives a new one, that one is used as
     * long as the application runs.
     */
    private @Nullable String oauth2RefreshToken;

    /**
     * Private key that signs assertions: PEM in PKCS #8 of an RSA (RS256) or P-256 key (ES256), inline or a resource
     * such as file:key.pem, read again for each token. With oauth2GrantType=client_credentials the client proves
     * itself with it instead of a secret.
     */
    private @Nullable String oauth2JwtKey;

    /** Tells the authority which key signed (kid). */
    private @Nullable String oauth2JwtKeyId;

    /** Who signs the assertion (iss). Without it: oauth2ClientId. */
    private @Nullable String oauth2JwtIssuer;

    /** Whom the token is for (sub). Without it: the issuer. */
    private @Nullable String oauth2JwtSubject;

    /** Whom the assertion is for (aud). Without it: oauth2TokenEndpoint. */
    private @Nullable String oauth2JwtAudience;

    /**
     * The token that is exchanged, for oauth2GrantType=token_exchange: inline, #bean:name of a Supplier, or a resource
     * such as file:/var/run/secrets/tokens/llm, read again for each token.
     */
    private @Nullable String oauth2SubjectToken;

    /** What oauth2SubjectToken is, as a URN of RFC 8693. */
    private @Nullable String oauth2SubjectTokenType;

    public @Nullable String getOauth2TokenEndpoint() {
        return oauth2TokenEndpoint;
    }

    public void setOauth2TokenEndpoint(@Nullable String oauth2TokenEndpoint) {
        this.oauth2TokenEndpoint = oauth2TokenEndpoint;
    }

    public @Nullable String getOauth2GrantType() {
        return oauth2GrantType;
    }

    public void setOauth2GrantType(@Nullable String oauth2GrantType) {
        this.oauth2GrantType = oauth2GrantType;
    }

    public @Nullable String getOauth2ClientId() {
        return oauth2ClientId;
    }

    public void setOauth2ClientId(@Nullable String oauth2ClientId) {
        this.oauth2ClientId = oauth2ClientId;
    }

    public @Nullable String getOauth2ClientSecret() {
        return oauth2ClientSecret;
    }

    public void setOauth2ClientSecret(@Nullable String oauth2ClientSecret) {
        this.oauth2ClientSecret = oauth2ClientSecret;
    }

    public @Nullable String getOauth2Scope() {
        return oauth2Scope;
    }

    public void setOauth2Scope(@Nullable String oauth2Scope) {
        this.oauth2Scope = oauth2Scope;
    }

    public @Nullable String getOauth2ResourceIndicator() {
        return oauth2ResourceIndicator;
    }

    public void setOauth2ResourceIndicator(@Nullable String oauth2ResourceIndicator) {
        this.oauth2ResourceIndicator = oauth2ResourceIndicator;
    }

    public @Nullable String getOauth2Audience() {
        return oauth2Audience;
    }

    public void setOauth2Audience(@Nullable String oauth2Audience) {
        this.oauth2Audience = oauth2Audience;
    }

    public @Nullable Boolean getOauth2BodyAuthentication() {
        return oauth2BodyAuthentication;
    }

    public void setOauth2BodyAuthentication(@Nullable Boolean oauth2BodyAuthentication) {
        this.oauth2BodyAuthentication = oauth2BodyAuthentication;
    }

    public @Nullable Long getOauth2CachedTokensDefaultExpirySeconds() {
        return oauth2CachedTokensDefaultExpirySeconds;
    }

    public void setOauth2CachedTokensDefaultExpirySeconds(@Nullable Long oauth2CachedTokensDefaultExpirySeconds) {
        this.oauth2CachedTokensDefaultExpirySeconds = oauth2CachedTokensDefaultExpirySeconds;
    }

    public @Nullable Long getOauth2CachedTokensExpirationMarginSeconds() {
        return oauth2CachedTokensExpirationMarginSeconds;
    }

    public void setOauth2CachedTokensExpirationMarginSeconds(@Nullable Long oauth2CachedTokensExpirationMarginSeconds) {
        this.oauth2CachedTokensExpirationMarginSeconds = oauth2CachedTokensExpirationMarginSeconds;
    }

    public @Nullable String getOauth2RefreshToken() {
        return oauth2RefreshToken;
    }

    public void setOauth2RefreshToken(@Nullable String oauth2RefreshToken) {
        this.oauth2RefreshToken = oauth2RefreshToken;
    }

    public @Nullable String getOauth2JwtKey() {
        return oauth2JwtKey;
    }

    public void setOauth2JwtKey(@Nullable String oauth2JwtKey) {
        this.oauth2JwtKey = oauth2JwtKey;
    }

    public @Nullable String getOauth2JwtKeyId() {
        return oauth2JwtKeyId;
    }

    public void setOauth2JwtKeyId(@Nullable String oauth2JwtKeyId) {
        this.oauth2JwtKeyId = oauth2JwtKeyId;
    }

    public @Nullable String getOauth2JwtIssuer() {
        return oauth2JwtIssuer;
    }

    public void setOauth2JwtIssuer(@Nullable String oauth2JwtIssuer) {
        this.oauth2JwtIssuer = oauth2JwtIssuer;
    }

    public @Nullable String getOauth2JwtSubject() {
        return oauth2JwtSubject;
    }

    public void setOauth2JwtSubject(@Nullable String oauth2JwtSubject) {
        this.oauth2JwtSubject = oauth2JwtSubject;
    }

    public @Nullable String getOauth2JwtAudience() {
        return oauth2JwtAudience;
    }

    public void setOauth2JwtAudience(@Nullable String oauth2JwtAudience) {
        this.oauth2JwtAudience = oauth2JwtAudience;
    }

    public @Nullable String getOauth2SubjectToken() {
        return oauth2SubjectToken;
    }

    public void setOauth2SubjectToken(@Nullable String oauth2SubjectToken) {
        this.oauth2SubjectToken = oauth2SubjectToken;
    }

    public @Nullable String getOauth2SubjectTokenType() {
        return oauth2SubjectTokenType;
    }

    public void setOauth2SubjectTokenType(@Nullable String oauth2SubjectTokenType) {
        this.oauth2SubjectTokenType = oauth2SubjectTokenType;
    }
}
