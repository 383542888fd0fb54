/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Messages for protocols that want instructions apart, user and assistant in turn, and the results of tools at the beginning
 * of the user's turn.
 *
 * @param system the application's instructions, all texts
 * @param turns at least one, the first of them the user's
 */
public record Conversation(List<Part.Text> system, List<Turn> turns) {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    /**
     * What one side says, in however many messages.
     *
     * @param role {@code user} or {@code assistant}
     * @param parts at least one
     */
    public record Turn(String role, List<Part> parts) {

        /** Whether it holds a part of that kind. */
        public boolean has(Class<? extends Part> kind) {
            return parts.stream().anyMatch(kind::isInstance);
        }
    }

    /**
     * Puts messages into turns.
     *
     * @param says whether a part can be sent; the others are left out
     * @throws LlmException INVALID_REQUEST when the user does not begin, or a message of a tool holds something else than
     *     results; UNSUPPORTED_FEATURE when a system message holds something else than text, or the assistant's message is the
     *     last and the model cannot go on with it
     */
    public static Conversation of(List<Message> messages, RequestBody body, Predicate<Part> says) {
        List<Part.Text> system = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (Message message : messages) {
            if (message.role() == Role.SYSTEM) {
                if (!turns.isEmpty()) {
                    body.remark("messages", "a system message was moved to the beginning, where all of them stand");
                }
                system(message, system, body, says);
            } else {
                turn(message, turns, body, says);
            }
        }
        turns.replaceAll(Conversation::resultsFirst);
        turns.removeIf(turn -> turn.parts().isEmpty());
        if (turns.isEmpty() || !turns.get(0).role().equals(USER)) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the conversation must begin with a message of the user that is not blank; add one before "
                            + (turns.isEmpty() ? "sending it" : "the message of the assistant"));
        }
        Turn last = turns.get(turns.size() - 1);
        if (last.role().equals(ASSISTANT)) {
            body.need(Feature.PREFILL, "a last message of the assistant");
            turns.set(turns.size() - 1, withoutTrailingBlanks(last));
        }
        return new Conversation(system, turns);
    }

    private static void system(Message message, List<Part.Text> system, RequestBody body, Predicate<Part> says) {
        for (Part part : message.parts()) {
            if (!(part instanceof Part.Text text)) {
                throw body.unsupported(PartNames.of(part) + " in a system message", "only text is allowed there");
            }
            if (says.test(text)) {
                system.add(text);
            }
        }
    }

    private static void turn(Message message, List<Turn> turns, RequestBody body, Predicate<Part> says) {
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
        message.parts().stream().filter(says).forEach(turn.parts()::add);
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
