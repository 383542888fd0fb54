/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.google;

import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.github.camelllm.auth.LoginContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the credentials. Not by the library's own search: that keeps what it found for the whole JVM, with the connections
 * of whoever asked first. (The places are those of cloud.google.com/docs/authentication/application-default-credentials,
 * read 2026-11-25.)
 */
final class GoogleCredentialsSource {

    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/cloud-platform");
    private static final String BASE64 = "base64:";
    private static final String FILE = "application_default_credentials.json";

    private final GoogleLogin login;
    private final GoogleTransport transport;

    GoogleCredentialsSource(GoogleLogin login, LoginContext context) {
        this.login = login;
        this.transport = new GoogleTransport(context);
    }

    /** The key, when one was set; null: the application default credentials. */
    @Nullable
    GoogleCredentials configured() throws IOException {
        return login.key() == null ? null : scoped(parsed(text()));
    }

    GoogleCredentials find() throws IOException {
        GoogleCredentials configured = configured();
        if (configured != null) {
            return configured;
        }
        String named = login.environment().apply("GOOGLE_APPLICATION_CREDENTIALS");
        Path file = named == null || named.isBlank() ? gcloud() : Path.of(named);
        if (named != null && !named.isBlank() || Files.isRegularFile(file)) {
            return scoped(parsed(Files.readString(file)));
        }
        return scoped(ComputeEngineCredentials.newBuilder()
                .setHttpTransportFactory(() -> transport)
                .build());
    }

    private String text() {
        String json = login.key() == null ? null : login.key().get();
        if (json == null || json.isBlank()) {
            throw new IllegalArgumentException("there is no service account key");
        }
        return json.startsWith(BASE64) ? decoded(json.substring(BASE64.length())) : json;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("the service account key is not Base64 behind " + BASE64, notBase64);
        }
    }

    private GoogleCredentials parsed(String json) throws IOException {
        GoogleCredentials read = GoogleCredentials.fromStream(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), () -> transport);
        return read instanceof ServiceAccountCredentials account
                ? account.toBuilder().setDefaultRetriesEnabled(false).build()
                : read;
    }

    private static GoogleCredentials scoped(GoogleCredentials credentials) {
        return credentials.createScoped(SCOPES);
    }

    private Path gcloud() {
        Optional<Path> configured = variable("CLOUDSDK_CONFIG");
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        return configured
                .or(() -> windows ? variable("APPDATA").map(folder -> folder.resolve("gcloud")) : Optional.empty())
                .orElseGet(() -> Path.of(System.getProperty("user.home", ""), ".config", "gcloud"))
                .resolve(FILE);
    }

    private Optional<Path> variable(String name) {
        return Optional.ofNullable(login.environment().apply(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
