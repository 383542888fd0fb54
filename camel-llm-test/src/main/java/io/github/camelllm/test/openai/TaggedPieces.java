/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import java.util.Iterator;

/** Turns reasoning into tagged text and adds to each piece the text so far. */
final class TaggedPieces implements Iterator<Piece> {

    private final Iterator<Piece> pieces;
    private final StringBuilder soFar = new StringBuilder();
    private boolean reasoning;
    private int count;

    TaggedPieces(Iterator<Piece> pieces) {
        this.pieces = pieces;
    }

    @Override
    public boolean hasNext() {
        return pieces.hasNext();
    }

    @Override
    public Piece next() {
        Piece piece = pieces.next();
        if (piece instanceof Piece.Reasoning thought) {
            String start = reasoning ? "" : "<think>\n";
            reasoning = true;
            return cumulated(start + thought.text());
        }
        String end = reasoning ? "\n</think>\n\n" : "";
        if (piece instanceof Piece.Text text) {
            reasoning = false;
            return cumulated(end + text.text());
        }
        if (piece instanceof Piece.Refusal refusal) {
            reasoning = false;
            return cumulated(end + refusal.text());
        }
        return piece;
    }

    private Piece cumulated(String text) {
        soFar.append(text);
        return new Piece.Cumulated(0, text, soFar.toString(), ++count);
    }
}
