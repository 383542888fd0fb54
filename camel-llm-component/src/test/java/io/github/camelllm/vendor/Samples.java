/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.vendor.Sample.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that was said between us and a provider's simulator: made once for all tests.
 *
 * @param unsent the requests that the provider cannot take, of which nothing was sent
 */
record Samples(List<Sample> all, Set<String> unsent) {

    private static final Map<Vendor, Samples> MADE = new ConcurrentHashMap<>();

    static Samples of(Vendor vendor) {
        return MADE.computeIfAbsent(vendor, Samples::make);
    }

    private static Samples make(Vendor vendor) {
        Samples samples = new Samples(new ArrayList<>(), new TreeSet<>());
        try (Traffic traffic = new Traffic()) {
            for (Ask ask : Asks.all()) {
                traffic.chat(vendor, ask)
                        .ifPresentOrElse(said -> samples.whole(ask, said), () -> samples.unsent.add(ask.name()));
                traffic.stream(vendor, ask).ifPresent(said -> samples.streamed(ask, said));
            }
            samples.embeddings("one text", traffic.embed(vendor, EmbeddingRequest.of(List.of("cat"))));
            samples.embeddings("two texts", traffic.embed(vendor, EmbeddingRequest.of(List.of("cat", "dog"))));
            samples.embeddings(
                    "short vectors",
                    traffic.embed(vendor, new EmbeddingRequest(null, List.of("cat"), 256, null, null, Map.of())));
            for (ErrorCase error : new TreeSet<>(traffic.at(vendor).errors())) {
                samples.error(error, traffic.error(vendor, error));
            }
        }
        return samples;
    }

    /** The samples of these places. */
    List<Sample> at(Place... places) {
        return all.stream()
                .filter(each -> List.of(places).contains(each.place()))
                .toList();
    }

    private void whole(Ask ask, Traffic.Exchange said) {
        Set<Capability> shows = shows(ask, said.response());
        add(ask.name(), Place.CHAT_REQUEST, 0, said.request(), shows);
        add(ask.name(), Place.CHAT_ANSWER, said.status(), said.json(), shows);
    }

    /** What the answer shows; a request of which a part was not sent shows nothing of it. */
    private static Set<Capability> shows(Ask ask, ChatResponse response) {
        Set<Capability> shows = EnumSet.of(Capability.CHAT);
        if (response.usage().known()) {
            shows.add(Capability.USAGE);
        }
        boolean cached = response.usage().count(Bucket.CACHE_READ).orElse(0) > 0;
        if (response.notices().isEmpty() && (ask.proves() != Capability.CACHED_TOKENS || cached)) {
            shows.add(ask.proves());
        }
        return shows;
    }

    private void streamed(Ask ask, Traffic.Exchange said) {
        String name = ask.name() + ", streamed";
        Set<Capability> shows = EnumSet.of(Capability.STREAMING);
        if (!said.response().toolCalls().isEmpty()) {
            shows.add(Capability.STREAMED_TOOLS);
        }
        add(name, Place.CHAT_REQUEST, 0, said.request(), shows);
        said.chunks().forEach(chunk -> add(name, Place.CHAT_CHUNK, said.status(), chunk, shows));
    }

    private void embeddings(String name, Traffic.Exchange said) {
        add(name, Place.EMBEDDING_REQUEST, 0, said.request(), Set.of(Capability.EMBEDDINGS));
        add(name, Place.EMBEDDING_ANSWER, said.status(), said.json(), Set.of(Capability.EMBEDDINGS));
    }

    private void error(ErrorCase error, Traffic.Exchange said) {
        add(error.name(), Place.ERROR, said.status(), said.json(), Set.of(Capability.ERRORS));
    }

    private void add(String name, Place place, int status, JsonNode body, Set<Capability> shows) {
        all.add(new Sample(name, place, status, body, shows));
    }
}
