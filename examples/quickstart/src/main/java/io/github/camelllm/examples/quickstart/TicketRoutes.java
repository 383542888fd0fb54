/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import io.github.camelllm.error.LlmFailoverException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.LoadBalanceDefinition;

/**
 * Each line of a JSON-Lines file is a customer's ticket. It gets the customer's name and tier over HTTP, a
 * classification and a drafted answer through {@code llm:}, and becomes a line of {@code enriched.jsonl}.
 *
 * <p>The same routes as {@code tickets.camel.yaml}.
 */
public final class TicketRoutes extends RouteBuilder {

    @Override
    public void configure() {
        writeDownWhatFails();
        readTickets();
        enrichTicket();
        ask("classify", "system=classpath:classify.txt&jsonSchema=classpath:triage.schema.json");
        ask("draft", "system=classpath:draft.txt");
    }

    /** What goes wrong with one ticket does not stop the next one. */
    private void writeDownWhatFails() {
        onException(Exception.class)
                .handled(true)
                .setBody(simple("${map(line,${variable.line},error,${exception.message})}"))
                .marshal()
                .json()
                .to("file:{{tickets.output}}?fileName=errors.jsonl&fileExist=Append&appendChars=\\n");
    }

    private void readTickets() {
        from("file:{{tickets.input}}?fileName=tickets.jsonl&charset=UTF-8&noop=true")
                .routeId("tickets")
                .split(body().tokenize("\n"))
                .streaming()
                .filter(simple("${body.isBlank} == false"))
                .to("direct:ticket");
    }

    // tag::ticket[]
    private void enrichTicket() {
        from("direct:ticket")
                .routeId("ticket")
                .setVariable("line", body())
                .unmarshal()
                .json()
                .filter(simple("${body[id]} == null || ${body[text]} == null || ${body[customer]} !regex 'C-[0-9]+'"))
                .throwException(
                        IllegalArgumentException.class, "a ticket needs an id, a text and a customer such as C-1042")
                .end()
                .setVariable("ticket", body())
                .setHeader("CamelLlmSetConversationId", simple("${body[id]}"))
                .enrich()
                .simple("{{customers.url}}/${body[customer]}?httpMethod=GET&copyHeaders=false")
                .variableReceive("customer")
                .unmarshal()
                .variableSend("customer")
                .variableReceive("customer")
                .json()
                .setBody(simple("""
                        Customer: ${variable.customer[name]} (${variable.customer[tier]})
                        Subject: ${variable.ticket[subject]}

                        ${variable.ticket[text]}"""))
                .toV("direct:classify", null, "triage")
                .setBody(simple("""
                        ${body}

                        Category: ${variable.triage[category]}, priority: ${variable.triage[priority]}"""))
                .to("direct:draft")
                .setBody(simple("${map(id,${variable.ticket[id]},customer,${variable.customer[name]},"
                        + "tier,${variable.customer[tier]},category,${variable.triage[category]},"
                        + "priority,${variable.triage[priority]},sentiment,${variable.triage[sentiment]},"
                        + "draft,${body},draftedBy,${header.CamelLlmProvider})}"))
                .marshal()
                .json()
                .to("file:{{tickets.output}}?fileName=enriched.jsonl&fileExist=Append&appendChars=\\n");
    }
    // end::ticket[]

    /**
     * One question to whoever answers. The failover stands in a route without an error handler: with one, Camel would
     * retry and handle the first leg's error before the next leg is tried.
     */
    // tag::failover[]
    private void ask(String question, String options) {
        LoadBalanceDefinition legs = from("direct:" + question)
                .routeId(question)
                .errorHandler(noErrorHandler())
                .loadBalance()
                .failover(
                        LlmFailoverException.class, CallNotPermittedException.class, RejectedExecutionException.class);
        leg(legs, question + "-mistral", "llm:mistral/mistral-small-latest?" + options);
        leg(legs, question + "-openai", "llm:openai/gpt-5.4-mini?" + options);
    }

    /**
     * One provider, behind a breaker. An open breaker must throw, or the prompt passes as the answer: Resilience4j does
     * so by an option; MicroProfile Fault Tolerance, which Camel K uses, has none, so a filter looks for what it leaves.
     */
    private void leg(LoadBalanceDefinition legs, String name, String uri) {
        legs.pipeline()
                .circuitBreaker()
                .id(name)
                .resilience4jConfiguration()
                .throwExceptionWhenHalfOpenOrOpenState(true)
                .minimumNumberOfCalls(5)
                .slidingWindowSize(10)
                .end()
                .to(uri + "&responseTimeout={{llm.timeout}}")
                .end()
                .filter(simple("${exchangeProperty.CamelCircuitBreakerResponseRejected}"))
                .throwException(RejectedExecutionException.class, "the breaker is open")
                .end()
                .end();
    }
    // end::failover[]
}
