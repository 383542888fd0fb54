/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.evidence.Evidence;
import io.github.camelllm.test.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What we send by Responses, and what the simulator answers, held against OpenAI's own document. */
class ResponsesDocumentTest {

    private static final String PATH = "/responses";
    /** Those of this part of the document have a name of their own, as other requests do not need them. */
    private static final List<Deviation> DEVIATIONS = Deviation.all().stream()
            .filter(each -> each.document().equals("openai responses"))
            .map(each -> new Deviation("openai", each.at(), each.say(), each.reason(), each.source()))
            .toList();

    private static final PeerBench BENCH = new PeerBench();

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void every_request_and_every_answer_obeys_the_document() throws IOException, InterruptedException {
        List<Said> all = all();

        assertThat(problems(all, DEVIATIONS)).isEmpty();
        assertThat(all).hasSizeGreaterThan(25);
        all.stream()
                .map(said -> said.ask().proves())
                .distinct()
                .forEach(proved -> Evidence.vendorDocument("openai", proved, "openai.yaml: POST " + PATH));
    }

    @Test
    void each_deviation_is_needed() throws IOException, InterruptedException {
        List<Said> all = all();
        assertThat(DEVIATIONS).hasSize(2).allSatisfy(deviation -> {
            List<Deviation> others = new ArrayList<>(DEVIATIONS);
            others.remove(deviation);
            assertThat(problems(all, others)).as(deviation.toString()).isNotEmpty();
        });
    }

    private static Map<String, List<String>> problems(List<Said> all, List<Deviation> deviations) {
        VendorDocument document = VendorDocument.of("openai", deviations);
        VendorDocument.Form request = document.request(PATH);
        VendorDocument.Form answer = document.answer(PATH, 200, "application/json");
        Map<String, List<String>> problems = new TreeMap<>();
        for (Said said : all) {
            List<String> found = new ArrayList<>(request.problems(said.whole()));
            found.addAll(request.problems(said.streamed()));
            found.addAll(answer.problems(said.answer()));
            if (!found.isEmpty()) {
                problems.put(said.ask().name(), found);
            }
        }
        return problems;
    }

    /** What was sent for a request, whole and streamed, and the answer to the first. */
    private record Said(Ask ask, JsonNode whole, JsonNode streamed, JsonNode answer) {}

    private static List<Said> all() throws IOException, InterruptedException {
        List<Said> all = new ArrayList<>();
        for (Ask ask : asked()) {
            RecordedRequest whole = said(ask, false);
            all.add(new Said(ask, whole.json(), said(ask, true).json(), again(ask, whole)));
        }
        return all;
    }

    @Test
    void a_fault_in_a_request_is_found() {
        VendorDocument.Form form = VendorDocument.of("openai", DEVIATIONS).request(PATH);
        JsonNode right = said(Asks.named("tool choice by name"), false).json();

        assertThat(form.problems(right)).isEmpty();
        assertThat(Damage.allOf(right))
                .filteredOn(damage -> !damage.within("/tools/*/parameters"))
                .filteredOn(damage -> form.problems(damage.body()).isEmpty())
                .extracting(Damage::toString)
                .as("faults that the document takes for right")
                .isEmpty();
    }

    private static List<Ask> asked() {
        Peer peer = peer();
        return Asks.all().stream().filter(ask -> BENCH.sends(peer, ask)).toList();
    }

    private static Peer peer() {
        return BENCH.peer("openai responses");
    }

    private static RecordedRequest said(Ask ask, boolean stream) {
        Peer peer = peer();
        BENCH.at(peer).reset().enqueue(peer.reply(ask));
        if (stream) {
            Traffic.read(BENCH.ours(peer, ask).stream(ask.request()));
        } else {
            Traffic.wait(BENCH.ours(peer, ask).complete(ask.request()));
        }
        return BENCH.simulator.lastRequest();
    }

    /** What the simulator answers to the same bytes. */
    private static JsonNode again(Ask ask, RecordedRequest sent) throws IOException, InterruptedException {
        BENCH.at(peer()).reset().enqueue(peer().reply(ask));
        HttpRequest same = HttpRequest.newBuilder(URI.create(BENCH.simulator.url() + sent.target()))
                .header("Authorization", "Bearer " + PeerBench.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()))
                .build();
        return Yaml.text(HttpClient.newHttpClient()
                .send(same, HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
