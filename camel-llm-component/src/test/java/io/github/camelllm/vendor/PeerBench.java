/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.client.ApiChoice;
import io.github.camelllm.client.Call;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The SDKs, our client, and the simulator that both talk to. */
final class PeerBench implements AutoCloseable {

    static final String KEY = "sk-secret-of-the-peers";

    /** How each SDK is made. */
    private static final Map<String, Function<SimulatedProvider, Peer>> MAKERS = Map.of(
            "anthropic", at -> new AnthropicPeer(at.baseUrl(), KEY),
            "azure-openai", at -> new AzurePeer(at.baseUrl(), KEY),
            "bedrock", at -> new BedrockPeer(at.baseUrl()),
            "cohere", at -> new CoherePeer(at.baseUrl(), KEY),
            "google-ai", at -> GooglePeer.ofGemini(at.baseUrl(), KEY),
            "openai responses", at -> new ResponsesPeer(at.baseUrl(), KEY),
            "vertex-ai", at -> GooglePeer.ofVertex(at.baseUrl(), KEY));

    final ProviderSimulator simulator = ProviderSimulator.start();
    private final LlmClient client = LlmClient.builder().build();
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();

    static List<String> names() {
        return MAKERS.keySet().stream().sorted().toList();
    }

    Peer peer(String name) {
        return peers.computeIfAbsent(name, it -> MAKERS.get(it).apply(simulator.provider(it.replaceFirst(" .*", ""))));
    }

    SimulatedProvider at(Peer peer) {
        return simulator.provider(peer.id().provider());
    }

    LoadedModel ours(Peer peer, String model, boolean strict) {
        TargetSettings settings = TargetSettings.STANDARD
                .withBaseUrl(at(peer).baseUrl())
                .withApiKey(SecretSource.of(KEY))
                .withStrict(strict);
        return client.load(
                peer.id().provider(),
                model,
                settings.withChoice(new ApiChoice(peer.id().api(), peer.id().apiVersion(), null, null)));
    }

    LoadedModel ours(Peer peer, Ask ask) {
        return ours(peer, peer.id().models().get(ask.model()), true);
    }

    /** Whether we send a request just as asked. */
    boolean sends(Peer peer, Ask ask) {
        if (!peer.id().models().containsKey(ask.model())) {
            return false;
        }
        at(peer).reset().enqueue(peer.reply(ask));
        long before = simulator.requestCount();
        try {
            Traffic.wait(ours(peer, ask).complete(ask.request()));
            return true;
        } catch (LlmException e) {
            return e.kind() != ErrorKind.UNSUPPORTED_FEATURE || simulator.requestCount() > before;
        }
    }

    Exchange whole(Peer peer, Ask ask) throws Exception {
        return both(peer, ask, () -> Traffic.wait(ours(peer, ask).complete(ask.request())), () -> peer.whole(ask));
    }

    Exchange streamed(Peer peer, Ask ask) throws Exception {
        return both(peer, ask, () -> Traffic.read(ours(peer, ask).stream(ask.request())), () -> peer.streamed(ask));
    }

    private Exchange both(Peer peer, Ask ask, Callable<ChatResponse> ours, Callable<Heard> theirs) throws Exception {
        at(peer).reset().enqueue(peer.reply(ask));
        ChatResponse answer = ours.call();
        RecordedRequest sent = simulator.lastRequest();
        at(peer).reset().enqueue(peer.reply(ask));
        Heard heard = theirs.call();
        return new Exchange(sent, simulator.lastRequest(), Heard.of(answer), heard);
    }

    static <T> T answer(Call<T> call) {
        return Traffic.wait(call);
    }

    @Override
    public void close() {
        peers.values().forEach(Peer::close);
        client.close();
        simulator.close();
    }

    /** What both sent, and what both understood. */
    record Exchange(RecordedRequest ours, RecordedRequest theirs, Heard weHeard, Heard theyHeard) {

        /** What differs between the bodies, the addresses and these headers. */
        List<String> differences(List<String> headers) {
            List<String> all = new ArrayList<>(Difference.between(ours.json(), theirs.json()));
            differs(all, "/(address)", ours.target(), theirs.target());
            headers.forEach(name -> differs(all, "/(header)/" + name, header(ours, name), header(theirs, name)));
            return all;
        }

        private static void differs(List<String> all, String at, String our, String their) {
            if (!our.equals(their)) {
                all.add(at + ": we say " + our + ", the SDK says " + their);
            }
        }

        /** JSON is UTF-8 whether the media type says so or not. */
        private static String header(RecordedRequest request, String name) {
            String value = request.header(name);
            return value.isEmpty() ? "nothing" : value.replaceFirst("; ?charset=(?i:utf-8)$", "");
        }
    }
}
