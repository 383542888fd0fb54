/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.model.Citation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an answer rests on. The wire counts bytes of UTF-8, a {@link Citation} characters. (providers/google-ai, Chat
 * response, read 2026-11-25)
 *
 * @param texts the answer's text so far, in pieces
 */
record Sources(List<String> texts) {

    /** Reads {@code citationMetadata}, which the two hosts word differently. */
    List<Citation> ofCitations(Map<String, Object> metadata) {
        Object stated =
                metadata.containsKey("citationSources") ? metadata.get("citationSources") : metadata.get("citations");
        List<Citation> all = new ArrayList<>();
        for (Map<?, ?> source : maps(stated)) {
            Span span = span(source, String.join("", texts));
            all.add(new Citation(
                    text(source, "uri"), text(source, "title"), null, null, span.start, span.end, date(source)));
        }
        return all;
    }

    /** Reads {@code groundingMetadata}: sources, and which statement rests on which of them. */
    List<Citation> ofGrounding(Map<String, Object> metadata) {
        List<Map<?, ?>> chunks = maps(metadata.get("groundingChunks"));
        List<Citation> all = new ArrayList<>();
        boolean[] used = new boolean[chunks.size()];
        String whole = String.join("", texts);
        for (Map<?, ?> support : maps(metadata.get("groundingSupports"))) {
            Span span = support.get("segment") instanceof Map<?, ?> segment ? span(segment, whole) : Span.NONE;
            for (Object index : support.get("groundingChunkIndices") instanceof List<?> list ? list : List.of()) {
                int at = index instanceof Number number ? number.intValue() : -1;
                if (at >= 0 && at < used.length) {
                    used[at] = true;
                    all.add(citation(chunks.get(at), span));
                }
            }
        }
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                all.add(citation(chunks.get(i), Span.NONE));
            }
        }
        return all;
    }

    private static Citation citation(Map<?, ?> chunk, Span span) {
        Map<?, ?> source = chunk;
        for (String kind : List.of("web", "retrievedContext", "maps")) {
            if (chunk.get(kind) instanceof Map<?, ?> stated) {
                source = stated;
            }
        }
        return new Citation(
                text(source, "uri"), text(source, "title"), text(source, "text"), null, span.start, span.end, null);
    }

    /** Where the statement stands. Its words, if given, tell more surely than its offsets, which begin anew in each part. */
    private static Span span(Map<?, ?> stated, String whole) {
        String words = text(stated, "text");
        if (words != null) {
            int at = whole.indexOf(words);
            int claimed = characters(whole, stated.get("startIndex"), 0);
            int start = claimed >= 0 && whole.startsWith(words, claimed) ? claimed : at;
            return start < 0 ? Span.NONE : new Span(start, start + words.length());
        }
        int start = characters(whole, stated.get("startIndex"), 0);
        int end = characters(whole, stated.get("endIndex"), -1);
        return start < 0 || end < start ? Span.NONE : new Span(start, end);
    }

    /** The characters within so many bytes; -1: the text has fewer, or the bytes end within a character. */
    private static int characters(String text, @Nullable Object bytes, int absent) {
        if (!(bytes instanceof Number number)) {
            return absent;
        }
        long left = number.longValue();
        int at = 0;
        while (left > 0 && at < text.length()) {
            int point = text.codePointAt(at);
            left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            at += Character.charCount(point);
        }
        return left == 0 ? at : -1;
    }

    private static @Nullable String date(Map<?, ?> source) {
        if (!(source.get("publicationDate") instanceof Map<?, ?> date)) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (String unit : List.of("year", "month", "day")) {
            if (date.get(unit) instanceof Number number) {
                text.append(text.isEmpty() ? "" : "-")
                        .append(number.intValue() < 10 ? "0" : "")
                        .append(number);
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    private static List<Map<?, ?>> maps(@Nullable Object stated) {
        List<Map<?, ?>> maps = new ArrayList<>();
        for (Object each : stated instanceof List<?> list ? list : List.of()) {
            maps.add(each instanceof Map<?, ?> map ? map : Map.of());
        }
        return maps;
    }

    private static @Nullable String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text ? text : null;
    }

    /** Characters of the answer's text; null: unknown. */
    private static final class Span {
        static final Span NONE = new Span(null, null);

        final @Nullable Integer start;
        final @Nullable Integer end;

        Span(@Nullable Integer start, @Nullable Integer end) {
            this.start = start;
            this.end = end;
        }
    }
}
