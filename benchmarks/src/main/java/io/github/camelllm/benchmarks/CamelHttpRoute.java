/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

/** {@code camel-http} and {@code camel-jackson}: what a route looks like without a component for models. */
final class CamelHttpRoute implements Candidate {

    private static final String PIECE = "piece";
    private static final String SO_FAR = "soFar";

    /** What was found so far of an answer that comes in events. */
    private static final class SoFar {
        final StringBuilder text = new StringBuilder(256);
        String model = "";
        String finish = "";
        Map<?, ?> usage = Map.of();
    }

    private final CamelSide camel;

    CamelHttpRoute(Setting setting) throws Exception {
        String uri = setting.baseUrl() + "/chat/completions?connectionsPerRoute=" + setting.connections()
                + "&maxTotalConnections=" + setting.connections();
        camel = new CamelSide(new RouteBuilder() {
            @Override
            public void configure() {
                from(CamelSide.ENTRANCE)
                        .process(CamelHttpRoute::question)
                        .marshal()
                        .json(JsonLibrary.Jackson)
                        .setHeader("Authorization", constant("Bearer " + Work.KEY))
                        .setHeader("Content-Type", constant("application/json"))
                        .choice()
                        .when(exchangeProperty(PIECE).isNull())
                        .to(uri)
                        .unmarshal()
                        .json(JsonLibrary.Jackson)
                        .process(CamelHttpRoute::whole)
                        .otherwise()
                        .to(uri + "&disableStreamCache=true")
                        .split(body().tokenize("\n\n"))
                        .streaming()
                        .process(CamelHttpRoute::payload)
                        .filter(body().isNotEqualTo("[DONE]"))
                        .unmarshal()
                        .json(JsonLibrary.Jackson)
                        .process(CamelHttpRoute::chunk)
                        .end()
                        .end()
                        .process(CamelHttpRoute::streamed);
            }
        });
    }

    private static void question(Exchange exchange) {
        exchange.getMessage()
                .setBody(Map.of(
                        "model",
                        Work.MODEL,
                        "messages",
                        List.of(
                                Map.of("role", "system", "content", Work.SYSTEM),
                                Map.of(
                                        "role",
                                        "user",
                                        "content",
                                        exchange.getMessage().getBody())),
                        "temperature",
                        Work.TEMPERATURE,
                        "max_completion_tokens",
                        Work.MAX_TOKENS,
                        "stream",
                        exchange.getProperty(PIECE) != null));
    }

    private static void whole(Exchange exchange) {
        Map<?, ?> body = exchange.getMessage().getBody(Map.class);
        Map<?, ?> choice = (Map<?, ?>) ((List<?>) body.get("choices")).get(0);
        exchange.getMessage()
                .setBody(answer(
                        String.valueOf(((Map<?, ?>) choice.get("message")).get("content")),
                        String.valueOf(body.get("model")),
                        String.valueOf(choice.get("finish_reason")),
                        (Map<?, ?>) body.get("usage")));
    }

    private static void payload(Exchange exchange) {
        exchange.getMessage()
                .setBody(exchange.getMessage().getBody(String.class).substring("data: ".length()));
    }

    private static void chunk(Exchange exchange) {
        SoFar soFar = exchange.getProperty(SO_FAR, SoFar.class);
        Map<?, ?> body = exchange.getMessage().getBody(Map.class);
        soFar.model = String.valueOf(body.get("model"));
        if (body.get("usage") instanceof Map<?, ?> usage) {
            soFar.usage = usage;
        }
        for (Object each : (List<?>) body.get("choices")) {
            Map<?, ?> choice = (Map<?, ?>) each;
            if (((Map<?, ?>) choice.get("delta")).get("content") instanceof String words) {
                soFar.text.append(words);
                piece(exchange).accept(words);
            }
            if (choice.get("finish_reason") instanceof String finish) {
                soFar.finish = finish;
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Consumer<String> piece(Exchange exchange) {
        return (Consumer<String>) exchange.getProperty(PIECE);
    }

    private static void streamed(Exchange exchange) {
        SoFar soFar = exchange.getProperty(SO_FAR, SoFar.class);
        if (soFar != null) {
            exchange.getMessage().setBody(answer(soFar.text.toString(), soFar.model, soFar.finish, soFar.usage));
        }
    }

    private static Answer answer(String text, String model, String finish, Map<?, ?> usage) {
        return new Answer(
                text,
                model,
                finish,
                ((Number) usage.get("prompt_tokens")).longValue(),
                ((Number) usage.get("completion_tokens")).longValue());
    }

    @Override
    public void ask(Done done) {
        send(camel.question(), done);
    }

    @Override
    public void stream(Consumer<String> piece, Done done) {
        Exchange exchange = camel.question();
        exchange.setProperty(PIECE, piece);
        exchange.setProperty(SO_FAR, new SoFar());
        send(exchange, done);
    }

    private void send(Exchange exchange, Done done) {
        camel.send(exchange, synchronously -> {
            if (exchange.getException() != null) {
                done.failed(exchange.getException());
            } else {
                done.got(exchange.getMessage().getBody(Answer.class));
            }
        });
    }

    @Override
    public boolean blocksToAsk() {
        return true;
    }

    @Override
    public boolean blocksToStream() {
        return true;
    }

    @Override
    public void close() {
        camel.close();
    }
}
