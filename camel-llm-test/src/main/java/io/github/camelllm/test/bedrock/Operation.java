/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.WireCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request asks for, by its path: a model, whose id is one segment, and what it is to do.
 *
 * @param model its id, or an ARN
 * @param name such as {@code converse-stream}
 */
record Operation(String model, String name) {

    /** Clients encode all but the unreserved characters; one vendor's leaves the colon bare, and it is accepted. */
    private static final Pattern PATH =
            Pattern.compile("/model/((?:[A-Za-z0-9._~:-]|%[0-9A-Fa-f]{2})+)/(converse|converse-stream|invoke)");

    static Operation of(WireCall call) {
        Matcher path = PATH.matcher(call.request().path());
        if (!call.request().method().equals("POST") || !path.matches()) {
            throw new ServiceError(404, "UnknownOperationException", "").refusal(call);
        }
        return new Operation(URLDecoder.decode(path.group(1), StandardCharsets.UTF_8), path.group(2));
    }

    /** The model in the path, or an empty string. */
    static String model(RecordedRequest request) {
        Matcher path = PATH.matcher(request.path());
        return path.matches() ? URLDecoder.decode(path.group(1), StandardCharsets.UTF_8) : "";
    }

    boolean streams() {
        return name.equals("converse-stream");
    }

    boolean embeds() {
        return name.equals("invoke");
    }
}
