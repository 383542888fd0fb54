/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

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
 * The messages as the Messages API wants them: instructions apart, user and assistant in turn, the results of tools at the
 * beginning of the user's turn, no empty text. (providers/anthropic, Limits and pitfalls 2 to 4, read 2026-11-25)
 *
 * @param system the application's instructions
 * @param turns at least one, the first of them the user's
 */
record Conversation(List<Part.Text> system, List<Turn> turns) {

    /** What one side says, in however many messages. */
    record Turn(String role, List<Part> parts) {}

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    static Conversation of(ChatRequest request, RequestBody body) {
        List<Part.Text> system = new ArrayList<>();
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
        turns.replaceAll(Conversation::resultsFirst);
        turns.removeIf(turn -> turn.parts().isEmpty());
        if (turns.isEmpty() || !turns.get(0).role().equals(USER)) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the conversation must begin with a message of the user that is not empty; add one before "
                            + (turns.isEmpty() ? "sending it" : "the message of the assistant"));
        }
        Turn last = turns.get(turns.size() - 1);
        if (last.role().equals(ASSISTANT)) {
            body.need(Feature.PREFILL, "a last message of the assistant");
            turns.set(turns.size() - 1, withoutTrailingBlanks(last));
        }
        return new Conversation(system, turns);
    }

    private static void system(Message message, List<Part.Text> system, RequestBody body) {
        for (Part part : message.parts()) {
            if (!(part instanceof Part.Text text)) {
                throw body.unsupported(PartNames.of(part) + " in a system message", "only text is allowed there");
            }
            if (!text.text().isEmpty()) {
                system.add(text);
            }
        }
    }

    private static void turn(Message message, List<Turn> turns, RequestBody body) {
        String role = message.role() == Role.ASSISTANT ? ASSISTANT : USER;
        if (message.role() == Role.TOOL) {
            message.parts().forEach(part -> {
                if (!(part instanceof Part.ToolResult)) {
                    throw body.problem(
                            ErrorKind.INVALID_REQUEST,
                            "a message of role tool holds " + PartNames.of(part) + "; allowed are tool results");
                }
            });
        }
        boolean goesOn = !turns.isEmpty() && turns.get(turns.size() - 1).role().equals(role);
        Turn turn = goesOn ? turns.get(turns.size() - 1) : new Turn(role, new ArrayList<>());
        if (!goesOn) {
            turns.add(turn);
        }
        message.parts().stream().filter(part -> says(part, body)).forEach(turn.parts()::add);
    }

    /** Empty texts are refused, and so are thoughts that the provider did not sign itself. */
    private static boolean says(Part part, RequestBody body) {
        if (part instanceof Part.Reasoning thoughts
                && BlockEncoder.signed(thoughts).isEmpty()) {
            body.notice("reasoning", "the provider takes only thoughts back that it signed itself");
            return false;
        }
        return !(part instanceof Part.Text text && text.text().isEmpty());
    }

    private static Turn resultsFirst(Turn turn) {
        List<Part> sorted = new ArrayList<>(turn.parts().size());
        turn.parts().stream().filter(Part.ToolResult.class::isInstance).forEach(sorted::add);
        turn.parts().stream().filter(part -> !(part instanceof Part.ToolResult)).forEach(sorted::add);
        return new Turn(turn.role(), sorted);
    }

    private static Turn withoutTrailingBlanks(Turn turn) {
        List<Part> parts = new ArrayList<>(turn.parts());
        int last = parts.size() - 1;
        if (parts.get(last) instanceof Part.Text text) {
            parts.set(last, new Part.Text(text.text().stripTrailing(), text.cache()));
        }
        return new Turn(turn.role(), parts);
    }
}
