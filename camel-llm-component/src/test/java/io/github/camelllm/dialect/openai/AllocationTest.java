/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.Target;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JVM counts each thread's allocation exactly. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final String CHUNK =
            "{\"id\":\"chatcmpl-x\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,"
                    + "\"model\":\"gpt-5.4-mini\",\"service_tier\":\"default\",\"system_fingerprint\":null,"
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" token\"},\"finish_reason\":null}],\"usage\":null}";

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void a_chunk_of_a_stream_costs_hardly_more_than_its_text() {
        int chunks = 1000;
        byte[] stream =
                Streams.events(Stream.generate(() -> CHUNK).limit(chunks).toArray(String[]::new));
        Consumer<StreamEvent> nobody = event -> {};
        long perChunk = 0;
        for (int warming = 0; warming < 3; warming++) {
            StreamDecoder decoder = Streams.DIALECT.chatStream(Headers.NONE, Streams.REQUEST, Targets.plain());
            long before = allocated();
            decoder.feed(ByteBuffer.wrap(stream), nobody);
            perChunk = (allocated() - before) / chunks;
        }

        assertThat(perChunk).as("bytes for each chunk").isLessThan(450);
    }

    @Test
    void an_answer_of_megabytes_is_not_copied_again_and_again() {
        int size = 4 * 1024 * 1024;
        Target target = Targets.plain();
        String body =
                "{\"choices\":[{\"message\":{\"content\":\"" + "a".repeat(size) + "\"},\"finish_reason\":\"stop\"}]}";
        ByteChunks.Writer pieces = ByteChunks.writer();
        byte[] bytesOfBody = body.getBytes(StandardCharsets.UTF_8);
        pieces.write(bytesOfBody, 0, bytesOfBody.length);
        WireReply reply = new WireReply(200, Headers.NONE, pieces.chunks());

        long before = allocated();
        String text =
                Streams.DIALECT.chatResponse(reply, Streams.REQUEST, target).text();
        long bytes = allocated() - before;

        assertThat(text).hasSize(size);
        assertThat(bytes).as("the text in pieces, then as a whole").isLessThan(size * 5L / 2);
        assertThat(reply.body().length()).as("the body was let go").isZero();
        assertThat(List.copyOf(reply.body().chunks()))
                .allSatisfy(piece -> assertThat(piece).isEmpty());
    }
}
