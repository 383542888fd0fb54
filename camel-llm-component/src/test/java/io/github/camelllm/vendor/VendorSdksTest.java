/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.evidence.Evidence;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import io.github.camelllm.vendor.PeerBench.Exchange;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The SDKs understand the simulator as they understand their providers; they send what we send, member by member, and read in
 * each answer what we read in it. (OpenAI's chat completions have tests of their own beside this one.)
 */
class VendorSdksTest {

    private static final PeerBench BENCH = new PeerBench();
    private static final Ask PLAIN = Asks.named("plain");

    static Stream<String> sdks() {
        return PeerBench.names().stream();
    }

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @EachSdk
    void every_request_that_we_send_as_asked_has_its_twin(String sdk) {
        Peer peer = BENCH.peer(sdk);
        Set<String> sent = new TreeSet<>();
        Asks.all().stream().filter(ask -> BENCH.sends(peer, ask)).forEach(ask -> sent.add(ask.name()));

        assertThat(sent).containsAll(peer.leftOut().keySet());
        sent.removeAll(peer.leftOut().keySet());
        assertThat(peer.names()).containsExactlyInAnyOrderElementsOf(sent).hasSizeGreaterThanOrEqualTo(15);
    }

    @EachSdk
    void whole_answers_come_by_the_same_request_and_say_the_same(String sdk) throws Exception {
        Peer peer = BENCH.peer(sdk);
        Findings found = new Findings(peer);
        Set<Capability> proved = new TreeSet<>(Set.of(Capability.USAGE));
        for (Ask ask : asks(peer)) {
            Exchange exchange = BENCH.whole(peer, ask);
            found.add(ask, exchange);
            if (ask.proves() != Capability.CACHED_TOKENS || exchange.weHeard().cached() > 0) {
                proved.add(ask.proves());
            }
        }

        found.assertNothing(asks(peer));
        proved.forEach(capability -> proves(peer, capability));
    }

    @EachSdk
    void streamed_answers_come_by_the_same_request_and_say_the_same(String sdk) throws Exception {
        Peer peer = BENCH.peer(sdk);
        Findings found = new Findings(peer);
        for (Ask ask : asks(peer)) {
            found.add(ask, BENCH.streamed(peer, ask));
        }

        found.assertNothing(List.of());
        proves(peer, Capability.STREAMING);
        proves(peer, Capability.STREAMED_TOOLS);
    }

    @EachSdk
    void thoughts_tool_calls_and_their_results_go_back_the_same_way(String sdk) throws Exception {
        Peer peer = BENCH.peer(sdk);
        Ask ask = peer.thinking(Asks.named("parallel tool calls"));
        Reply both = ask.model() == Ask.Model.REASONING ? ask.reply().reasoning("Use the tool.") : ask.reply();
        Reply end = Reply.text("Both are animals.");
        List<String> results = List.of("a cat", "a dog");
        LoadedModel model = BENCH.ours(peer, ask);

        BENCH.at(peer).reset().enqueue(both, end);
        ChatResponse first = PeerBench.answer(model.complete(ask.request()));
        ChatResponse ours = PeerBench.answer(model.complete(Peer.next(ask.request(), first, results)));
        RecordedRequest ourSecond = BENCH.simulator.lastRequest();
        BENCH.at(peer).reset().enqueue(both, end);
        Heard theirs = peer.roundTrip(ask, results);

        Findings found = new Findings(peer);
        found.add(ask, new Exchange(ourSecond, BENCH.simulator.lastRequest(), Heard.of(ours), theirs));
        found.assertNothing(List.of());
    }

    @EachSdk
    void vectors_are_the_same(String sdk) throws Exception {
        Peer peer = BENCH.peer(sdk);
        String embedder = peer.id().embedder();
        if (embedder == null) {
            assertThat(peer.vectors(List.of("cat"))).isEmpty();
            return;
        }
        List<String> texts = peer.id().provider().equals("bedrock") ? List.of("cat") : List.of("cat", "dog");
        BENCH.at(peer).reset();
        EmbeddingResponse ours = PeerBench.answer(BENCH.ours(peer, embedder, true)
                .embed(new EmbeddingRequest(null, texts, null, peer.inputType(), null, Map.of())));
        RecordedRequest ourRequest = BENCH.simulator.lastRequest();
        BENCH.at(peer).reset();
        List<float[]> theirs = peer.vectors(texts);

        assertThat(theirs).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(ours.embeddings().get(i).vector()).isEqualTo(theirs.get(i));
        }
        Heard same = new Heard(List.of(), "", List.of(), "", 0, 0, 0);
        Findings found = new Findings(peer);
        found.add(PLAIN, new Exchange(ourRequest, BENCH.simulator.lastRequest(), same, same));
        found.assertNothing(List.of());
        proves(peer, Capability.EMBEDDINGS);
    }

    @EachSdk
    void errors_are_errors_to_both_and_have_the_same_status(String sdk) {
        Peer peer = BENCH.peer(sdk);
        LoadedModel model = BENCH.ours(peer, PLAIN);
        Set<ErrorCase> errors = BENCH.at(peer).errors();
        assertThat(errors).hasSizeGreaterThanOrEqualTo(6);
        for (ErrorCase error : errors) {
            BENCH.at(peer).reset().enqueue(Reply.error(error));
            LlmException ours =
                    catchThrowableOfType(LlmException.class, () -> PeerBench.answer(model.complete(PLAIN.request())));
            assertThat(ours).as(error.name()).isNotNull();
            if (ours.details().httpStatus() == 200) {
                continue; // an answer without content, not an error on the wire
            }
            BENCH.at(peer).reset().always(Reply.error(error));
            Throwable theirs = catchThrowable(() -> peer.whole(PLAIN));

            assertThat(peer.status(theirs))
                    .as("%s: %s", error, theirs)
                    .isNotNull()
                    .isEqualTo(ours.details().httpStatus());
        }
        proves(peer, Capability.ERRORS);
    }

    @EachSdk
    void an_error_inside_of_a_stream_reaches_both(String sdk) {
        Peer peer = BENCH.peer(sdk);
        Reply failing = Reply.text("one two three").failingAfterChunks(2, ErrorCase.SERVER_ERROR);
        BENCH.at(peer).reset().enqueue(failing);
        LlmException ours = catchThrowableOfType(
                LlmException.class, () -> Traffic.read(BENCH.ours(peer, PLAIN).stream(PLAIN.request())));
        BENCH.at(peer).reset().enqueue(failing);
        Throwable theirs = catchThrowable(() -> peer.streamed(PLAIN));

        assertThat(ours.partial())
                .hasValueSatisfying(
                        partial -> assertThat(partial.text().strip()).isEqualTo("one two"));
        assertThat(theirs).isNotNull();
    }

    @EachSdk
    void both_break_a_stream_off_by_closing_the_connection(String sdk) throws Exception {
        Peer peer = BENCH.peer(sdk);
        BENCH.at(peer).reset().enqueue(Reply.flood("word"), Reply.flood("word"));
        long before = BENCH.simulator.closedByClient();
        peer.breakOff(PLAIN);
        BENCH.simulator.awaitClosedByClient((int) before + 1);

        StreamCall call = BENCH.ours(peer, PLAIN).stream(PLAIN.request());
        call.started().toCompletableFuture().join();
        call.cancel();

        BENCH.simulator.awaitClosedByClient((int) before + 2);
    }

    private static List<Ask> asks(Peer peer) {
        return Asks.all().stream()
                .filter(ask -> peer.names().contains(ask.name()))
                .toList();
    }

    private static void proves(Peer peer, Capability capability) {
        Evidence.vendorSdk(peer.id().provider(), capability, peer.id().coordinates());
    }

    /** What differs, by request. */
    private static final class Findings {

        private final List<String> login;
        private final List<PeerDifference> explained;
        private final Set<PeerDifference> seen = new HashSet<>();
        private final Map<String, List<String>> all = new TreeMap<>();

        Findings(Peer peer) {
            login = peer.id().login();
            explained = PeerDifference.all().stream()
                    .filter(each -> each.sdk().equals(peer.id().name()))
                    .toList();
        }

        void add(Ask ask, Exchange exchange) {
            List<String> found = new ArrayList<>();
            for (String difference : exchange.differences(login)) {
                List<PeerDifference> reasons = explained.stream()
                        .filter(each -> each.explains(difference))
                        .toList();
                seen.addAll(reasons);
                if (reasons.isEmpty()) {
                    found.add(difference);
                }
            }
            if (!exchange.weHeard().equals(exchange.theyHeard())) {
                found.add("we heard " + exchange.weHeard() + ", the SDK " + exchange.theyHeard());
            }
            if (!found.isEmpty()) {
                all.put(ask.name(), found);
            }
        }

        /** @param whole when these were asked, each difference of the file must have been seen that is not of streams alone */
        void assertNothing(List<Ask> whole) {
            assertThat(all).isEmpty();
            if (!whole.isEmpty()) {
                assertThat(explained.stream()
                                .filter(each -> !seen.contains(each)
                                        && !each.reason().startsWith("Streams: ")
                                        && !each.reason().startsWith("Vectors: ")
                                        && !each.reason().startsWith("Turns: "))
                                .toList())
                        .as("differences that nothing needs")
                        .isEmpty();
            }
        }
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("sdks")
    private @interface EachSdk {}
}
