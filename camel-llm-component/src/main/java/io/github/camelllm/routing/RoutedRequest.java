/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.TokenBounds;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request, in the words that filters and strategies understand. Confined to its call. */
public final class RoutedRequest {

    /** What most texts have at least for a token; a prompt whose bytes are more than six times a window cannot fit. */
    private static final int BYTES_PER_TOKEN = 6;

    private static final int USUAL_BYTES_PER_TOKEN = 4;
    private static final int USUAL_ANSWER = 500;

    private final @Nullable ChatRequest chat;
    private final @Nullable EmbeddingRequest embedding;
    private final boolean streamed;
    private final Map<String, String> context;
    private @Nullable Set<Feature> needs;
    private @Nullable TokenBounds bounds;

    private RoutedRequest(
            @Nullable ChatRequest chat,
            @Nullable EmbeddingRequest embedding,
            boolean streamed,
            Map<String, String> context) {
        this.chat = chat;
        this.embedding = embedding;
        this.streamed = streamed;
        this.context = Map.copyOf(context);
    }

    /**
     * A chat request.
     *
     * @param streamed whether a streamed answer is asked for
     * @param context what the caller knows of the call, such as {@code tenant} and {@code conversationId}
     */
    public static RoutedRequest chat(ChatRequest request, boolean streamed, Map<String, String> context) {
        return new RoutedRequest(request, null, streamed, context);
    }

    /**
     * A request for vectors.
     *
     * @param context what the caller knows of the call, such as {@code tenant}
     */
    public static RoutedRequest embedding(EmbeddingRequest request, Map<String, String> context) {
        return new RoutedRequest(null, request, false, context);
    }

    /** The chat request; null: vectors are asked for. */
    public @Nullable ChatRequest chat() {
        return chat;
    }

    /** Whether a streamed answer is asked for. */
    public boolean streamed() {
        return streamed;
    }

    /** {@code chat} or {@code embed}. */
    public String operation() {
        return chat == null ? "embed" : "chat";
    }

    /** What the caller knows of the call. */
    public Map<String, String> context() {
        return context;
    }

    /** For whom the call is made; null: nobody said. */
    public @Nullable String tenant() {
        return context.get("tenant");
    }

    /** The target that is asked for by name; null: none is. */
    public @Nullable String wanted() {
        String model = chat != null ? chat.model() : embedding == null ? null : embedding.model();
        return model == null || model.isBlank() ? null : model;
    }

    /**
     * What calls have in common that should go to the same target: the conversation, the key of the prompt cache, the end
     * user or the tenant; null: nothing is known.
     */
    public @Nullable String stickyKey() {
        String conversation = context.get("conversationId");
        if (conversation != null) {
            return conversation;
        }
        if (chat != null && chat.promptCacheKey() != null) {
            return chat.promptCacheKey();
        }
        return chat != null && chat.user() != null ? chat.user() : tenant();
    }

    /** What a target must be able to do. */
    public Set<Feature> needs() {
        if (needs == null) {
            needs = Collections.unmodifiableSet(chat == null ? EnumSet.of(Feature.EMBEDDINGS) : needed(chat));
        }
        return needs;
    }

    private Set<Feature> needed(ChatRequest request) {
        EnumSet<Feature> all = EnumSet.noneOf(Feature.class);
        add(all, Feature.STREAMING, streamed);
        add(all, Feature.TOOLS, !request.tools().isEmpty());
        add(all, Feature.JSON_SCHEMA, request.output() instanceof OutputFormat.JsonSchema);
        add(all, Feature.JSON_OBJECT, request.output() instanceof OutputFormat.JsonObject);
        add(all, Feature.DOCUMENTS, !request.documents().isEmpty());
        Integer answers = request.sampling().n();
        add(all, Feature.N, answers != null && answers > 1);
        add(all, Feature.LOGPROBS, request.sampling().topLogprobs() != null);
        Message last = request.messages().get(request.messages().size() - 1);
        add(all, Feature.PREFILL, last.role() == Role.ASSISTANT);
        for (Message message : request.messages()) {
            for (Part part : message.parts()) {
                add(all, Feature.IMAGE_INPUT, part instanceof Part.Image);
                add(all, Feature.AUDIO_INPUT, part instanceof Part.Audio);
                add(all, Feature.FILE_INPUT, part instanceof Part.File);
            }
        }
        return all;
    }

    private static void add(Set<Feature> all, Feature feature, boolean needed) {
        if (needed) {
            all.add(feature);
        }
    }

    /** So many tokens the prompt has at least, as far as its length tells. */
    long leastTokens() {
        return Math.max(
                bounds().least(),
                bounds().most().map(bytes -> bytes / BYTES_PER_TOKEN).orElse(0L));
    }

    /** So many tokens a prompt of this length usually has; pictures, sounds and documents are not counted. */
    long usualTokens() {
        return bounds().most().map(bytes -> bytes / USUAL_BYTES_PER_TOKEN).orElse(bounds().least());
    }

    /** So many tokens the answer may be expected to have. */
    int answerTokens() {
        if (chat == null) {
            return 0;
        }
        Integer most = chat.sampling().maxTokens();
        return most == null ? USUAL_ANSWER : Math.min(most, USUAL_ANSWER);
    }

    private TokenBounds bounds() {
        if (bounds == null) {
            if (chat != null) {
                bounds = TokenBounds.of(chat);
            } else if (embedding != null) {
                bounds = TokenBounds.of(embedding);
            } else {
                throw new IllegalStateException("a request is for an answer or for vectors");
            }
        }
        return bounds;
    }
}
