/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Quirks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One answer from its beginning to its end; its events wait until they are handed on. For one thread. */
final class Answer {

    /** More is no count but a fault; so much can still be added up. */
    private static final long MOST = 1_000_000_000_000_000L;

    private final List<StreamEvent> events = new ArrayList<>(4);
    private final Items items = new Items(events);
    private final List<String> kept;
    private boolean started;

    Answer(Quirks quirks) {
        kept = quirks.list(ResponsesQuirks.EXTRAS);
    }

    Items items() {
        return items;
    }

    /** Gives away the events that wait. */
    void handOn(Consumer<StreamEvent> receiver) {
        for (int i = 0; i < events.size(); i++) {
            receiver.accept(events.get(i));
        }
        events.clear();
    }

    /** Tells the beginning, once. */
    void start(Map<?, ?> response) {
        if (!started) {
            started = true;
            events.add(0, new StreamEvent.Started(Items.text(response.get("id")), Items.text(response.get("model"))));
        }
    }

    /**
     * Takes the whole response, whose items may have come before.
     *
     * @return its end
     */
    Finish end(Map<?, ?> response) {
        start(response);
        int index = 0;
        for (Object item : Items.list(response.get("output"))) {
            if (item instanceof Map<?, ?> map) {
                items.done(index, map);
            }
            index++;
        }
        items.end();
        extras(response);
        if (response.get("usage") instanceof Map<?, ?> usage) {
            Usage known = usage(usage);
            if (known.known()) {
                events.add(new StreamEvent.UsageSeen(known, null));
            }
        }
        Finish finish = finish(response);
        events.add(new StreamEvent.Finished(0, finish));
        return finish;
    }

    private void extras(Map<?, ?> response) {
        Map<String, Object> extras = new LinkedHashMap<>();
        String tier = Items.text(response.get("service_tier"));
        if (tier != null) {
            extras.put(ChatAssembler.SERVICE_TIER, tier);
        }
        kept.forEach(name -> {
            Object value = response.get(name);
            if (value != null) {
                extras.put(name, value);
            }
        });
        List<String> withheld = withheld(response);
        if (!withheld.isEmpty()) {
            extras.put(ChatAssembler.WITHHELD_FOR, withheld);
        }
        if (!extras.isEmpty()) {
            events.add(new StreamEvent.ExtrasSeen(extras));
        }
    }

    /** The categories that a content filter stopped (Azure OpenAI: {@code content_filters}, read 2026-11-25). */
    private static List<String> withheld(Map<?, ?> response) {
        List<String> names = new ArrayList<>(0);
        for (Object filter : Items.list(response.get("content_filters"))) {
            if (filter instanceof Map<?, ?> map && map.get("content_filter_results") instanceof Map<?, ?> results) {
                names.addAll(ErrorWords.filtered(results));
            }
        }
        return names.stream().distinct().toList();
    }

    private Finish finish(Map<?, ?> response) {
        String status = Items.text(response.get("status"));
        String reason = response.get("incomplete_details") instanceof Map<?, ?> details
                ? Items.text(details.get("reason"))
                : null;
        if (reason == null) {
            boolean whole = status == null || status.equals("completed");
            FinishReason end = items.called() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            return new Finish(whole ? end : unfinished(status), status);
        }
        return switch (reason) {
            case "max_output_tokens" -> new Finish(FinishReason.LENGTH, reason);
            case "content_filter" -> new Finish(FinishReason.CONTENT_FILTER, reason);
            default -> new Finish(FinishReason.OTHER, reason);
        };
    }

    private static FinishReason unfinished(@Nullable String status) {
        return "incomplete".equals(status) ? FinishReason.OTHER : FinishReason.ERROR;
    }

    /** Cached and written tokens stand within the input, reasoning within the output. */
    static Usage usage(Map<?, ?> usage) {
        Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        Long input = count(usage, "input_tokens");
        if (input != null) {
            long left = input;
            left -= share(counts, Bucket.CACHE_READ, count(usage, "input_tokens_details", "cached_tokens"), left);
            left -= share(counts, Bucket.CACHE_WRITE, count(usage, "input_tokens_details", "cache_write_tokens"), left);
            counts.put(Bucket.INPUT, left);
        }
        Long output = count(usage, "output_tokens");
        if (output != null) {
            long left = output;
            left -= share(counts, Bucket.REASONING, count(usage, "output_tokens_details", "reasoning_tokens"), left);
            counts.put(Bucket.OUTPUT, left);
        }
        return counts.isEmpty() ? Usage.UNKNOWN : new Usage(counts);
    }

    private static long share(Map<Bucket, Long> counts, Bucket bucket, @Nullable Long count, long left) {
        if (count == null) {
            return 0;
        }
        long share = Math.min(count, left);
        counts.put(bucket, share);
        return share;
    }

    private static @Nullable Long count(Map<?, ?> usage, String object, String name) {
        return usage.get(object) instanceof Map<?, ?> details ? count(details, name) : null;
    }

    private static @Nullable Long count(Map<?, ?> usage, String name) {
        return usage.get(name) instanceof Long count && count >= 0 && count <= MOST ? count : null;
    }
}
