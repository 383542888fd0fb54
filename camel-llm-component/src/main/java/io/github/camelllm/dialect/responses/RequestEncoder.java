/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a request of items. */
final class RequestEncoder {

    static final String PATH = "/responses";

    private RequestEncoder() {}

    static WireRequest encode(ChatRequest request, Target target, boolean stream) {
        RequestBody body = new RequestBody(target, "chat", request.providerOptions(), List.of(), List.of());
        body.member("model", "model").text(target.model().id());
        int instructions = instructions(request, body);
        body.member("input", "messages");
        new ItemEncoder(body)
                .encode(request.messages()
                        .subList(instructions, request.messages().size()));
        new ToolEncoder(body).encode(request);
        FormatEncoder.encode(request, body);
        new SettingsEncoder(body, target).encode(request);
        if (stream) {
            body.need(Feature.STREAMING, "a streamed answer");
            body.member("stream", "stream").bool(true);
        }
        String path = target.provider().paths().getOrDefault("responses", PATH);
        ByteChunks bytes = body.finish(Map.of());
        return stream
                ? WireRequest.streamed(path, bytes, body.notices())
                : WireRequest.json(path, bytes, body.notices());
    }

    /** Leading instructions of plain text have a member of their own; gives how many messages it holds. */
    private static int instructions(ChatRequest request, RequestBody body) {
        List<Message> messages = request.messages();
        int count = 0;
        while (count < messages.size() - 1 && plain(messages.get(count))) {
            count++;
        }
        if (count > 0) {
            body.member("instructions", "system")
                    .text(messages.subList(0, count).stream()
                            .flatMap(message -> message.parts(Part.Text.class).stream())
                            .map(Part.Text::text)
                            .collect(Collectors.joining("\n\n")));
        }
        return count;
    }

    private static boolean plain(Message message) {
        return message.role() == Role.SYSTEM
                && message.parts().stream().allMatch(part -> part instanceof Part.Text text && text.cache() == null);
    }
}
