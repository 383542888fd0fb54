/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.profile.Feature;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes to the model past Converse: {@code additionalModelRequestFields}. */
final class ModelFields {

    private static final String MEMBER = "additionalModelRequestFields";

    private final RequestBody body;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private String setting = "";

    ModelFields(RequestBody body) {
        this.body = body;
    }

    /** Adds a member that carries a setting, unless the target lacks it. */
    boolean put(Feature feature, String name, Object value) {
        if (!body.takes(feature, MEMBER)) {
            return false;
        }
        setting = feature.setting();
        fields.put(name, value);
        return true;
    }

    /** Writes them, if there are any. */
    void encode() {
        if (!fields.isEmpty()) {
            body.member(MEMBER, setting).value(fields);
        }
    }
}
