/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmFailoverException;
import io.github.camelllm.error.LlmStreamInterruptedException;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.Reply;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

class StreamRouteTest extends Routes {

    private static final String STREAM = "llm:mistral/mistral-small-latest?stream=true";
    private static final String TEXT = STREAM + "&streamMode=text";

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:split").to(TEXT).split(body()).streaming().to("mock:pieces");
                from("direct:log").to(STREAM).log("${body}").to("mock:logged");
                from("direct:away").to(STREAM).setBody(constant("something else"));
                from("direct:seda").to(TEXT).to("seda:reader?waitForTaskToComplete=Never");
                from("seda:reader?pollTimeout=20").split(body()).streaming().to("mock:pieces");
                from("direct:enrich")
                        .enrich(TEXT, (old, answer) -> {
                            old.getMessage().setBody(answer.getMessage().getBody());
                            return old;
                        })
                        .to("mock:enriched");
                from("direct:multicast")
                        .multicast((old, now) -> {
                            List<Object> all = new ArrayList<>();
                            if (old != null) {
                                for (Object one : old.getMessage().getBody(List.class)) {
                                    all.add(one);
                                }
                            }
                            all.add(now.getMessage().getBody());
                            now.getMessage().setBody(all);
                            return now;
                        })
                        .parallelProcessing()
                        .to(TEXT, "llm:openai/gpt-4o?stream=true&streamMode=text")
                        .end();
                from("direct:failover")
                        .errorHandler(noErrorHandler())
                        .loadBalance()
                        .failover(LlmFailoverException.class)
                        .to(TEXT)
                        .to("llm:openai/gpt-4o?stream=true&streamMode=text");
            }
        };
    }

    @Test
    void a_streamed_answer_is_split_piece_by_piece() throws Exception {
        provider("mistral").enqueue(Reply.chunks("one ", "two ", "three"));
        MockEndpoint pieces = getMockEndpoint("mock:pieces");
        pieces.expectedBodiesReceived("one ", "two ", "three");

        Exchange exchange = send("direct:split", "count");

        assertThat(exchange.getException()).isNull();
        pieces.assertIsSatisfied();
    }

    @Test
    void the_exchange_is_done_when_the_first_content_has_arrived() {
        Hold hold = new Hold();
        provider("mistral")
                .enqueue(Reply.chunks("first ", "second").heldBy(hold, 1).usage(3, 2));

        Exchange exchange = send(TEXT, "x");

        LlmStream stream = exchange.getMessage().getBody(LlmStream.class);
        assertThat(stream.next()).isEqualTo("first ");
        assertThat(stream.response()).isEmpty();
        assertThat(exchange.getMessage().getHeaders())
                .containsKeys(LlmHeaders.TIME_TO_FIRST_TOKEN, LlmHeaders.LATENCY)
                .containsEntry(LlmHeaders.PROVIDER, "mistral")
                .doesNotContainKey(LlmHeaders.OUTPUT_TOKENS);
        hold.release();
        assertThat(stream.next()).isEqualTo("second");
        assertThat(stream.hasNext()).isFalse();
        assertThat(stream.response().orElseThrow().usage().outputTokens()).hasValue(2);
        assertThat(stream.response().orElseThrow().cost().basis()).isEqualTo(CostBasis.PRICED);
    }

    @Test
    void events_come_with_their_end() {
        provider("mistral").enqueue(Reply.chunks("a", "b"));

        LlmStream stream = send(STREAM, "x").getMessage().getBody(LlmStream.class);

        List<Object> events = new ArrayList<>();
        stream.forEachRemaining(events::add);
        assertThat(events).hasAtLeastOneElementOfType(StreamEvent.TextDelta.class);
        assertThat(events.get(events.size() - 1)).isInstanceOf(StreamEvent.Done.class);
    }

    @Test
    void more_streams_can_wait_for_their_readers_than_a_pool_of_camel_queues_tasks() {
        List<LlmStream> streams = new ArrayList<>();
        for (int i = 0; i < 1_050; i++) {
            provider("mistral").enqueue(Reply.chunks("a", "b"));
            streams.add(send(TEXT, "x").getMessage().getBody(LlmStream.class));
        }

        assertThat(streams).allSatisfy(stream -> assertThat(stream.text()).isEqualTo("ab"));
    }

    @Test
    void a_subscriber_gets_the_events_without_a_thread_of_its_own() throws Exception {
        provider("mistral").enqueue(Reply.chunks("a", "b"));
        List<StreamEvent> events = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);

        LlmStream stream = send(STREAM, "x").getMessage().getBody(LlmStream.class);
        stream.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(StreamEvent event) {
                events.add(event);
            }

            @Override
            public void onError(Throwable problem) {
                done.countDown();
            }

            @Override
            public void onComplete() {
                done.countDown();
            }
        });

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(events.get(events.size() - 1)).isInstanceOf(StreamEvent.Done.class);
        assertThatThrownBy(stream::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("read once");
    }

    @Test
    void logging_the_body_does_not_eat_the_answer() throws Exception {
        provider("mistral").enqueue(Reply.chunks("one ", "two"));
        MockEndpoint logged = getMockEndpoint("mock:logged");
        logged.expectedMessageCount(1);

        send("direct:log", "x");

        logged.assertIsSatisfied();
        LlmStream stream = logged.getExchanges().get(0).getMessage().getBody(LlmStream.class);
        List<Object> events = new ArrayList<>();
        stream.forEachRemaining(events::add);
        assertThat(events).filteredOn(StreamEvent.TextDelta.class::isInstance).hasSize(2);
        assertThat(stream.text()).isEqualTo("one two");
    }

    @Test
    void a_stream_is_also_bytes_and_server_sent_events() throws Exception {
        provider("mistral").respond(request -> Reply.chunks("Gr\u00fc", "\u00dfe\n!"));

        InputStream bytes = send(STREAM, "x").getMessage().getBody(InputStream.class);
        assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("Gr\u00fc\u00dfe\n!");

        InputStream sse = send(STREAM + "&streamMode=sse", "x").getMessage().getBody(InputStream.class);
        assertThat(new String(sse.readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("data: {\"text\":\"Gr\u00fc\"}\n\ndata: {\"text\":\"\u00dfe\\n!\"}\n\nevent: done\ndata: {")
                .contains("\"finishReason\":\"STOP\"")
                .endsWith("}\n\n");
    }

    @Test
    void a_stream_that_breaks_off_is_an_error_with_what_came_and_not_an_answer() {
        Hold hold = new Hold();
        provider("mistral")
                .enqueue(Reply.chunks("one ", "two ", "three").heldBy(hold, 1).cutAfterChunks(2));

        Exchange exchange = send(TEXT, "x");
        assertThat(exchange.getException()).isNull();
        LlmStream stream = exchange.getMessage().getBody(LlmStream.class);
        assertThat(stream.next()).isEqualTo("one ");
        hold.release();

        assertThatThrownBy(() -> stream.forEachRemaining(piece -> {}))
                .isInstanceOfSatisfying(
                        LlmStreamInterruptedException.class,
                        broken -> assertThat(broken.partial().orElseThrow().text())
                                .startsWith("one "));
        assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.failure()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
    }

    @Test
    void an_error_before_the_first_content_fails_over_as_ever() {
        provider("mistral").enqueue(Reply.error(ErrorCase.OVERLOADED));
        provider("openai").enqueue(Reply.chunks("from ", "openai"));

        Exchange exchange = send("direct:failover", "x");

        assertThat(exchange.getMessage().getBody(LlmStream.class).text()).isEqualTo("from openai");
        assertThat(exchange.getMessage().getHeader(LlmHeaders.PROVIDER)).isEqualTo("openai");
    }

    @Test
    void a_stream_that_the_route_replaces_is_closed_when_the_exchange_is_done() {
        Hold hold = new Hold();
        provider("mistral").enqueue(Reply.chunks("first ", "second").heldBy(hold, 1));

        send("direct:away", "x");

        simulator.awaitClosedByClient(1);
        await().untilAsserted(() -> assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.failure()).isEqualTo(ErrorKind.CANCELLED)));
    }

    @Test
    void a_stream_that_nobody_reads_is_cancelled_and_settled_after_the_reader_timeout() {
        Hold hold = new Hold();
        provider("mistral").enqueue(Reply.chunks("first ", "second").heldBy(hold, 1));

        Exchange exchange = send(TEXT + "&readerTimeout=50", "x");

        simulator.awaitClosedByClient(1);
        await().untilAsserted(() -> assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.cost().basis()).isNotEqualTo(CostBasis.PRICED)));
        assertThatThrownBy(() -> exchange.getMessage().getBody(LlmStream.class).hasNext())
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("readerTimeout");
    }

    @Test
    void what_is_not_sent_as_asked_is_told_of_a_stream_too() {
        provider("mistral").enqueue(Reply.chunks("one ", "two"));

        Exchange exchange = send(TEXT + "&topK=3", "x");

        List<?> notices = exchange.getMessage().getHeader(LlmHeaders.NOTICES, List.class);
        assertThat(notices)
                .singleElement()
                .isInstanceOfSatisfying(
                        Notice.class, notice -> assertThat(notice.setting()).isEqualTo("topK"));
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("one two");
    }

    @Test
    void a_stream_survives_the_way_through_a_queue() throws Exception {
        Hold hold = new Hold();
        provider("mistral").enqueue(Reply.chunks("one ", "two").heldBy(hold, 1));
        MockEndpoint pieces = getMockEndpoint("mock:pieces");
        pieces.expectedBodiesReceived("one ", "two");

        send("direct:seda", "x");
        hold.release();

        pieces.assertIsSatisfied();
    }

    @Test
    void a_stream_survives_enrich_and_template() {
        provider("mistral").respond(request -> Reply.chunks("one ", "two"));

        assertThat(send("direct:enrich", "x").getMessage().getBody(String.class))
                .isEqualTo("one two");
        assertThat(template().requestBody(TEXT, "x", LlmStream.class).text()).isEqualTo("one two");
        assertThat(template().requestBody(TEXT, "x", String.class)).isEqualTo("one two");
    }

    @Test
    void streams_survive_multicast_and_its_aggregation() {
        provider("mistral").enqueue(Reply.chunks("from ", "mistral"));
        provider("openai").enqueue(Reply.chunks("from ", "openai"));

        List<?> streams = send("direct:multicast", "x").getMessage().getBody(List.class);

        assertThat(streams)
                .map(stream -> ((LlmStream) stream).text())
                .containsExactlyInAnyOrder("from mistral", "from openai");
    }
}
