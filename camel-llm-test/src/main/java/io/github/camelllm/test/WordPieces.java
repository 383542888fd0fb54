/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Cuts a text into pieces of so many words, one at a time; white space stands before the word that follows it. */
final class WordPieces implements Iterator<String> {

    private final String text;
    private final int words;
    private int at;

    WordPieces(String text, int words) {
        this.text = text;
        this.words = words;
    }

    @Override
    public boolean hasNext() {
        return at < text.length();
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int end = at;
        for (int word = 0; word < words && end < text.length(); word++) {
            end = wordEnd(end);
        }
        String piece = text.substring(at, end);
        at = end;
        return piece;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
