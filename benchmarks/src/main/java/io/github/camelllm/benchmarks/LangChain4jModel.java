/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.function.Consumer;

/** LangChain4j's OpenAI model with the JDK's HTTP client, which is its default. */
final class LangChain4jModel implements Candidate {

    private final ChatModel model;
    private final StreamingChatModel streaming;

    LangChain4jModel(Setting setting) {
        model = OpenAiChatModel.builder()
                .baseUrl(setting.baseUrl())
                .apiKey(Work.KEY)
                .modelName(Work.MODEL)
                .temperature(Work.TEMPERATURE)
                .maxCompletionTokens(Work.MAX_TOKENS)
                .maxRetries(0)
                .build();
        streaming = OpenAiStreamingChatModel.builder()
                .baseUrl(setting.baseUrl())
                .apiKey(Work.KEY)
                .modelName(Work.MODEL)
                .temperature(Work.TEMPERATURE)
                .maxCompletionTokens(Work.MAX_TOKENS)
                .build();
    }

    private static ChatRequest question() {
        return ChatRequest.builder()
                .messages(SystemMessage.from(Work.SYSTEM), UserMessage.from(Work.QUESTION))
                .build();
    }

    @Override
    public void ask(Done done) {
        ChatResponse response;
        try {
            response = model.chat(question());
        } catch (RuntimeException e) {
            done.failed(e);
            return;
        }
        done.got(answer(response));
    }

    @Override
    public void stream(Consumer<String> piece, Done done) {
        streaming.chat(question(), new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String words) {
                piece.accept(words);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.got(answer(response));
            }

            @Override
            public void onError(Throwable problem) {
                done.failed(problem);
            }
        });
    }

    private static Answer answer(ChatResponse response) {
        return new Answer(
                response.aiMessage().text(),
                response.modelName(),
                response.finishReason().name(),
                response.tokenUsage().inputTokenCount(),
                response.tokenUsage().outputTokenCount());
    }

    @Override
    public boolean blocksToAsk() {
        return true;
    }

    @Override
    public void close() {
        // neither model holds anything that can be closed
    }
}
