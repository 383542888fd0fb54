/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import io.github.camelllm.test.Answer;

/** One piece of streamed content, before the provider's form. */
sealed interface Piece {

    int choice();

    record Text(int choice, String text) implements Piece {}

    record Reasoning(int choice, String text) implements Piece {}

    /** The end of the reasoning and the start of the text in one piece. */
    record Turn(int choice, String reasoning, String text) implements Piece {}

    /**
     * A piece of text together with all text so far.
     *
     * @param count number of this piece, from 1
     */
    record Cumulated(int choice, String text, String soFar, int count) implements Piece {}

    record Refusal(int choice, String text) implements Piece {}

    /** Opens a tool call; the arguments are empty when they follow in pieces. */
    record ToolStart(int choice, int index, String id, String name, String arguments) implements Piece {}

    record ToolArguments(int choice, int index, String text) implements Piece {}

    record Sound(int choice, Answer.Audio audio) implements Piece {}

    record Sources(int choice) implements Piece {}
}
