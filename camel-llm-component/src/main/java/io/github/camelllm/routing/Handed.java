/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.model.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the reader of a stream has. Confined to the deliverer of the stream. */
final class Handed {

    private final StringBuilder text = new StringBuilder();
    private boolean continuable;

    private Handed(boolean continuable) {
        this.continuable = continuable;
    }

    /** Nothing yet. Only plain text of a single answer, that the user has not begun, can be continued. */
    static Handed of(ChatRequest request) {
        Integer answers = request.sampling().n();
        boolean single = answers == null || answers == 1;
        boolean begun = request.messages().get(request.messages().size() - 1).role() == Role.ASSISTANT;
        return new Handed(single && !begun && request.output() instanceof OutputFormat.Text);
    }

    void add(StreamEvent event) {
        if (event instanceof StreamEvent.TextDelta delta && delta.choice() == 0) {
            text.append(delta.text());
        } else if (event.content()) {
            continuable = false;
        }
    }

    /** Whether the rest can come from elsewhere: not inside a tool call, thoughts, pictures or JSON. */
    boolean continuable() {
        return continuable;
    }

    String text() {
        return text.toString();
    }

    /** The last answer with the whole text. */
    ChatResponse whole(ChatResponse last) {
        Choice first = last.first();
        List<Part> parts = new ArrayList<>();
        parts.add(Part.text(text()));
        first.parts().stream().filter(part -> !(part instanceof Part.Text)).forEach(parts::add);
        List<Choice> choices = new ArrayList<>(last.choices());
        choices.set(0, new Choice(first.index(), parts, first.finish(), first.logprobs()));
        return last.withChoices(choices);
    }

    /** An error with all that the reader has. */
    LlmException with(LlmException why) {
        Optional<ChatResponse> partial = why.partial();
        if (partial.isEmpty() || partial.get().text().contentEquals(text) || text.isEmpty()) {
            return why;
        }
        LlmException whole = LlmException.of(why.details(), whole(partial.get()), why.getCause());
        whole.setStackTrace(why.getStackTrace());
        List.of(why.getSuppressed()).forEach(whole::addSuppressed);
        return whole;
    }
}
