/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.routing.Decision;
import io.github.camelllm.routing.DecisionListener;
import io.github.camelllm.test.fault.FaultProfile;
import io.github.camelllm.test.fault.FaultServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code llm:router} in routes, over real sockets. */
class RouterRouteTest {

    private static final String DOWN = "openai-compatible/fb-s04-503-persistent";
    private static final String WELL = "openai-compatible/fb-ok";

    private final FaultServer server = FaultServer.start(FaultProfile.UNIT);
    private final Main main = new Main();
    private final List<Decision> decisions = new ArrayList<>();

    @BeforeEach
    void properties() {
        set("providers.openai-compatible.baseUrl", server.baseUrl());
        set("providers.openai-compatible.apiKey", "test-key");
        main.bind("listener", (DecisionListener) decisions::add);
    }

    @AfterEach
    void close() {
        main.stop();
        server.close();
    }

    private void set(String name, String value) {
        main.addInitialProperty("camel.component.llm." + name, value);
    }

    private Exchange ask(String uri) throws Exception {
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::router[]
                from("direct:ask").errorHandler(noErrorHandler()).to(uri);
                // end::router[]
            }
        });
        main.start();
        return main.getCamelTemplate().request("direct:ask", e -> e.getMessage().setBody("Tell me"));
    }

    @Test
    void a_router_of_properties_moves_on_and_says_who_answered() throws Exception {
        set("routers.main.targets", "down,well");
        set("routers.main.retryPause", "20ms");
        set("targets.down.uri", DOWN);
        set("targets.well.uri", WELL);

        Exchange done = ask("llm:router/main");

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class)).isNotBlank();
        assertThat(done.getMessage().getHeaders())
                .containsEntry(LlmHeaders.PROVIDER, "openai-compatible")
                .containsEntry(LlmHeaders.REQUEST_MODEL, "fb-ok")
                .containsEntry(LlmHeaders.MODEL, "fb-ok")
                .containsEntry(LlmHeaders.ATTEMPTS, 4);
        Decision decision = done.getMessage().getHeader(LlmHeaders.DECISION, Decision.class);
        assertThat(decision.answeredBy()).isEqualTo("well");
        assertThat(decision.router()).isEqualTo("main");
        assertThat(decisions).containsExactly(decision);
        assertThat(server.log()).hasSize(4);
    }

    @Test
    void when_all_fail_the_error_is_the_primary_s_and_the_message_stays() throws Exception {
        Exchange done = ask("llm:router?retryPause=20ms&targets=" + DOWN);

        assertThat(done.getException()).isInstanceOf(LlmException.class).hasMessageContaining("HTTP 503");
        assertThat(done.getMessage().getBody()).isEqualTo("Tell me");
        assertThat(done.getMessage().getHeaders())
                .containsEntry(LlmHeaders.ATTEMPTS, 3)
                .containsEntry(LlmHeaders.ERROR_KIND, "OVERLOADED");
    }

    @Test
    void a_broken_stream_is_continued_by_a_target_that_can() throws Exception {
        set("targets.well.uri", WELL);
        set("targets.well.prefill", "continues");

        Exchange done = ask("llm:router?stream=true&streamRecovery=continue&attemptsPerTarget=1&targets="
                + "openai-compatible/fb-s08-stream-cut,well");
        ChatResponse whole = done.getMessage().getBody(ChatResponse.class);

        assertThat(whole.text().split(" ")).hasSize(60);
        assertThat(whole.model()).isEqualTo("fb-ok");
    }

    @Test
    void explain_asks_nobody() throws Exception {
        Exchange done = ask("llm:router?explain=true&strategy=quality&targets=" + DOWN + "," + WELL);

        Decision decision = done.getMessage().getBody(Decision.class);
        assertThat(decision.order()).containsExactly(DOWN, WELL);
        assertThat(decision.attempts()).isEmpty();
        assertThat(server.log()).isEmpty();
    }

    @Test
    void the_console_shows_how_the_targets_are() throws Exception {
        ask("llm:router?retryPause=20ms&targets=" + DOWN + "," + WELL);
        LlmDevConsole console = new LlmDevConsole();
        console.setCamelContext(main.getCamelContext());

        assertThat(console.doCallText(Map.of()))
                .contains("health:")
                .contains("fb-s04-503-persistent")
                .contains("OVERLOADED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llm:router/nowhere | there is no router 'nowhere'",
                "llm:router | the option targets is empty",
                "llm:router?targets=nobody/x | nobody",
                "llm:router?targets=fast | there is no target 'fast'",
                "llm:router?targets=router/main | a router's targets are models",
                "llm:router?targets=openai-compatible/a&strategy=best | strategy is 'best'; allowed are",
                "llm:router?targets=openai-compatible/a&streamRecovery=continue | prefill=continues",
                "llm:router?targets=openai-compatible/a&residency=eu | no target meets the residency rule",
                "llm:router?targets=openai-compatible/a&requireTags=gpu | no target has all of the tags",
                "llm:router?targets=openai-compatible/a&blockedFallbacks=b | has no target 'b'",
                "llm:router?targets=openai-compatible/a&apiKey=secret | belongs to a target",
                "llm:router?targets=openai-compatible/a&balance=cost:1 | balance goes with the strategy balanced",
                "llm:router?targets=openai-compatible/a&operation=estimate | operation=estimate",
                "llm:router?targets=openai-compatible/a&failureThreshold=0 | failureThreshold is 0"
            })
    void what_cannot_work_fails_at_the_start(String uri, String why) {
        assertThatThrownBy(() -> ask(uri))
                .isInstanceOf(FailedToStartRouteException.class)
                .rootCause()
                .hasMessageContaining(why);
    }
}
