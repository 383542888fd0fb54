/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.auth.oauth2.Assertion;
import io.github.camelllm.auth.oauth2.Grant;
import io.github.camelllm.auth.oauth2.OAuth2Client;
import io.github.camelllm.auth.oauth2.OAuth2Login;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of OAuth 2.0; each counts as the first place says that sets it.
 *
 * @param levels endpoint, provider, component
 */
record OAuth2Choice(List<? extends OAuth2Options> levels, SecretTexts secrets) {

    private static final Map<String, Function<OAuth2Choice, Grant>> GRANTS = grants();

    private static Map<String, Function<OAuth2Choice, Grant>> grants() {
        Map<String, Function<OAuth2Choice, Grant>> grants = new LinkedHashMap<>();
        grants.put("client_credentials", OAuth2Choice::clientCredentials);
        grants.put("refresh_token", OAuth2Choice::refreshToken);
        grants.put("jwt_bearer", choice -> new Grant.JwtBearer(choice.assertion("oauth2JwtIssuer")));
        grants.put("token_exchange", OAuth2Choice::exchange);
        return grants;
    }

    OAuth2Login login() {
        String type = first(OAuth2Options::getOauth2GrantType);
        Grant grant = Options.oneOf("oauth2GrantType", type == null ? "client_credentials" : type, GRANTS)
                .apply(this);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameter(parameters, "scope", OAuth2Options::getOauth2Scope);
        parameter(parameters, "resource", OAuth2Options::getOauth2ResourceIndicator);
        parameter(parameters, "audience", OAuth2Options::getOauth2Audience);
        return new OAuth2Login(
                client(grant),
                grant,
                parameters,
                seconds(OAuth2Options::getOauth2CachedTokensDefaultExpirySeconds, 3600),
                seconds(OAuth2Options::getOauth2CachedTokensExpirationMarginSeconds, 5));
    }

    private OAuth2Client client(Grant grant) {
        String secret = first(OAuth2Options::getOauth2ClientSecret);
        boolean signs = grant instanceof Grant.ClientCredentials && secret == null;
        return new OAuth2Client(
                endpoint(),
                first(OAuth2Options::getOauth2ClientId),
                secret == null ? null : secrets.of("oauth2ClientSecret", secret),
                signs ? assertion("oauth2ClientId") : null,
                Boolean.TRUE.equals(first(OAuth2Options::getOauth2BodyAuthentication)));
    }

    private Grant clientCredentials() {
        needed("oauth2ClientId", OAuth2Options::getOauth2ClientId);
        if (first(OAuth2Options::getOauth2JwtKey) == null) {
            needed("oauth2ClientSecret", OAuth2Options::getOauth2ClientSecret);
        }
        return new Grant.ClientCredentials();
    }

    private Grant refreshToken() {
        return new Grant.RefreshToken(
                secrets.of("oauth2RefreshToken", needed("oauth2RefreshToken", OAuth2Options::getOauth2RefreshToken)));
    }

    private Grant exchange() {
        String token = needed("oauth2SubjectToken", OAuth2Options::getOauth2SubjectToken);
        String type = first(OAuth2Options::getOauth2SubjectTokenType);
        Supplier<@Nullable String> subject = secrets.orResource("oauth2SubjectToken", token);
        return new Grant.TokenExchange(subject, type == null ? "urn:ietf:params:oauth:token-type:jwt" : type);
    }

    private Assertion assertion(String issuerOption) {
        String id = first(OAuth2Options::getOauth2ClientId);
        String issuer = first(OAuth2Options::getOauth2JwtIssuer);
        String signer = issuer != null ? issuer : id;
        if (signer == null) {
            throw missing(issuerOption);
        }
        String subject = first(OAuth2Options::getOauth2JwtSubject);
        String audience = first(OAuth2Options::getOauth2JwtAudience);
        return new Assertion(
                secrets.orResource("oauth2JwtKey", needed("oauth2JwtKey", OAuth2Options::getOauth2JwtKey)),
                first(OAuth2Options::getOauth2JwtKeyId),
                signer,
                subject == null ? signer : subject,
                audience == null ? endpoint().toString() : audience);
    }

    private URI endpoint() {
        try {
            return URI.create(needed("oauth2TokenEndpoint", OAuth2Options::getOauth2TokenEndpoint));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option oauth2TokenEndpoint: " + e.getMessage(), e);
        }
    }

    private void parameter(
            Map<String, String> parameters, String name, Function<OAuth2Options, @Nullable String> option) {
        String value = first(option);
        if (value != null && !value.isBlank()) {
            parameters.put(name, value);
        }
    }

    private Duration seconds(Function<OAuth2Options, @Nullable Long> option, long usual) {
        Long value = first(option);
        return Duration.ofSeconds(value == null ? usual : value);
    }

    private String needed(String name, Function<OAuth2Options, @Nullable String> option) {
        String value = first(option);
        if (value == null || value.isBlank()) {
            throw missing(name);
        }
        return value;
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("the login with OAuth 2.0 needs the option " + name);
    }

    private <T> @Nullable T first(Function<OAuth2Options, @Nullable T> option) {
        return levels.stream().map(option).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
