/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import java.util.ArrayList;
import java.util.List;

/** Makes one message of neighbours of one role; tool results stay apart. An empty line parts their texts. */
final class MessageMerge {

    private MessageMerge() {}

    static List<Message> merge(List<Message> messages) {
        List<Message> merged = new ArrayList<>();
        for (Message next : messages) {
            Message before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before == null || before.role() != next.role() || next.role() == Role.TOOL) {
                merged.add(next);
            } else {
                merged.set(merged.size() - 1, new Message(next.role(), parts(before.parts(), next.parts())));
            }
        }
        return merged;
    }

    private static List<Part> parts(List<Part> before, List<Part> next) {
        List<Part> all = new ArrayList<>(before);
        boolean texts = !before.isEmpty()
                && before.get(before.size() - 1) instanceof Part.Text
                && !next.isEmpty()
                && next.get(0) instanceof Part.Text;
        if (texts) {
            all.add(Part.text("\n\n"));
        }
        all.addAll(next);
        return all;
    }
}
