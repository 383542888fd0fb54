/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replies that a request asks for in its own body: in an object {@code simulator}, or in members {@code simulator.reply} and so
 * on. That is what {@code providerOptions.simulator.*} of an endpoint become.
 */
public final class RequestDirectives {

    private static final String NAME = "simulator";
    private static final String PREFIX = "simulator.";

    private RequestDirectives() {}

    /**
     * The settings of the request, as a script of one rule; nothing when there are none. Takes them out of the body.
     *
     * @throws io.github.camelllm.test.ScriptException with the setting and what is allowed
     */
    public static Optional<Script> take(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            return Optional.empty();
        }
        List<Setting> settings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
            if (member.getKey().equals(NAME)) {
                object.remove(NAME);
                member.getValue().properties().forEach(each -> settings.add(setting(each.getKey(), each.getValue())));
            } else if (member.getKey().startsWith(PREFIX)) {
                object.remove(member.getKey());
                settings.add(setting(member.getKey().substring(PREFIX.length()), member.getValue()));
            }
        }
        return settings.isEmpty() ? Optional.empty() : Optional.of(new ReplySpec(settings)::reply);
    }

    private static Setting setting(String name, JsonNode value) {
        if (value.isArray()) {
            List<Object> all = new ArrayList<>();
            value.forEach(each -> all.add(each.asText()));
            return new Setting(name, all, "the request's option " + PREFIX + name);
        }
        return new Setting(name, value.asText(), "the request's option " + PREFIX + name);
    }
}
