/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the texts of an answer's content blocks stand in its whole text: citations count within a block. */
final class Blocks {

    private record Block(int start, StringBuilder text) {}

    private final Map<Integer, Block> byIndex = new HashMap<>(2);
    private final List<Block> blocks = new ArrayList<>(1);
    private int length;

    void begin(int index) {
        Block block = new Block(length, new StringBuilder());
        byIndex.put(index, block);
        blocks.add(block);
    }

    boolean has(int index) {
        return byIndex.containsKey(index);
    }

    /** Adds to the text of a block, of which the provider writes one after the other. */
    void add(int index, String piece) {
        Block block = byIndex.get(index);
        if (block != null) {
            block.text.append(piece);
        }
        length += piece.length();
    }

    /**
     * Where a quotation stands in the whole text, as its first character and the one after its last; null: it cannot be told.
     * The provider does not say whether it counts UTF-16 units or code points: what the quotation says decides.
     *
     * @param index of the block; null: the first text
     * @param from within the block
     * @param to within the block
     */
    int @Nullable [] place(@Nullable Integer index, int from, int to, @Nullable String quoted) {
        Block block = index == null ? blocks.isEmpty() ? null : blocks.get(0) : byIndex.get(index);
        if (block == null || from < 0 || to < from) {
            return null;
        }
        CharSequence text = block.text;
        if (to <= text.length() && (quoted == null || quoted.contentEquals(text.subSequence(from, to)))) {
            return new int[] {block.start + from, block.start + to};
        }
        if (quoted == null || to > Character.codePointCount(text, 0, text.length())) {
            return null;
        }
        int start = Character.offsetByCodePoints(text, 0, from);
        int end = Character.offsetByCodePoints(text, start, to - from);
        return quoted.contentEquals(text.subSequence(start, end))
                ? new int[] {block.start + start, block.start + end}
                : null;
    }
}
