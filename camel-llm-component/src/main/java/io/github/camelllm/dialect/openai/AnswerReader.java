/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Quirks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole answers and the chunks of streamed ones into events; they differ in little more than the member that holds
 * the message. Members may come in any order; unknown ones are passed over. For one answer and one thread.
 */
final class AnswerReader {

    private static final String FILTER_RESULTS = "content_filter_results";

    private final AnswerRules rules;
    private final UsageReader usageReader;
    private final boolean whole;
    private final Delta delta;
    private final @Nullable FilterResults filters;
    private final Sources sources = new Sources();
    private final List<ChoiceTrack> choices = new ArrayList<>(1);
    private final List<StreamEvent> events = new ArrayList<>(8);
    private Map<String, Object> extras = Map.of();
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String tier;
    private boolean started;
    private boolean terminal;

    private boolean chunkHasChoices;
    private boolean chunkHasUsage;
    private Usage chunkUsage = Usage.UNKNOWN;
    private boolean chunkHasError;
    private boolean chunkMayBeError;

    AnswerReader(Quirks quirks, ChatRequest request, boolean whole) {
        rules = new AnswerRules(quirks, request);
        usageReader = new UsageReader(quirks);
        this.whole = whole;
        filters = quirks.is(OpenAiQuirks.CONTENT_FILTERS) ? new FilterResults() : null;
        delta = new Delta(filters != null);
    }

    /**
     * Reads one object; what it says waits until {@link #handOn}.
     *
     * @return whether it is part of an answer; false: it is an error
     */
    boolean read(JsonReader in) {
        chunkHasChoices = false;
        chunkHasUsage = false;
        chunkUsage = Usage.UNKNOWN;
        chunkHasError = false;
        chunkMayBeError = false;
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            member(name, in);
        }
        tellUsage();
        if (sources.changed()) {
            events.add(new StreamEvent.CitationsSeen(sources.all()));
        }
        start();
        return !chunkHasError && (chunkHasChoices || chunkHasUsage || !chunkMayBeError);
    }

    /** Gives away the events that wait. */
    void handOn(Consumer<StreamEvent> receiver) {
        for (int i = 0; i < events.size(); i++) {
            receiver.accept(events.get(i));
        }
        events.clear();
    }

    /** No more will come: choices without an end get one. */
    void end() {
        for (ChoiceTrack choice : choices) {
            choice.end(null, events);
        }
        if (filters != null && filters.changed()) {
            events.add(new StreamEvent.ExtrasSeen(Map.of(FILTER_RESULTS, filters.all())));
            List<String> filtered = filters.filtered();
            if (!filtered.isEmpty()) {
                events.add(new StreamEvent.ExtrasSeen(Map.of(ChatAssembler.WITHHELD_FOR, filtered)));
            }
        }
    }

    boolean hasChoices() {
        return !choices.isEmpty();
    }

    /** Whether every choice that began has ended, and at least one did. */
    boolean finished() {
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).finish() == null) {
                return false;
            }
        }
        return !choices.isEmpty();
    }

    /** Whether the object that ends the stream has come. */
    boolean terminal() {
        return terminal;
    }

    /** Whether a tool call never told its name. */
    boolean callWithoutName() {
        for (ChoiceTrack choice : choices) {
            if (choice.callWithoutName()) {
                return true;
            }
        }
        return false;
    }

    /** The end of a choice that the provider broke off; null: there is none. */
    @Nullable
    Finish broken() {
        for (int i = 0; i < choices.size(); i++) {
            Finish finish = choices.get(i).finish();
            if (finish != null && finish.reason() == FinishReason.ERROR) {
                return finish;
            }
        }
        return null;
    }

    private boolean anyFinished() {
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).finish() != null) {
                return true;
            }
        }
        return false;
    }

    private void member(String name, JsonReader in) {
        switch (name) {
            case "choices" -> choices(in);
            case "id" -> id = started ? skip(in, id) : text(in);
            case "model" -> model = started ? skip(in, model) : text(in);
            case "object" -> object(in);
            case "usage" -> usage(in);
            case "error" -> error(in);
            case "service_tier" -> tier(tier == null ? in.scalarOrNull() : skip(in, null));
            case "citations" -> sources.urls(kept(name, list(in)));
            case "search_results" -> sources.results(kept(name, list(in)));
            case "message", "detail", "code" -> {
                chunkMayBeError = true;
                in.skip();
            }
            default -> other(name, in);
        }
    }

    private void choices(JsonReader in) {
        if (!in.isArray()) {
            in.skip();
            return;
        }
        chunkHasChoices = true;
        int position = 0;
        while (in.nextElement()) {
            if (in.isObject()) {
                delta.choice(in, whole ? "message" : "delta", position);
                choice(delta.index).take(delta, id, events);
                if (filters != null && delta.filter != null) {
                    filters.add(delta.index, delta.filter);
                }
                if (delta.annotations != null) {
                    sources.annotations(delta.annotations);
                }
            } else {
                in.skip();
            }
            position++;
        }
    }

    private ChoiceTrack choice(int index) {
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).index == index) {
                return choices.get(i);
            }
        }
        ChoiceTrack choice = new ChoiceTrack(index, rules, whole);
        choices.add(choice);
        return choice;
    }

    private void usage(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        chunkHasUsage = true;
        chunkUsage = usageReader.read(in);
        usageReader.words().forEach(this::usageWord);
    }

    /** A bill that comes before any choice has ended is only running up: Perplexity's is zero until the end. */
    private void tellUsage() {
        if (chunkUsage.known()) {
            boolean settled = whole || anyFinished();
            events.add(new StreamEvent.UsageSeen(chunkUsage, settled ? usageReader.bill() : null));
        }
    }

    /** Some say within the usage which tier served, or how much was searched. */
    private void usageWord(String name, String word) {
        if (name.equals(ChatAssembler.SERVICE_TIER)) {
            tier(word);
        } else if (rules.keeps(name)) {
            extra(name, word);
        }
    }

    private void object(JsonReader in) {
        if (whole || rules.terminalObject.isEmpty()) {
            if (!started && in.isText() && in.text().equals("error")) {
                chunkMayBeError = true;
            }
            in.skip();
        } else {
            String object = in.scalarOrNull();
            terminal |= rules.terminalObject.equals(object);
            chunkMayBeError |= "error".equals(object);
        }
    }

    private void error(JsonReader in) {
        chunkHasError |= !(in.isNull() || in.says(""));
        in.skip();
    }

    private void tier(@Nullable String stated) {
        if (stated != null && !stated.equals(tier)) {
            tier = stated;
            events.add(new StreamEvent.ExtrasSeen(Map.of(ChatAssembler.SERVICE_TIER, stated)));
        }
    }

    /** Told when it is new: some providers repeat it with every chunk. */
    private void extra(String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        extras = extras.isEmpty() ? new HashMap<>() : extras;
        if (!value.equals(extras.put(name, value))) {
            events.add(new StreamEvent.ExtrasSeen(Map.of(name, value)));
        }
    }

    private void other(String name, JsonReader in) {
        boolean usageIsHere = rules.holdsUsage(name);
        if (!usageIsHere && !rules.keeps(name)) {
            in.skip();
            return;
        }
        Object value = in.value();
        if (usageIsHere) {
            chunkHasError |= value instanceof Map<?, ?> holder && holder.get("error") != null;
            if (!chunkUsage.known()) {
                rules.usageWithin(value).ifPresent(this::usageOf);
            }
        }
        if (rules.keeps(name)) {
            extra(name, value);
        }
    }

    private List<?> kept(String name, List<?> values) {
        if (!values.isEmpty() && rules.keeps(name)) {
            extra(name, values);
        }
        return values;
    }

    private void usageOf(Map<?, ?> object) {
        byte[] bytes = JsonTree.write(object).getBytes(StandardCharsets.UTF_8);
        try (JsonReader in = JsonReader.of(bytes, 0, bytes.length)) {
            usage(in);
        }
    }

    /** The beginning, before all else, as soon as there is something to tell. */
    private void start() {
        if (!started && (id != null || model != null || !choices.isEmpty())) {
            started = true;
            events.add(0, new StreamEvent.Started(id, model));
        }
    }

    private static @Nullable String skip(JsonReader in, @Nullable String known) {
        in.skip();
        return known;
    }

    private static @Nullable String text(JsonReader in) {
        String text = in.scalarOrNull();
        return text == null || text.isEmpty() ? null : text;
    }

    private static List<?> list(JsonReader in) {
        if (in.isArray() && in.value() instanceof List<?> list) {
            return list;
        }
        in.skip();
        return List.of();
    }
}
