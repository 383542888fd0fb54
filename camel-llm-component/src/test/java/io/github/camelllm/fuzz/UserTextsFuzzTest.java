/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.client.Call;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.HttpCall;
import io.github.camelllm.http.HttpExchange;
import io.github.camelllm.http.HttpTransport;
import io.github.camelllm.http.ReplyHandler;
import io.github.camelllm.http.TransportStats;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.runtime.OptionValue;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Targets, base URLs and options as users write them, a line each. */
class UserTextsFuzzTest {

    private static final ChatRequest REQUEST = ChatRequest.of("Hello");
    private static final Silence SILENCE = new Silence();
    private static final LlmClient CLIENT = LlmClient.builder()
            .catalog(ProfileCatalog.of(FuzzedTargets.TARGETS.get(1).provider()))
            .transports(config -> SILENCE)
            .build();

    /** Takes calls and never answers. */
    private static final class Silence implements HttpTransport, HttpExchange {
        private @Nullable URI called;

        @Override
        public HttpExchange send(HttpCall call, ReplyHandler handler) {
            called = call.uri();
            return this;
        }

        @Override
        public TransportStats stats() {
            return new TransportStats(0, 0, 0, 0, 0);
        }

        @Override
        public boolean cancel() {
            return true;
        }

        @Override
        public void firstContent() {}

        @Override
        public void consumed(int bytes) {}

        @Override
        public void close() {}
    }

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "texts.dict")
    void texts_of_users_are_understood_or_refused_with_reasons(byte[] input) {
        String[] lines = Utf8.text(input).split("\n", 3);

        assertTargetIsFoundOrRefused(lines[0]);
        if (lines.length > 1) {
            assertCallsGoThere(lines[1]);
        }
        if (lines.length > 2) {
            assertOptionIsReadOrRefused(lines[2]);
        }
    }

    private static void assertTargetIsFoundOrRefused(String target) {
        try {
            CLIENT.load(target);
        } catch (LlmException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        assertThat(ToolChoice.parse(target)).isNotNull();
    }

    /** A base URL that is taken leads to its host, below its path. */
    private static void assertCallsGoThere(String baseUrl) {
        LoadedModel model;
        try {
            model = CLIENT.load("all", "model-1", TargetSettings.STANDARD.withBaseUrl(baseUrl));
        } catch (LlmException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        SILENCE.called = null;
        Call<ChatResponse> call = model.complete(REQUEST, Map.of());
        URI called = SILENCE.called;
        call.cancel();
        URI base = URI.create(baseUrl);
        boolean there = called != null
                && base.getHost().equals(called.getHost())
                && base.getPort() == called.getPort()
                && called.getRawPath().startsWith(base.getRawPath())
                && called.getRawPath().endsWith("/chat/completions")
                && called.getRawQuery() == null
                && called.getRawFragment() == null;
        if (!there) {
            assertThat(called)
                    .as("where a call to the base URL '%s' went", baseUrl)
                    .isEqualTo(base);
        }
    }

    private static void assertOptionIsReadOrRefused(String option) {
        try {
            OptionValue.of(option);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        try {
            assertThat(OptionValue.map(option)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
