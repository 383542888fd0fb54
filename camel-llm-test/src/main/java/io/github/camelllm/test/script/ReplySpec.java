/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.script;

import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.ScriptException;
import io.github.camelllm.test.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A reply in words. Knows every setting's name, and refuses the others. */
final class ReplySpec {

    /** The settings, in the order in which they are listed to somebody who misspelt one. */
    static final List<String> NAMES = List.of(
            "reply",
            "reasoning",
            "tool",
            "arguments",
            "finish",
            "model",
            "inputTokens",
            "outputTokens",
            "cachedTokens",
            "reasoningTokens",
            "latencyMillis",
            "chunkPauseMillis",
            "chunkWords",
            "fault",
            "faultOn");

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Set<Integer> faultOn;
    private final @Nullable UnaryOperator<Reply> fault;

    ReplySpec(List<Setting> given) {
        for (Setting setting : given) {
            if (!NAMES.contains(setting.name())) {
                throw new ScriptException(setting.where() + ": '" + setting.name() + "' is not known; allowed are "
                        + String.join(", ", NAMES));
            }
            settings.put(setting.name(), setting);
        }
        Setting named = settings.get("fault");
        fault = named == null ? null : fault(named);
        Setting calls = settings.get("faultOn");
        faultOn = calls == null ? Set.of() : calls.numbers();
        if (calls != null && named == null) {
            throw new ScriptException(calls.where() + ": 'faultOn' needs a 'fault'");
        }
        check();
    }

    /** Reads each value once, so that a mistake shows at the start and not at the first call. */
    private void check() {
        for (String name : List.of("reply", "tool", "arguments")) {
            if (settings.containsKey(name)) {
                settings.get(name).text();
            }
        }
        apply(Reply.text(""));
    }

    private static UnaryOperator<Reply> fault(Setting named) {
        return Fault.named(named.text())
                .orElseThrow(() -> named.wrong("one of " + String.join(", ", new TreeSet<>(Fault.names()))));
    }

    /** The reply to this request: with the usual text when the settings name no text and no tool. */
    Reply reply(RecordedRequest request) {
        Reply reply = apply(start(request));
        boolean due = faultOn.isEmpty() || faultOn.contains(request.number());
        return fault != null && due ? fault.apply(reply) : reply;
    }

    private Reply start(RecordedRequest request) {
        Setting text = settings.get("reply");
        Setting tool = settings.get("tool");
        if (text == null && tool == null) {
            return Reply.usual();
        }
        Template template = new Template(request.prompt(), request.model(), request.number());
        Reply reply = text == null ? Reply.empty() : Reply.text(template.fill(text.text()));
        Setting arguments = settings.get("arguments");
        return tool == null
                ? reply
                : reply.andToolCall(tool.text(), arguments == null ? "{}" : template.fill(arguments.text()));
    }

    private Reply apply(Reply start) {
        Reply reply = start;
        for (Setting setting : settings.values()) {
            reply = switch (setting.name()) {
                case "reasoning" -> reply.reasoning(setting.text());
                case "finish" -> reply.finish(setting.text());
                case "model" -> reply.model(setting.text());
                case "latencyMillis" -> reply.latency(setting.millis());
                case "chunkPauseMillis" -> reply.chunkPause(setting.millis());
                case "chunkWords" -> reply.chunkWords(setting.number(1));
                default -> reply;
            };
        }
        return settings.containsKey("inputTokens") || settings.containsKey("outputTokens")
                ? reply.usage(tokens())
                : reply;
    }

    private Tokens tokens() {
        return Tokens.of(count("inputTokens"), count("outputTokens"))
                .withCached(count("cachedTokens"))
                .withReasoning(count("reasoningTokens"));
    }

    private int count(String name) {
        Setting setting = settings.get(name);
        return setting == null ? 0 : setting.number(0);
    }
}
