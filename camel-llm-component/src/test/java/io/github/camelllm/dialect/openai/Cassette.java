/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.evidence.Shared;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A call of OpenAI or Azure that Envoy AI Gateway recorded. */
record Cassette(String name, String url, JsonNode request, int status, Headers headers, String body) {

    static final String FOLDER = "envoy-ai-gateway";

    static Cassette of(String name) throws IOException {
        return read(Shared.folder("recordings/" + FOLDER).resolve(name));
    }

    static Cassette read(Path file) throws IOException {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(20_000_000).build();
        Map<?, ?> cassette = (Map<?, ?>) new Load(settings).loadFromString(Files.readString(file));
        List<?> interactions = (List<?>) cassette.get("interactions");
        assertThat(interactions).as(file.toString()).hasSize(1);
        Map<?, ?> request = (Map<?, ?>) ((Map<?, ?>) interactions.get(0)).get("request");
        Map<?, ?> response = (Map<?, ?>) ((Map<?, ?>) interactions.get(0)).get("response");
        return new Cassette(
                file.getFileName().toString(),
                (String) request.get("url"),
                Recorded.tree((String) request.get("body")),
                (Integer) response.get("code"),
                headers((Map<?, ?>) response.get("headers")),
                (String) response.get("body"));
    }

    private static Headers headers(Map<?, ?> recorded) {
        List<HttpHeader> headers = new ArrayList<>();
        recorded.forEach((name, values) ->
                ((List<?>) values).forEach(value -> headers.add(new HttpHeader((String) name, (String) value))));
        return Headers.of(headers);
    }

    boolean embedding() {
        return url.endsWith("/embeddings");
    }

    boolean streamed() {
        return body.startsWith("data:");
    }

    List<String> payloads() {
        return body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    boolean ofOpenAi() {
        return url.startsWith("https://api.openai.com/");
    }

    Target target() {
        return Catalog.target("openai", request.required("model").textValue());
    }

    WireReply reply() {
        return new WireReply(status, headers, ByteChunks.utf8(body));
    }

    /** OpenAI takes the system's words from a developer as well (openai.md, Neutral mapping): that is what we send. */
    void sends(ChatRequest.Builder builder) {
        String recorded = request.toString().replace("\"role\":\"system\"", "\"role\":\"developer\"");
        assertThat(Bodies.chat(builder.build(), target())).as(name).isEqualTo(Bodies.map(recorded));
    }
}
