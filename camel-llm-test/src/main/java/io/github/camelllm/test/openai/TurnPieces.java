/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Joins the last piece of reasoning with the first piece of text behind it. */
final class TurnPieces implements Iterator<Piece> {

    private final Iterator<Piece> pieces;
    private @Nullable Piece ahead;

    TurnPieces(Iterator<Piece> pieces) {
        this.pieces = pieces;
    }

    @Override
    public boolean hasNext() {
        return ahead != null || pieces.hasNext();
    }

    @Override
    public Piece next() {
        Piece current = ahead != null ? ahead : pieces.next();
        ahead = current instanceof Piece.Reasoning && pieces.hasNext() ? pieces.next() : null;
        if (current instanceof Piece.Reasoning last && ahead instanceof Piece.Text first) {
            ahead = null;
            return new Piece.Turn(first.choice(), last.text(), first.text());
        }
        return current;
    }
}
