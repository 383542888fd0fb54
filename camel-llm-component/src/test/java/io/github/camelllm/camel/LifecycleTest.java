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

import io.github.camelllm.error.LlmException;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest extends Routes {

    private static final String MISTRAL = "llm:mistral/mistral-small-latest";

    @Test
    void the_producer_returns_at_once_and_the_route_goes_on_a_thread_of_camel() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask")
                        .to(MISTRAL)
                        .process(exchange -> threads.add(Thread.currentThread().getName()));
            }
        });
        Hold hold = new Hold();
        provider("mistral").always(Reply.text("x").heldBy(hold));

        CompletableFuture<Exchange> first = template()
                .asyncSend("direct:ask", exchange -> exchange.getMessage().setBody("1"));
        CompletableFuture<Exchange> second = template()
                .asyncSend("direct:ask", exchange -> exchange.getMessage().setBody("2"));
        simulator.awaitRequests(2);
        await().until(() -> Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith(LlmProducer.class.getName()))));
        assertThat(first).isNotDone();
        hold.release();

        first.get(20, TimeUnit.SECONDS);
        second.get(20, TimeUnit.SECONDS);
        assertThat(threads).isNotEmpty().allMatch(name -> name.contains(" - llm"));
    }

    @Test
    void stopping_the_context_waits_for_the_calls_of_its_routes() throws Exception {
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:ask").to(MISTRAL).to("mock:done");
            }
        });
        Hold hold = new Hold();
        provider("mistral").enqueue(Reply.text("late").heldBy(hold));
        getMockEndpoint("mock:done").expectedBodiesReceived("late");
        template().sendBody("seda:ask", "x");
        simulator.awaitRequests(1);

        CompletableFuture<Void> stopping =
                CompletableFuture.runAsync(() -> context().stop());
        await().until(() -> context().isStopping());
        hold.release();

        stopping.get(30, TimeUnit.SECONDS);
        getMockEndpoint("mock:done").assertIsSatisfied();
    }

    @Test
    void what_does_not_end_in_time_is_cancelled_and_its_exchange_ends() throws Exception {
        context().getShutdownStrategy().setTimeout(1);
        Hold hold = new Hold();
        provider("mistral").enqueue(Reply.text("never").heldBy(hold));
        CompletableFuture<Exchange> asked =
                template().asyncSend(MISTRAL, exchange -> exchange.getMessage().setBody("x"));
        simulator.awaitRequests(1);

        context().stop();

        assertThat(asked.get(20, TimeUnit.SECONDS).getException(LlmException.class))
                .isNotNull();
        simulator.awaitClosedByClient(1);
        hold.release();
    }

    @Test
    void exchanges_that_the_stop_cancels_end_on_the_pool_that_there_is() throws Exception {
        context().getShutdownStrategy().setTimeout(1);
        List<ThreadPoolExecutor> pools = new CopyOnWriteArrayList<>();
        context().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onThreadPoolAdd(
                    CamelContext camel,
                    ThreadPoolExecutor pool,
                    String id,
                    String sourceId,
                    String routeId,
                    String profile) {
                if (LlmContextService.POOL.equals(profile)) {
                    pools.add(pool);
                }
            }
        });
        send(MISTRAL, "x");
        Hold hold = new Hold();
        provider("mistral").enqueue(Reply.text("never").heldBy(hold));
        CompletableFuture<Exchange> asked =
                template().asyncSend(MISTRAL, exchange -> exchange.getMessage().setBody("x"));
        simulator.awaitRequests(2);

        context().stop();

        assertThat(asked.get(20, TimeUnit.SECONDS).getException(LlmException.class))
                .isNotNull();
        assertThat(pools).hasSize(1);
        hold.release();
    }

    @Test
    void nothing_is_sent_and_nothing_is_connected_by_a_start() throws Exception {
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to(MISTRAL);
            }
        });

        assertThat(simulator.acceptedConnections()).isZero();
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_context_can_be_stopped_and_started_again() throws Exception {
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to(MISTRAL);
            }
        });
        assertThat(send("direct:ask", "x").getException()).isNull();

        context().suspend();
        context().resume();

        assertThat(send("direct:ask", "x").getException()).isNull();
    }

    @Test
    void the_alias_reads_the_settings_of_llm_and_shares_its_connections() {
        Exchange first = send(MISTRAL, "x");
        // The answer is there a moment before its connection is free again.
        await().untilAsserted(() -> assertThat(LlmContextService.of(context()).connections())
                .allSatisfy(state -> assertThat(state.leased()).isZero()));
        Exchange second = send("camel-llm:mistral/mistral-small-latest", "x");

        assertThat(first.getException()).isNull();
        assertThat(second.getException()).isNull();
        assertThat(simulator.acceptedConnections()).isEqualTo(1);
        assertThat(LlmContextService.of(context()).connections()).hasSize(1);
    }

    @Test
    void a_second_claim_to_the_scheme_stops_the_start_and_names_both(@TempDir Path jar) throws Exception {
        try (DefaultCamelContext clashing = clashing(jar)) {
            assertThatThrownBy(clashing::start)
                    .satisfies(thrown -> assertThat(messages(thrown))
                            .contains("More than one component claims the scheme llm")
                            .contains(LlmComponent.class.getName())
                            .contains("com.example.OtherComponent in file:" + jar)
                            .contains("camel-llm:"));
        }
    }

    @Test
    void a_binding_in_the_registry_settles_the_claim(@TempDir Path jar) throws Exception {
        try (DefaultCamelContext clashing = clashing(jar)) {
            clashing.getRegistry().bind("llm", new LlmComponent());

            clashing.start();

            assertThat(clashing.getComponent("llm")).isInstanceOf(LlmComponent.class);
        }
    }

    private static DefaultCamelContext clashing(Path jar) throws IOException {
        Path claim = jar.resolve("META-INF/services/org/apache/camel/component/llm");
        Files.createDirectories(claim.getParent());
        Files.writeString(claim, "class=com.example.OtherComponent\n");
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.setApplicationContextClassLoader(
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, LifecycleTest.class.getClassLoader()));
        return context;
    }

    @Test
    void two_components_of_one_context_agree_on_the_folder_of_profiles(@TempDir Path folder) throws Exception {
        send(MISTRAL, "x");
        LlmComponent other = new LlmComponent(context());
        other.setProfilesDirectory(folder.toString());
        context().addComponent("llm-two", other);
        point(context(), "llm-two");

        assertThatThrownBy(() -> context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:two").to("llm-two:mistral/x");
                    }
                }))
                .satisfies(thrown -> assertThat(messages(thrown)).contains("profilesDirectory"));
    }
}
