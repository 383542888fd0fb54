/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** OpenAI's SDK in a Camel producer; a stream is read by the thread that asked. */
final class OpenAiSdkRoute implements Candidate {

    private final OpenAIClient client;
    private final CamelSide camel;

    OpenAiSdkRoute(Setting setting) throws Exception {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(setting.baseUrl())
                .apiKey(Work.KEY)
                .maxRetries(0)
                .maxIdleConnections(setting.connections())
                .keepAliveDuration(Duration.ofMinutes(5))
                .build();
        CamelContext context = new DefaultCamelContext();
        context.addEndpoint(OpenAiSdkEndpoint.URI, new OpenAiSdkEndpoint(context, client));
        camel = new CamelSide(context, new RouteBuilder() {
            @Override
            public void configure() {
                from(CamelSide.ENTRANCE).to(OpenAiSdkEndpoint.URI);
            }
        });
    }

    @Override
    public void ask(Done done) {
        Exchange exchange = camel.question();
        camel.send(exchange, synchronously -> {
            if (exchange.getException() != null) {
                done.failed(exchange.getException());
            } else {
                done.got(answer(exchange.getMessage().getBody(ChatCompletion.class)));
            }
        });
    }

    private static Answer answer(ChatCompletion completion) {
        ChatCompletion.Choice choice = completion.choices().get(0);
        CompletionUsage usage = completion.usage().orElseThrow();
        return new Answer(
                choice.message().content().orElseThrow(),
                completion.model(),
                choice.finishReason().asString(),
                usage.promptTokens(),
                usage.completionTokens());
    }

    @Override
    public void stream(Consumer<String> piece, Done done) {
        Exchange exchange = camel.question();
        exchange.setProperty(OpenAiSdkEndpoint.STREAM, true);
        camel.send(exchange, synchronously -> {
            if (exchange.getException() != null) {
                done.failed(exchange.getException());
            } else {
                done.got(read(exchange, piece));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Answer read(Exchange exchange, Consumer<String> piece) {
        StringBuilder text = new StringBuilder(256);
        String model = "";
        String finish = "";
        long input = 0;
        long output = 0;
        try (StreamResponse<ChatCompletionChunk> chunks =
                (StreamResponse<ChatCompletionChunk>) exchange.getMessage().getBody()) {
            for (Iterator<ChatCompletionChunk> each = chunks.stream().iterator(); each.hasNext(); ) {
                ChatCompletionChunk chunk = each.next();
                model = chunk.model();
                for (ChatCompletionChunk.Choice choice : chunk.choices()) {
                    String words = choice.delta().content().orElse("");
                    if (!words.isEmpty()) {
                        text.append(words);
                        piece.accept(words);
                    }
                    finish = choice.finishReason()
                            .map(ChatCompletionChunk.Choice.FinishReason::asString)
                            .orElse(finish);
                }
                input = chunk.usage().map(CompletionUsage::promptTokens).orElse(input);
                output = chunk.usage().map(CompletionUsage::completionTokens).orElse(output);
            }
        }
        return new Answer(text.toString(), model, finish, input, output);
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
        client.close();
    }
}
