/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.api.Test;

/** The machine has no thread left for a route that could go on. */
class NoThreadsTest extends Routes {

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getExecutorServiceManager().setThreadPoolFactory(new DefaultThreadPoolFactory() {
            @Override
            public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory factory) {
                return LlmContextService.POOL.equals(profile.getId())
                        ? new Exhausted()
                        : super.newThreadPool(profile, factory);
            }
        });
        return context;
    }

    @Test
    void an_exchange_ends_even_when_there_is_no_thread_to_go_on() {
        provider("openai").enqueue(Reply.text("Two."));

        CompletableFuture<Exchange> ended = template()
                .asyncSend(
                        "llm:openai/gpt-4o", exchange -> exchange.getMessage().setBody("Name a prime."));

        assertThat(ended)
                .succeedsWithin(20, TimeUnit.SECONDS)
                .satisfies(
                        exchange -> assertThat(exchange.getMessage().getBody()).isEqualTo("Two."));
    }

    private static final class Exhausted extends ThreadPoolExecutor {
        Exhausted() {
            super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        public void execute(Runnable task) {
            throw new OutOfMemoryError("unable to create native thread");
        }
    }
}
