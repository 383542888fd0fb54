/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import io.github.camelllm.model.StreamEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of a stream as decoded JSON. */
final class EventWriter {

    private EventWriter() {}

    static Map<String, Object> map(StreamEvent event) {
        if (event instanceof StreamEvent.TextDelta delta) {
            return choice("text", delta.choice(), "text", delta.text());
        }
        if (event instanceof StreamEvent.ReasoningDelta delta) {
            Map<String, Object> out = choice("reasoning", delta.choice(), "text", delta.text());
            put(out, "details", delta.details().isEmpty() ? null : delta.details());
            return out;
        }
        if (event instanceof StreamEvent.RefusalDelta delta) {
            return choice("refusal", delta.choice(), "text", delta.text());
        }
        if (event instanceof StreamEvent.ToolCallStarted call) {
            Map<String, Object> out = choice("toolCallStarted", call.choice(), "index", call.index());
            out.put("id", call.id());
            out.put("name", call.name());
            return out;
        }
        if (event instanceof StreamEvent.ToolCallDelta delta) {
            Map<String, Object> out = choice("toolCallDelta", delta.choice(), "index", delta.index());
            out.put("json", delta.json());
            return out;
        }
        if (event instanceof StreamEvent.Finished finished) {
            return choice("finished", finished.choice(), "finish", ModelWriter.finish(finished.finish()));
        }
        return rare(event);
    }

    private static Map<String, Object> rare(StreamEvent event) {
        if (event instanceof StreamEvent.Started started) {
            Map<String, Object> out = typed("started");
            put(out, "id", started.id());
            put(out, "model", started.model());
            return out;
        }
        if (event instanceof StreamEvent.PartArrived arrived) {
            return choice("part", arrived.choice(), "part", ModelWriter.part(arrived.part()));
        }
        if (event instanceof StreamEvent.LogprobsSeen seen) {
            return choice(
                    "logprobs",
                    seen.choice(),
                    "logprobs",
                    seen.logprobs().stream().map(ModelWriter::logprob).toList());
        }
        if (event instanceof StreamEvent.CitationsSeen seen) {
            Map<String, Object> out = typed("citations");
            out.put(
                    "citations",
                    seen.citations().stream().map(ModelWriter::citation).toList());
            return out;
        }
        if (event instanceof StreamEvent.UsageSeen seen) {
            return usage(seen);
        }
        if (event instanceof StreamEvent.ExtrasSeen seen) {
            Map<String, Object> out = typed("extras");
            out.put("extras", seen.extras());
            return out;
        }
        if (event instanceof StreamEvent.Done done) {
            Map<String, Object> out = typed("done");
            out.put("response", ModelWriter.response(done.response()));
            return out;
        }
        throw new IllegalArgumentException("unknown event " + event.getClass().getName());
    }

    private static Map<String, Object> usage(StreamEvent.UsageSeen seen) {
        Map<String, Object> out = typed("usage");
        out.put("usage", ModelWriter.usage(seen.usage()));
        put(out, "bill", seen.bill() == null ? null : ModelWriter.money(seen.bill()));
        return out;
    }

    private static Map<String, Object> typed(String type) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("type", type);
        return out;
    }

    private static Map<String, Object> choice(String type, int choice, String name, Object value) {
        Map<String, Object> out = typed(type);
        out.put("choice", choice);
        out.put(name, value);
        return out;
    }

    private static void put(Map<String, Object> out, String name, @Nullable Object value) {
        if (value != null) {
            out.put(name, value);
        }
    }
}
