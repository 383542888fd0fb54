/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Message;
import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An SDK that talks to the simulator as it talks to its provider, and the neutral requests in its words. */
interface Peer extends AutoCloseable {

    Id id();

    /** The neutral requests that have a twin here. */
    Set<String> names();

    /** Requests that have none although we send them as asked, with the reason. */
    Map<String, String> leftOut();

    Heard whole(Ask ask) throws Exception;

    Heard streamed(Ask ask) throws Exception;

    /**
     * Calls {@link Asks#lookup} in two rounds: the first answer goes back as the SDK does it, with the results of its calls.
     *
     * @param results by the order of the calls
     */
    Heard roundTrip(Ask ask, List<String> results) throws Exception;

    /** Reads the first piece of a streamed answer and breaks it off. */
    void breakOff(Ask ask) throws Exception;

    /** The vectors of texts; empty where the SDK has none. */
    default List<float[]> vectors(List<String> texts) throws Exception {
        return List.of();
    }

    /** The same request to a model that thinks, where there is one. */
    default Ask thinking(Ask ask) {
        return id().models().containsKey(Ask.Model.REASONING)
                ? new Ask(ask.name(), Ask.Model.REASONING, ask.request(), ask.reply(), ask.at(), ask.proves())
                : ask;
    }

    /** What vectors are for, where the provider wants to know it. */
    default @Nullable String inputType() {
        return null;
    }

    /** The status of the error that the SDK threw; null when it tells none, or threw something else. */
    @Nullable
    Integer status(Throwable thrown);

    /** What the provider answers to a request, in its own words. */
    default Reply reply(Ask ask) {
        return ask.name().equals("token limit") ? ask.reply().finish(id().length()) : ask.reply();
    }

    @Override
    void close();

    /**
     * Which SDK talks to which provider.
     *
     * @param name in the list of differences
     * @param provider the profile's id
     * @param api as the option names it; null: the usual one
     * @param apiVersion as the option names it; null: the usual one
     * @param models by what they can do; there may be none of a kind
     * @param embedder makes vectors; null: there is none
     * @param length the provider's word for an answer that is too long
     * @param login the headers that must be the same
     * @param coordinates of the SDK
     */
    record Id(
            String name,
            String provider,
            @Nullable String api,
            @Nullable String apiVersion,
            Map<Ask.Model, String> models,
            @Nullable String embedder,
            String length,
            List<String> login,
            String coordinates) {}

    /** The second request of a round trip in our words. */
    static ChatRequest next(ChatRequest first, ChatResponse answer, List<String> results) {
        ChatRequest.Builder second = first.toBuilder().message(answer.message());
        for (int i = 0; i < results.size(); i++) {
            second.message(Message.toolResult(answer.toolCalls().get(i).id(), results.get(i)));
        }
        return second.build();
    }
}
