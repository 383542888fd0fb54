/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.dialect.Conversation;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one request. */
final class RequestEncoder {

    private static final String PATH = "/v1/messages";
    private static final HttpHeader FILES = new HttpHeader("anthropic-beta", "files-api-2025-04-14");

    private final ChatRequest request;
    private final Target target;
    private final RequestBody body;
    private final JsonWriter json;

    RequestEncoder(ChatRequest request, Target target) {
        this.request = request;
        this.target = target;
        body = new RequestBody(
                target,
                "chat",
                request.providerOptions(),
                List.of(),
                target.quirks().list(AnthropicQuirks.OMIT_FIELDS));
        json = body.json();
    }

    WireRequest encode(boolean stream) {
        ThinkingEncoder thinking = new ThinkingEncoder(body, request, target);
        body.member("model", "model").text(target.model().id());
        thinking.maxTokens();
        Conversation conversation = Conversation.of(request.messages(), body, this::says);
        BlockEncoder blocks = new BlockEncoder(body);
        system(conversation.system(), blocks);
        body.member("messages", "messages");
        messages(conversation.turns(), blocks);
        FormatEncoder format = new FormatEncoder(body, request, thinking);
        new ToolEncoder(body).encode(request, format.tool(), thinking.on());
        format.encode();
        sampling(request.sampling());
        others();
        if (stream) {
            body.need(Feature.STREAMING, "a streamed answer");
            body.member("stream", "stream").bool(true);
        }
        String path = target.provider().paths().getOrDefault("chat", PATH);
        ByteChunks bytes = body.finish(body.quirks().map(AnthropicQuirks.REQUEST_DEFAULTS));
        WireRequest plain = stream
                ? WireRequest.streamed(path, bytes, body.notices())
                : WireRequest.json(path, bytes, body.notices());
        return blocks.namesFiles() ? withBeta(plain) : plain;
    }

    /** Uploaded files are still a beta, which a request has to ask for. (providers/anthropic, Other operations, 2026-11-25) */
    private static WireRequest withBeta(WireRequest plain) {
        List<HttpHeader> headers = new ArrayList<>(plain.headers());
        headers.add(FILES);
        return new WireRequest(plain.path(), headers, plain.body(), plain.notices());
    }

    private void system(List<Part.Text> texts, BlockEncoder blocks) {
        if (texts.isEmpty()) {
            return;
        }
        body.member("system", "messages");
        if (texts.size() == 1 && texts.get(0).cache() == null) {
            json.text(texts.get(0).text());
            return;
        }
        json.beginArray();
        texts.forEach(blocks::text);
        json.endArray();
    }

    /** Empty texts are refused, and so are thoughts that the provider did not sign itself. (pitfalls 2 to 4, read 2026-11-25) */
    private boolean says(Part part) {
        if (part instanceof Part.Reasoning thoughts
                && BlockEncoder.signed(thoughts).isEmpty()) {
            body.notice("reasoning", "the provider takes only thoughts back that it signed itself");
            return false;
        }
        return !(part instanceof Part.Text text && text.text().isEmpty());
    }

    private void messages(List<Conversation.Turn> turns, BlockEncoder blocks) {
        json.beginArray();
        for (int i = 0; i < turns.size(); i++) {
            Conversation.Turn turn = turns.get(i);
            json.beginObject().member("role", turn.role()).name("content");
            if (i == 0 && !request.documents().isEmpty()) {
                body.need(Feature.DOCUMENTS, "documents to be cited");
                json.beginArray();
                request.documents().forEach(blocks::document);
                turn.parts().forEach(blocks::encode);
                json.endArray();
            } else {
                content(turn.parts(), blocks);
            }
            json.endObject();
        }
        json.endArray();
    }

    /** One text goes as a plain text, everything else as a list of blocks. */
    private void content(List<Part> parts, BlockEncoder blocks) {
        if (parts.size() == 1 && parts.get(0) instanceof Part.Text text && text.cache() == null) {
            json.text(text.text());
            return;
        }
        json.beginArray();
        parts.forEach(blocks::encode);
        json.endArray();
    }

    private void sampling(Sampling sampling) {
        boolean temperature = decimal(Feature.TEMPERATURE, "temperature", sampling.temperature());
        if (temperature && sampling.topP() != null && body.quirks().is(AnthropicQuirks.SAMPLING_ONE_OF)) {
            body.notice(Feature.TOP_P.setting(), "the model takes temperature or topP, not both");
        } else {
            decimal(Feature.TOP_P, "top_p", sampling.topP());
        }
        if (sampling.topK() != null && body.takes(Feature.TOP_K, "top_k")) {
            body.member("top_k", "topK").number(sampling.topK());
        }
        if (!sampling.stop().isEmpty() && body.takes(Feature.STOP, "stop_sequences")) {
            body.member("stop_sequences", "stop").value(sampling.stop());
        }
        absent(Feature.SEED, sampling.seed());
        absent(Feature.FREQUENCY_PENALTY, sampling.frequencyPenalty());
        absent(Feature.PRESENCE_PENALTY, sampling.presencePenalty());
        absent(Feature.N, sampling.n() == null || sampling.n() == 1 ? null : sampling.n());
        absent(Feature.LOGPROBS, sampling.topLogprobs());
    }

    private void others() {
        absent(Feature.PROMPT_CACHE_KEY, request.promptCacheKey());
        if (request.user() != null && body.takes(Feature.USER, "metadata")) {
            body.member("metadata", "user")
                    .beginObject()
                    .member("user_id", request.user())
                    .endObject();
        }
        absent(Feature.METADATA, request.metadata().isEmpty() ? null : request.metadata());
        if (request.serviceTier() != null && body.takes(Feature.SERVICE_TIER, "service_tier")) {
            body.member("service_tier", "serviceTier").text(request.serviceTier());
        }
    }

    private boolean decimal(Feature feature, String field, @Nullable Double value) {
        if (value == null || !body.takes(feature, field)) {
            return false;
        }
        body.member(field, feature.setting()).number(value.doubleValue());
        return true;
    }

    /** The Messages API has no such member. */
    private void absent(Feature feature, @Nullable Object value) {
        if (value != null) {
            body.notice(feature.setting(), body.lacks(feature).orElse("the Messages API has no such member"));
        }
    }
}
