/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The model asks for a tool, gets what the tool says, and answers. */
class ToolsTest {

    @Test
    void a_tool_is_called_and_its_result_sent_back() throws Exception {
        try (Routes routes = new Routes().java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:chat").to("llm:mistral/mistral-small-latest?responseType=response");
            }
        })) {
            routes.simulator
                    .provider("mistral")
                    .enqueue(
                            Reply.toolCall("weather", "{\"city\":\"Paris\"}"),
                            Reply.text("It is 18 degrees in Paris."));
            ProducerTemplate template = routes.context.createProducerTemplate();

            // tag::java[]
            ToolSpec weather = new ToolSpec(
                    "weather",
                    "The temperature in a city",
                    Map.of(
                            "type", "object",
                            "properties", Map.of("city", Map.of("type", "string")),
                            "required", List.of("city")),
                    null);
            ChatRequest question = ChatRequest.builder()
                    .user("How warm is it in Paris?")
                    .tool(weather)
                    .build();
            ChatResponse wish = template.requestBody("direct:chat", question, ChatResponse.class);

            Part.ToolCall call = wish.toolCalls().get(0);
            ChatRequest again = question.toBuilder()
                    .message(wish.message())
                    .message(Message.toolResult(call.id(), "18 °C"))
                    .build();
            ChatResponse answer = template.requestBody("direct:chat", again, ChatResponse.class);
            // end::java[]

            assertThat(call.name()).isEqualTo("weather");
            assertThat(answer.text()).isEqualTo("It is 18 degrees in Paris.");
            assertThat(routes.simulator.lastRequest().json().path("messages")).hasSize(3);
        }
    }
}
