/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the items of an answer into events, whether they come in pieces, whole at the end, or both: what came in pieces is
 * not told again. For one answer and one thread.
 */
final class Items {

    /** The type of the detail that keeps what kind of message it was. */
    static final String PHASE = "message_phase";

    private static final String BETWEEN = "\n\n";

    private final List<StreamEvent> events;
    private final Map<Integer, Track> tracks = new LinkedHashMap<>();
    private final List<Citation> citations = new ArrayList<>(0);
    private final List<Map<String, Object>> hosted = new ArrayList<>(0);
    private int calls;
    private int messages;
    private @Nullable String phase;
    private boolean textCame;
    private boolean nameless;
    private int toldCitations;
    /** The ids of whole items: the last event may number them anew, without those that it leaves out. */
    private final Set<String> whole = new HashSet<>();

    /** @param events take what there is to tell */
    Items(List<StreamEvent> events) {
        this.events = events;
    }

    /** What has come of one item. */
    private static final class Track {
        int call = -1;
        int part = -1;
        boolean text;
        boolean refusal;
        boolean thoughts;
        boolean arguments;
        boolean done;
    }

    /** Whether a tool was called. */
    boolean called() {
        return calls > 0;
    }

    /** Whether a call did not tell its tool or its id. */
    boolean nameless() {
        return nameless;
    }

    void added(int index, Map<?, ?> item) {
        Track track = track(index);
        if (calls(item) && track.call < 0 && text(item.get("call_id")) != null && text(item.get("name")) != null) {
            begin(track, item);
        }
    }

    private void begin(Track track, Map<?, ?> item) {
        track.call = calls++;
        events.add(new StreamEvent.ToolCallStarted(
                0, track.call, String.valueOf(item.get("call_id")), String.valueOf(item.get("name"))));
    }

    /** A function of ours, or a tool that takes free text. */
    private static boolean calls(Map<?, ?> item) {
        return "function_call".equals(item.get("type")) || "custom_tool_call".equals(item.get("type"));
    }

    void text(int index, String piece) {
        if (piece.isEmpty()) {
            return;
        }
        Track track = track(index);
        if (!track.text && textCame) {
            events.add(new StreamEvent.TextDelta(0, BETWEEN));
        }
        track.text = true;
        textCame = true;
        events.add(new StreamEvent.TextDelta(0, piece));
    }

    void refusal(int index, String piece) {
        if (!piece.isEmpty()) {
            track(index).refusal = true;
            events.add(new StreamEvent.RefusalDelta(0, piece));
        }
    }

    /** @param part the number of the summary that the piece belongs to */
    void thought(int index, int part, String piece) {
        if (piece.isEmpty()) {
            return;
        }
        Track track = track(index);
        String before = track.thoughts && track.part != part ? BETWEEN : "";
        track.part = part;
        track.thoughts = true;
        events.add(new StreamEvent.ReasoningDelta(0, before + piece, List.of()));
    }

    void arguments(int index, String piece) {
        Track track = track(index);
        if (track.call >= 0 && !piece.isEmpty()) {
            track.arguments = true;
            events.add(new StreamEvent.ToolCallDelta(0, track.call, piece));
        }
    }

    void annotation(@Nullable Object annotation) {
        if (annotation instanceof Map<?, ?> map) {
            Citation citation = new Citation(
                    text(map.get("url")),
                    text(map.get("title")) == null ? text(map.get("filename")) : text(map.get("title")),
                    null,
                    text(map.get("file_id")),
                    whole(map.get("start_index")),
                    whole(map.get("end_index")),
                    null);
            if (!citations.contains(citation)) {
                citations.add(citation);
            }
        }
    }

    void logprobs(@Nullable Object tokens) {
        if (tokens instanceof List<?> list && !list.isEmpty()) {
            List<TokenLogprob> all = logprobsOf(list);
            if (!all.isEmpty()) {
                events.add(new StreamEvent.LogprobsSeen(0, all));
            }
        }
    }

    private static List<TokenLogprob> logprobsOf(List<?> list) {
        List<TokenLogprob> all = new ArrayList<>(list.size());
        for (Object each : list) {
            if (each instanceof Map<?, ?> map && map.get("logprob") instanceof Number value) {
                List<TokenLogprob> others =
                        map.get("top_logprobs") instanceof List<?> top ? logprobsOf(top) : List.of();
                all.add(new TokenLogprob(String.valueOf(map.get("token")), value.doubleValue(), others));
            }
        }
        return all;
    }

    /** An item is whole: tells what no piece has told. */
    void done(int index, Map<?, ?> item) {
        String id = text(item.get("id"));
        if (id != null && whole.contains(id)) {
            return;
        }
        Track track = track(index);
        if (track.done) {
            return;
        }
        track.done = true;
        if (id != null) {
            whole.add(id);
        }
        switch (String.valueOf(item.get("type"))) {
            case "message" -> message(index, track, item);
            case "reasoning" -> thoughts(index, track, item);
            case "function_call" -> call(track, item, text(item.get("arguments")));
            case "custom_tool_call" -> call(track, item, text(item.get("input")));
            case "image_generation_call" -> picture(item);
            default -> hosted.add(copy(item));
        }
    }

    private void message(int index, Track track, Map<?, ?> item) {
        messages++;
        phase = text(item.get("phase"));
        boolean textTold = track.text;
        boolean refusalTold = track.refusal;
        for (Object each : list(item.get("content"))) {
            if (each instanceof Map<?, ?> part) {
                if (part.get("text") instanceof String words && !textTold) {
                    text(index, words);
                    logprobs(part.get("logprobs"));
                }
                if (part.get("refusal") instanceof String words && !refusalTold) {
                    refusal(index, words);
                }
                list(part.get("annotations")).forEach(this::annotation);
            }
        }
        tellCitations();
    }

    private void tellCitations() {
        if (citations.size() > toldCitations) {
            toldCitations = citations.size();
            events.add(new StreamEvent.CitationsSeen(citations));
        }
    }

    /** What the provider wants back is the item itself, if it is encrypted: it keeps nothing. */
    private void thoughts(int index, Track track, Map<?, ?> item) {
        if (!track.thoughts) {
            int part = 0;
            for (String member : List.of("summary", "content")) {
                for (Object each : list(item.get(member))) {
                    if (each instanceof Map<?, ?> map && map.get("text") instanceof String words) {
                        thought(index, part++, words);
                    }
                }
            }
        }
        if (text(item.get("encrypted_content")) == null) {
            return;
        }
        List<Map<String, Object>> details = List.of(copy(item));
        events.add(
                track.thoughts
                        ? new StreamEvent.ReasoningDelta(0, "", details)
                        : new StreamEvent.PartArrived(0, new Part.Reasoning("", details)));
    }

    private void call(Track track, Map<?, ?> item, @Nullable String arguments) {
        if (track.call < 0 && (text(item.get("call_id")) == null || text(item.get("name")) == null)) {
            nameless = true;
            return;
        }
        if (track.call < 0) {
            begin(track, item);
        }
        if (!track.arguments && arguments != null && !arguments.isEmpty()) {
            events.add(new StreamEvent.ToolCallDelta(0, track.call, arguments));
        }
    }

    private void picture(Map<?, ?> item) {
        byte[] bytes = item.get("result") instanceof String base64 ? decoded(base64) : null;
        if (bytes == null) {
            hosted.add(copy(item));
            return;
        }
        String format = text(item.get("output_format"));
        events.add(new StreamEvent.PartArrived(
                0, new Part.Image(Media.of(bytes, "image/" + (format == null ? "png" : format)), null, null)));
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == 0 ? null : bytes;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** No more items will come. */
    void end() {
        tellCitations();
        if (messages == 1 && phase != null) {
            events.add(new StreamEvent.ReasoningDelta(0, "", List.of(Map.of("type", PHASE, "phase", phase))));
        }
        if (!hosted.isEmpty()) {
            events.add(new StreamEvent.ExtrasSeen(Map.of("output_items", List.copyOf(hosted))));
        }
    }

    private Track track(int index) {
        return tracks.computeIfAbsent(index, number -> new Track());
    }

    private static Map<String, Object> copy(Map<?, ?> item) {
        return JsonTree.readObject(JsonTree.write(item));
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? text : null;
    }

    private static @Nullable Integer whole(@Nullable Object value) {
        return value instanceof Long number ? (Integer) number.intValue() : null;
    }
}
