/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event of a streamed answer, in the order of arrival. {@link Done} is the last one of a stream that went well. */
public sealed interface StreamEvent {

    /** Whether it hands on something that the reader can show: from here on a stream cannot be restarted unseen. */
    default boolean content() {
        return false;
    }

    /**
     * The provider began to answer.
     *
     * @param id of the answer; null: it sent none
     * @param model that answers; null: it did not say
     */
    record Started(@Nullable String id, @Nullable String model) implements StreamEvent {}

    /**
     * A piece of text.
     *
     * @param choice from 0
     * @param text not empty
     */
    record TextDelta(int choice, String text) implements StreamEvent {
        public TextDelta {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public boolean content() {
            return !text.isEmpty();
        }
    }

    /**
     * A piece of thought.
     *
     * @param choice from 0
     * @param text may be empty when only {@code details} came
     * @param details opaque members to send back unchanged, as decoded JSON; empty: none
     */
    record ReasoningDelta(int choice, String text, List<Map<String, Object>> details) implements StreamEvent {
        public ReasoningDelta {
            Objects.requireNonNull(text, "text");
            details = List.copyOf(details);
        }

        @Override
        public boolean content() {
            return !text.isEmpty() || !details.isEmpty();
        }
    }

    /**
     * A tool call begins.
     *
     * @param choice from 0
     * @param index of the call within the answer, from 0
     * @param id ties the result to the call
     * @param name of the tool
     */
    record ToolCallStarted(int choice, int index, String id, String name) implements StreamEvent {
        @Override
        public boolean content() {
            return true;
        }
    }

    /**
     * A piece of a tool call's arguments.
     *
     * @param choice from 0
     * @param index of the call within the answer, from 0
     * @param json a piece of JSON text
     */
    record ToolCallDelta(int choice, int index, String json) implements StreamEvent {
        @Override
        public boolean content() {
            return true;
        }
    }

    /**
     * A piece of a refusal.
     *
     * @param choice from 0
     * @param text a piece of the model's words
     */
    record RefusalDelta(int choice, String text) implements StreamEvent {
        @Override
        public boolean content() {
            return !text.isEmpty();
        }
    }

    /**
     * A whole part that came at once, such as a picture or a sound.
     *
     * @param choice from 0
     * @param part the part
     */
    record PartArrived(int choice, Part part) implements StreamEvent {
        @Override
        public boolean content() {
            return true;
        }
    }

    /**
     * Sources of the answer, all that are known so far.
     *
     * @param citations replaces what an earlier event said
     */
    record CitationsSeen(List<Citation> citations) implements StreamEvent {
        public CitationsSeen {
            citations = List.copyOf(citations);
        }
    }

    /**
     * Probabilities of the tokens of the text before.
     *
     * @param choice from 0
     * @param logprobs in order
     */
    record LogprobsSeen(int choice, List<TokenLogprob> logprobs) implements StreamEvent {
        public LogprobsSeen {
            logprobs = List.copyOf(logprobs);
        }
    }

    /**
     * A choice ended.
     *
     * @param choice from 0
     * @param finish why
     */
    record Finished(int choice, Finish finish) implements StreamEvent {}

    /**
     * What was used so far; the last one counts.
     *
     * @param usage replaces what an earlier event said
     * @param bill the provider's own bill; null: it sent none
     */
    record UsageSeen(Usage usage, @Nullable Money bill) implements StreamEvent {}

    /**
     * Further facts of the provider by its own names.
     *
     * @param extras added to what earlier events said
     */
    record ExtrasSeen(Map<String, Object> extras) implements StreamEvent {
        public ExtrasSeen {
            extras = Json.copy(extras);
        }
    }

    /**
     * The stream ended well.
     *
     * @param response the whole answer with usage and cost
     */
    record Done(ChatResponse response) implements StreamEvent {}
}
