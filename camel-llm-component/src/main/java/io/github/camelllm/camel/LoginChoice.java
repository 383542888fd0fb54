/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.AwsLogin;
import io.github.camelllm.auth.CustomLogin;
import io.github.camelllm.auth.HmacLogin;
import io.github.camelllm.auth.KeyPool;
import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.google.GoogleLogin;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The login of an endpoint: of the first that sets any, of endpoint, provider and component. What belongs to that kind of
 * login may stand at any of them.
 *
 * @param levels endpoint, provider, component
 */
record LoginChoice(List<Level> levels, SecretTexts secrets) {

    /**
     * The options of one place.
     *
     * @param apiKey of that place
     */
    record Level(LoginOptions options, @Nullable String apiKey) {

        /**
         * The kind of login that is set here; null: none.
         *
         * @throws IllegalArgumentException when there is more than one
         */
        @Nullable
        Kind kind() {
            Set<Kind> set = EnumSet.noneOf(Kind.class);
            for (Kind kind : Kind.values()) {
                if (says(kind)) {
                    set.add(kind);
                }
            }
            if (set.size() > 1) {
                throw new IllegalArgumentException("more than one login is set at the same place: "
                        + set.stream().map(kind -> kind.option).collect(Collectors.joining(", "))
                        + "; leave one");
            }
            return set.isEmpty() ? null : set.iterator().next();
        }

        private boolean says(Kind kind) {
            return switch (kind) {
                case KEY -> given(apiKey);
                case POOL -> given(options.getApiKeys());
                case RESOLVER -> options.getKeyResolver() != null;
                case CUSTOM -> options.getAuthorizer() != null;
                case OAUTH2 -> options.saysOAuth2();
                case ENTRA ->
                    given(options.getCredentialType()) && !EntraChoice.API_KEY.equals(options.getCredentialType());
                case GOOGLE -> given(options.getServiceAccountKey());
                case ENTRA_BEAN -> given(options.getTokenCredential());
                case HMAC -> given(options.getHmacSecret());
                case AWS_WEB -> given(options.getWebIdentityTokenFile());
                case AWS_KEY -> given(options.getAccessKey());
                case AWS_PROFILE -> options.isUseProfileCredentialsProvider();
                case AWS_CHAIN -> options.isUseDefaultCredentialsProvider();
            };
        }
    }

    /** The kinds of logins, by an option that each has. */
    enum Kind {
        KEY("apiKey"),
        POOL("apiKeys"),
        RESOLVER("keyResolver"),
        CUSTOM("authorizer"),
        OAUTH2("oauth2..."),
        GOOGLE("serviceAccountKey"),
        ENTRA("credentialType"),
        ENTRA_BEAN("tokenCredential"),
        HMAC("hmacSecret"),
        AWS_WEB("webIdentityTokenFile"),
        AWS_KEY("accessKey"),
        AWS_PROFILE("useProfileCredentialsProvider"),
        AWS_CHAIN("useDefaultCredentialsProvider");

        private final String option;

        Kind(String option) {
            this.option = option;
        }
    }

    private @Nullable Kind kind() {
        return levels.stream()
                .map(Level::kind)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What gives each message its own key; null: nothing does. */
    @Nullable
    KeyResolver resolver() {
        return kind() == Kind.RESOLVER ? first(LoginOptions::getKeyResolver) : null;
    }

    /** The key that is written down; null: none, or another login. */
    @Nullable
    Supplier<@Nullable String> key() {
        return kind() == Kind.KEY ? secret("apiKey", first(Level::apiKey, Objects::nonNull)) : null;
    }

    /** The login; null: a key, or none. */
    @Nullable
    Login login() {
        Kind kind = kind();
        if (kind == Kind.POOL) {
            return new KeyPool(Objects.requireNonNull(secret("apiKeys", text(LoginOptions::getApiKeys))));
        }
        if (kind == Kind.CUSTOM) {
            Authorizer own = first(LoginOptions::getAuthorizer);
            return new CustomLogin(Objects.requireNonNull(own));
        }
        if (kind == Kind.ENTRA) {
            return new EntraChoice(levels.stream().map(Level::options).toList(), secrets).login();
        }
        if (kind == Kind.ENTRA_BEAN) {
            return new EntraChoice(levels.stream().map(Level::options).toList(), secrets).credential();
        }
        if (kind == Kind.HMAC) {
            String header = text(LoginOptions::getHmacHeader);
            return new HmacLogin(
                    text(LoginOptions::getHmacKeyId),
                    Objects.requireNonNull(secret("hmacSecret", text(LoginOptions::getHmacSecret))),
                    header == null ? HmacLogin.SIGNATURE : header);
        }
        if (kind == Kind.GOOGLE) {
            String key = Objects.requireNonNull(text(LoginOptions::getServiceAccountKey));
            return GoogleLogin.of(secrets.orResource("serviceAccountKey", key));
        }
        if (kind == Kind.OAUTH2) {
            return new OAuth2Choice(levels.stream().map(Level::options).toList(), secrets).login();
        }
        return aws(kind);
    }

    private @Nullable Login aws(@Nullable Kind kind) {
        AwsLogin.Source source = source(kind);
        String role = text(LoginOptions::getRoleArn);
        if (role == null) {
            if (kind == Kind.AWS_WEB) {
                throw new IllegalArgumentException("option webIdentityTokenFile is set, but roleArn is not");
            }
            return source == null ? null : new AwsLogin(source);
        }
        String file = kind == Kind.AWS_WEB ? text(LoginOptions::getWebIdentityTokenFile) : null;
        if (source == null && file == null) {
            if (kind != null) {
                return null;
            }
            throw new IllegalArgumentException("option roleArn is set, but not who assumes the role: accessKey, "
                    + "useProfileCredentialsProvider, useDefaultCredentialsProvider or webIdentityTokenFile");
        }
        return new AwsLogin(new AwsLogin.Role(
                role, text(LoginOptions::getRoleSessionName), source, file, text(LoginOptions::getStsEndpoint)));
    }

    /** Where credentials come from; null: this is no login by them. */
    private AwsLogin.@Nullable Source source(@Nullable Kind kind) {
        if (kind == Kind.AWS_KEY) {
            Supplier<@Nullable String> accessKey = secret("accessKey", text(LoginOptions::getAccessKey));
            Supplier<@Nullable String> secretKey = secret("secretKey", text(LoginOptions::getSecretKey));
            if (accessKey == null || secretKey == null) {
                throw new IllegalArgumentException("option accessKey is set, but secretKey is not");
            }
            return new AwsLogin.Static(
                    accessKey, secretKey, secret("sessionToken", text(LoginOptions::getSessionToken)));
        }
        if (kind == Kind.AWS_PROFILE) {
            return new AwsLogin.Profile(text(LoginOptions::getProfileCredentialsName));
        }
        return kind == Kind.AWS_CHAIN ? new AwsLogin.DefaultChain() : null;
    }

    private @Nullable Supplier<@Nullable String> secret(String option, @Nullable String value) {
        return value == null ? null : secrets.of(option, value);
    }

    private @Nullable String text(Function<LoginOptions, @Nullable String> option) {
        return first(level -> option.apply(level.options), LoginChoice::given);
    }

    private <T> @Nullable T first(Function<LoginOptions, @Nullable T> option) {
        return first(level -> option.apply(level.options), Objects::nonNull);
    }

    private <T> @Nullable T first(Function<Level, @Nullable T> option, Function<@Nullable T, Boolean> wanted) {
        return levels.stream().map(option).filter(wanted::apply).findFirst().orElse(null);
    }

    private static boolean given(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
