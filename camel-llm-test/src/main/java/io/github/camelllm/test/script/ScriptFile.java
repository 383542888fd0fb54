/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.script;

import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.Script;
import io.github.camelllm.test.ScriptException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A script in YAML: a list of rules; the first that fits a call answers it, and a call that none fits gets the usual answer.
 *
 * <pre>{@code
 * - match: {contains: refund}
 *   reply: "You asked: {prompt}"
 *   inputTokens: 12
 *   outputTokens: 5
 * - match: {call: [3, 7]}
 *   fault: overloaded
 * - reply: "Answer {n} of {model}"
 *   latencyMillis: 200
 * }</pre>
 *
 * <p>{@code match} knows contains and regex (on the last user message), model, provider and call (numbers from 1). A reply
 * knows reply, reasoning, tool, arguments, finish, model, inputTokens, outputTokens, cachedTokens, reasoningTokens,
 * latencyMillis, chunkPauseMillis, chunkWords, fault and faultOn (numbers of the calls that fail; without it all do). A fault
 * is one of the {@link io.github.camelllm.test.ErrorCase}s, such as rate-limited, or reset, cut, stall, silence, malformed,
 * no-finish, error-in-stream, empty, html. Texts may hold {prompt}, {model} and {n}, the number of the call.
 */
public final class ScriptFile implements Script {

    private final List<Rule> rules = new ArrayList<>();
    private final String name;

    private ScriptFile(String name) {
        this.name = name;
    }

    /**
     * Reads a script.
     *
     * @param name of the file, for messages
     * @throws ScriptException with file, line and what is allowed
     */
    public static ScriptFile read(String name, InputStream yaml) {
        ScriptFile script = new ScriptFile(name);
        Node root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(name).build())
                    .composeInputStream(yaml)
                    .orElseThrow(() -> new ScriptException(name + " is empty; it must be a list of rules"));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new ScriptException(name + ", line " + line + ": this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ScriptException(name + " is not YAML: " + e.getMessage());
        }
        if (!(root instanceof SequenceNode list)) {
            throw script.wrong(root, "the script must be a list of rules, each starting with '- '");
        }
        list.getValue().forEach(rule -> script.rules.add(script.rule(rule)));
        return script;
    }

    private Rule rule(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "a rule must have named settings: match, " + String.join(", ", ReplySpec.NAMES));
        }
        List<Setting> conditions = new ArrayList<>();
        List<Setting> reply = new ArrayList<>();
        for (NodeTuple member : mapping.getValue()) {
            String setting = scalar(member.getKeyNode());
            if (!setting.equals("match")) {
                reply.add(setting(member));
            } else if (member.getValueNode() instanceof MappingNode match) {
                match.getValue().forEach(condition -> conditions.add(setting(condition)));
            } else {
                throw wrong(
                        member.getValueNode(),
                        "'match' must have named conditions: " + String.join(", ", Rule.CONDITIONS));
            }
        }
        return Rule.of(conditions, reply);
    }

    private Setting setting(NodeTuple member) {
        Node value = member.getValueNode();
        Object read = value instanceof SequenceNode list
                ? list.getValue().stream().map(this::scalar).toList()
                : scalar(value);
        return new Setting(scalar(member.getKeyNode()), read, where(member.getKeyNode()));
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, "a single value is expected here");
    }

    private ScriptException wrong(Node node, String what) {
        return new ScriptException(where(node) + ": " + what);
    }

    private String where(Node node) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        return name + ", line " + line;
    }

    @Override
    public Reply reply(RecordedRequest request) {
        return ruled(request).orElseGet(Reply::usual);
    }

    /** The reply of the first rule that fits; empty when none does, so that another script can answer. */
    public Optional<Reply> ruled(RecordedRequest request) {
        return rules.stream()
                .filter(rule -> rule.fits().test(request))
                .findFirst()
                .map(rule -> rule.reply().reply(request));
    }
}
