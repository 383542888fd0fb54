/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.PartNames;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages as generateContent wants them: instructions apart, the results of all tools of a turn in one content of the
 * user, no part without data. (providers/google-ai, Chat request and pitfalls 8 and 13, read 2026-11-25)
 *
 * @param system the application's instructions
 * @param turns at least one
 */
record Conversation(List<Part> system, List<Turn> turns) {

    /**
     * One content.
     *
     * @param role {@code user} or {@code model}
     * @param ofTools it holds results of tools
     * @param parts at least one
     */
    record Turn(String role, boolean ofTools, List<Part> parts) {}

    static final String USER = "user";
    static final String MODEL = "model";

    static Conversation of(ChatRequest request, RequestBody body) {
        List<Part> system = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (Message message : request.messages()) {
            if (message.role() == Role.SYSTEM) {
                if (!turns.isEmpty()) {
                    body.remark("messages", "a system message was moved to the beginning, where all of them stand");
                }
                system(message, system, body);
            } else {
                turn(message, turns, body);
            }
        }
        if (turns.isEmpty()) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the conversation has no message of the user that is not empty; add one");
        }
        if (turns.get(turns.size() - 1).role().equals(MODEL)) {
            body.need(Feature.PREFILL, "a last message of the assistant");
        }
        return new Conversation(system, turns);
    }

    private static void system(Message message, List<Part> system, RequestBody body) {
        for (Part part : message.parts()) {
            if (!(part instanceof Part.Text)) {
                throw body.unsupported(PartNames.of(part) + " in a system message", "only text is allowed there");
            }
            if (!isEmpty(part)) {
                system.add(part);
            }
        }
    }

    private static void turn(Message message, List<Turn> turns, RequestBody body) {
        boolean ofTools = message.role() == Role.TOOL;
        List<Part> parts = new ArrayList<>(message.parts().size());
        for (Part part : message.parts()) {
            if (ofTools && !(part instanceof Part.ToolResult)) {
                throw body.problem(
                        ErrorKind.INVALID_REQUEST,
                        "a message of role tool holds " + PartNames.of(part) + "; allowed are tool results");
            }
            if (part instanceof Part.Reasoning thoughts && !Signature.any(thoughts)) {
                body.notice("reasoning", "the provider takes only thoughts back that it signed itself");
            } else if (!isEmpty(part)) {
                parts.add(part);
            }
        }
        Turn before = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        if (ofTools && before != null && before.ofTools()) {
            before.parts().addAll(parts);
        } else if (!parts.isEmpty()) {
            turns.add(new Turn(message.role() == Role.ASSISTANT ? MODEL : USER, ofTools, parts));
        }
    }

    private static boolean isEmpty(Part part) {
        return part instanceof Part.Text text && text.text().isEmpty();
    }
}
